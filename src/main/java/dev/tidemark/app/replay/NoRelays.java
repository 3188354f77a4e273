package dev.tidemark.app.replay;

import dev.tidemark.scoring.Relay;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A replay knows who is who beforehand: a relay in it would be a mistake, and is not swallowed. */
final class NoRelays implements Sink<Relay> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<Relay> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            @Override
            public void write(Relay relay, Context ignored) {
                throw new IllegalStateException("a relay in a replay");
            }

            @Override
            public void flush(boolean endOfInput) {
                // Nothing was written.
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }
}
