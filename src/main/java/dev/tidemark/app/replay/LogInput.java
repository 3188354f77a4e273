package dev.tidemark.app.replay;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a log, unpacked if its content, not its name, says that it is gzip. */
final class LogInput implements Closeable {
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final int GZIP_BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final CountingStream counted;
    private final InputStream text;

    private LogInput(Path file, CountingStream counted, InputStream text) {
        this.file = file;
        this.counted = counted;
        this.text = text;
    }

    static LogInput open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    "%s is %s".formatted(file, Files.exists(file) ? "not a file" : "not there"));
        }
        byte[] magic;
        try (InputStream head = Files.newInputStream(file)) {
            magic = head.readNBytes(GZIP.length);
        }
        CountingStream counted = new CountingStream(Files.newInputStream(file));
        try {
            InputStream text =
                    Arrays.equals(magic, GZIP)
                            ? new GZIPInputStream(counted, GZIP_BUFFER_BYTES)
                            : counted;
            return new LogInput(file, counted, text);
        } catch (EOFException | ZipException broken) {
            counted.close();
            throw damaged(file, broken);
        } catch (IOException e) {
            counted.close();
            throw e;
        }
    }

    /** Reads at least one byte, or says -1 at the end. */
    int read(byte[] into, int offset, int length) throws IOException {
        try {
            return text.read(into, offset, length);
        } catch (EOFException | ZipException broken) {
            throw damaged(file, broken);
        }
    }

    /** Bytes of the file, packed as they are, that have been read. */
    long bytesRead() {
        return counted.count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private static IOException damaged(Path file, IOException broken) {
        return new IOException(
                "%s is damaged or cut off: %s".formatted(file, broken.getMessage()), broken);
    }

    /** Counts what passes. */
    private static final class CountingStream extends FilterInputStream {
        private long count;

        private CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
