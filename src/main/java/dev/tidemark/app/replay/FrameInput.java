package dev.tidemark.app.replay;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Numbers and bytes from a file that a {@link FrameOutput} wrote, buffered, from any position. */
final class FrameInput implements Closeable {
    private final FileChannel file;
    private final ByteBuffer buffer;
    private long read;

    FrameInput(Path path, long position, int bufferBytes) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.READ);
        this.buffer = ByteBuffer.allocate(Math.max(Long.BYTES, bufferBytes)).limit(0);
        file.position(position);
        this.read = position;
    }

    boolean atEnd() throws IOException {
        return !buffer.hasRemaining() && !fill();
    }

    /** Bytes before the next one to be read. */
    long position() {
        return read - buffer.remaining();
    }

    int readInt() throws IOException {
        require(Integer.BYTES);
        return buffer.getInt();
    }

    long readLong() throws IOException {
        require(Long.BYTES);
        return buffer.getLong();
    }

    byte[] readBytes(int length) throws IOException {
        byte[] bytes = new byte[length];
        int buffered = Math.min(length, buffer.remaining());
        buffer.get(bytes, 0, buffered);
        ByteBuffer rest = ByteBuffer.wrap(bytes, buffered, length - buffered);
        if (rest.remaining() < buffer.capacity()) {
            require(rest.remaining());
            buffer.get(bytes, buffered, rest.remaining());
            return bytes;
        }
        while (rest.hasRemaining()) {
            int more = file.read(rest);
            if (more < 0) {
                throw cutOff();
            }
            read += more;
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void require(int bytes) throws IOException {
        while (buffer.remaining() < bytes) {
            if (!fill()) {
                throw cutOff();
            }
        }
    }

    private boolean fill() throws IOException {
        buffer.compact();
        int more = file.read(buffer);
        buffer.flip();
        read += Math.max(0, more);
        return more > 0;
    }

    private static EOFException cutOff() {
        return new EOFException("a temporary file ends within a frame");
    }
}
