package dev.tidemark.app.replay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Numbers and bytes to a file, buffered. */
final class FrameOutput implements Closeable {
    private final FileChannel file;
    private final ByteBuffer buffer;

    FrameOutput(Path path, int bufferBytes) throws IOException {
        this.file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        this.buffer = ByteBuffer.allocate(Math.max(Long.BYTES, bufferBytes));
    }

    void writeInt(int value) throws IOException {
        if (buffer.remaining() < Integer.BYTES) {
            flush();
        }
        buffer.putInt(value);
    }

    void writeLong(long value) throws IOException {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
        buffer.putLong(value);
    }

    void write(byte[] bytes, int from, int length) throws IOException {
        if (buffer.remaining() < length) {
            flush();
        }
        if (buffer.remaining() >= length) {
            buffer.put(bytes, from, length);
        } else {
            writeAll(ByteBuffer.wrap(bytes, from, length));
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            flush();
        }
    }

    private void flush() throws IOException {
        writeAll(buffer.flip());
        buffer.clear();
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }
}
