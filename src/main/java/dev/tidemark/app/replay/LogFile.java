package dev.tidemark.app.replay;

import dev.tidemark.wire.DelimitedText;
import dev.tidemark.wire.EventLimits;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A log on disk, read once from front to back, cut into records in bounded memory.
 *
 * <p>A record is a line without its end, LF or CRLF; in a delimited log it goes on over the line
 * ends within a quoted field. Lines of nothing but blanks are no records, nor are a byte order mark
 * and a header. A file that is gzip by content is unpacked.
 *
 * <p>Two things go wrong in real logs, and neither may cost more than its own record. A quote that
 * is never closed would swallow the rest of the file: a quoted record that has not ended after
 * {@value #MAX_RECORD_LINES} lines, {@link EventLimits#MAX_BYTES} bytes or at the end of the file
 * is given up, its first line alone becomes a record, which a reader rejects, and reading goes on
 * with the next line. And a line longer than {@link EventLimits#MAX_BYTES} is delivered as its
 * first {@code MAX_BYTES + 1} bytes, enough to be rejected for its size.
 */
public final class LogFile implements Closeable {
    /** The most lines one quoted record spans. */
    public static final int MAX_RECORD_LINES = 1_000;

    private static final int MAX_BYTES = EventLimits.MAX_BYTES;
    // Room for one record that is just not too long, and then some, before bytes are moved.
    private static final int BUFFER_BYTES = 4 << 20;
    private static final int BEYOND = -1;
    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] CDNOW_HEADER = "customer_id".getBytes(StandardCharsets.US_ASCII);

    private final LogInput input;
    private final LogFormat format;
    private final long totalBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int limit;
    private long lines;
    private byte[] header = {};
    private byte[] raw = {};
    private long line;

    private LogFile(LogInput input, LogFormat format, long totalBytes) {
        this.input = input;
        this.format = format;
        this.totalBytes = totalBytes;
    }

    /**
     * Opens a log and reads its header, if its format has one.
     *
     * @throws IOException if it cannot be read, or is UTF-16 or a zip archive; its message is one
     *     line that names the file
     */
    public static LogFile open(Path file, LogFormat format) throws IOException {
        LogFile log = new LogFile(LogInput.open(file), format, Files.size(file));
        try {
            log.readHead(file);
            return log;
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    /** SHA-256 of the file's bytes, packed as they are: 64 hexadecimal digits in lower case. */
    public static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] part = new byte[1 << 16];
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                digest.update(part, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The first record of a delimited log, which names its columns; empty if there is none. */
    public byte[] header() {
        return header.clone();
    }

    /**
     * Goes to the next record.
     *
     * @return false at the end of the log
     */
    public boolean next() throws IOException {
        while (true) {
            int end = lineEnd(0);
            if (end == 0 && start == limit) {
                return false;
            }
            line = ++lines;
            if (end == BEYOND || end > MAX_BYTES + 1) {
                raw = Arrays.copyOfRange(buffer, start, start + MAX_BYTES + 1);
                skipLine();
                return true;
            }
            if (format instanceof LogFormat.Csv csv) {
                end = recordEnd(end, csv.delimiter());
            }
            int from = start;
            int to = start + end;
            start = Math.min(to + 1, limit);
            if (to > from && buffer[to - 1] == '\r') {
                to--;
            }
            if (!isBlank(from, to)) {
                raw = Arrays.copyOfRange(buffer, from, to);
                return true;
            }
        }
    }

    /** The bytes of the record, the caller's own. */
    public byte[] raw() {
        return raw;
    }

    /** The line on which the record begins, from 1. */
    public long line() {
        return line;
    }

    /** How much of the file has been read, in bytes of the file, packed as it is. */
    public long bytesRead() {
        return input.bytesRead();
    }

    /** The size of the file in bytes, packed as it is. */
    public long totalBytes() {
        return totalBytes;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private void readHead(Path file) throws IOException {
        while (limit < UTF_8_MARK.length && fill()) {
            // Some streams give their first bytes one at a time.
        }
        int first = limit > 0 ? buffer[0] & 0xff : 0;
        int second = limit > 1 ? buffer[1] & 0xff : 0;
        if (first == 0xff && second == 0xfe || first == 0xfe && second == 0xff) {
            throw new IOException("%s is UTF-16; convert it to UTF-8".formatted(file));
        }
        if (first == 'P' && second == 'K' && limit > 2 && buffer[2] == 3) {
            throw new IOException(
                    "%s is a zip archive or a spreadsheet; give the text inside, plain or gzip"
                            .formatted(file));
        }
        if (startsWith(UTF_8_MARK, 0, limit)) {
            start = UTF_8_MARK.length;
        }
        if (format instanceof LogFormat.Csv && next()) {
            header = raw;
        }
        if (format instanceof LogFormat.Cdnow) {
            skipCdnowHeader();
        }
    }

    private void skipCdnowHeader() throws IOException {
        int end = lineEnd(0);
        int to = end == BEYOND ? limit : start + end;
        int from = start;
        while (from < to && buffer[from] <= ' ') {
            from++;
        }
        if (startsWith(CDNOW_HEADER, from, to)) {
            lines++;
            skipLine();
        }
    }

    /** The end of a record whose first line ends there; that line's end if it is never closed. */
    private int recordEnd(int firstEnd, char delimiter) throws IOException {
        int end = firstEnd;
        int spanned = 1;
        boolean open = DelimitedText.endsInsideQuotes(buffer, start, start + end, delimiter, false);
        while (open) {
            boolean lastLine = start + end >= limit;
            if (lastLine || spanned == MAX_RECORD_LINES) {
                return firstEnd;
            }
            int from = end + 1;
            end = lineEnd(from);
            if (end == BEYOND || end > MAX_BYTES + 1) {
                return firstEnd;
            }
            // Offsets count from start, because looking further may have moved the bytes.
            open =
                    DelimitedText.endsInsideQuotes(
                            buffer, start + from, start + end, delimiter, true);
            spanned++;
        }
        lines += spanned - 1;
        return end;
    }

    /**
     * The end of the line, LF or end of file, counted from start like the offset; {@link #BEYOND}
     * if there is none within the longest record.
     */
    private int lineEnd(int offset) throws IOException {
        int at = offset;
        while (true) {
            int to = limit - start;
            while (at < to && buffer[start + at] != '\n') {
                at++;
            }
            if (at < to) {
                return at;
            }
            if (at > MAX_BYTES + 1) {
                return BEYOND;
            }
            if (!fill()) {
                return at;
            }
        }
    }

    private void skipLine() throws IOException {
        do {
            while (start < limit) {
                if (buffer[start++] == '\n') {
                    return;
                }
            }
        } while (fill());
    }

    /** Gets more bytes behind the limit, moving what is left to the front if it must. */
    private boolean fill() throws IOException {
        if (limit == buffer.length) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            start = 0;
        }
        int read = input.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, read);
        return read >= 0;
    }

    private boolean isBlank(int from, int to) {
        int at = from;
        while (at < to && buffer[at] >= 0 && buffer[at] <= ' ') {
            at++;
        }
        return at == to;
    }

    private boolean startsWith(byte[] prefix, int from, int to) {
        int end = from + prefix.length;
        return end <= to && Arrays.equals(buffer, from, end, prefix, 0, prefix.length);
    }
}
