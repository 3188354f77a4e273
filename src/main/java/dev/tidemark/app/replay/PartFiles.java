package dev.tidemark.app.replay;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * An outlet into files of this machine: each task writes frames of a sort key and a line into a
 * part of its own; {@link #collect} makes one sorted file of them.
 */
final class PartFiles<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;
    private static final int BUFFER_BYTES = 1 << 18;

    /** A function that travels to the tasks. */
    interface Form<A, B> extends Function<A, B>, Serializable {}

    /** A condition that travels to the tasks. */
    interface Condition<A> extends Predicate<A>, Serializable {}

    private final String directory;
    private final String name;
    private final Condition<T> kept;
    private final Form<T, byte[]> key;
    private final Form<T, byte[]> line;

    PartFiles(
            Path directory,
            String name,
            Condition<T> kept,
            Form<T, byte[]> key,
            Form<T, byte[]> line) {
        this.directory = directory.toString();
        this.name = name;
        this.kept = kept;
        this.key = key;
        this.line = line;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        int task = context.getTaskInfo().getIndexOfThisSubtask();
        Path part = Path.of(directory, "%s-%d.part".formatted(name, task));
        return new Writer(new FrameOutput(part, BUFFER_BYTES));
    }

    /** Gives the frames of all parts to a sort, and deletes the parts. */
    void collect(ExternalSort sort) throws IOException {
        for (Path part : parts()) {
            try (FrameInput input = new FrameInput(part, 0, BUFFER_BYTES)) {
                while (!input.atEnd()) {
                    byte[] frameKey = input.readBytes(input.readInt());
                    sort.add(frameKey, input.readBytes(input.readInt()));
                }
            }
            Files.delete(part);
        }
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "-"))
                    .sorted()
                    .toList();
        }
    }

    private final class Writer implements SinkWriter<T> {
        private final FrameOutput output;

        Writer(FrameOutput output) {
            this.output = output;
        }

        @Override
        public void write(T element, Context context) throws IOException {
            if (!kept.test(element)) {
                return;
            }
            writeBytes(key.apply(element));
            writeBytes(line.apply(element));
        }

        private void writeBytes(byte[] bytes) throws IOException {
            output.writeInt(bytes.length);
            output.write(bytes, 0, bytes.length);
        }

        @Override
        public void flush(boolean endOfInput) {
            // Parts are read only after they were closed.
        }

        @Override
        public void close() throws IOException {
            output.close();
        }
    }
}
