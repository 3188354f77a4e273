package dev.tidemark.app.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The one split of a replay: the sorted log from a position on.
 *
 * @param position where the next record begins, in bytes
 */
record ReplaySplit(long position) implements SourceSplit {
    @Override
    public String splitId() {
        return "log";
    }

    /** Eight bytes. */
    static final class Serializer implements SimpleVersionedSerializer<ReplaySplit> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(ReplaySplit split) {
            return ByteBuffer.allocate(Long.BYTES).putLong(split.position()).array();
        }

        @Override
        public ReplaySplit deserialize(int version, byte[] bytes) throws IOException {
            return new ReplaySplit(ByteBuffer.wrap(bytes).getLong());
        }
    }
}
