package dev.tidemark.wire;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits one delimited record into fields, by the quoting of RFC 4180.
 *
 * <p>A field is quoted only if the quote is its first byte; inside, two quotes stand for one, and
 * delimiters and line ends are text. A quote anywhere else is an ordinary character, and what
 * follows a closing quote up to the delimiter is kept as it is. Works on bytes and decodes only the
 * fields that are asked for, so that one column in a foreign encoding does not cost the row.
 *
 * <p>Reused from record to record; for one thread at a time.
 */
public final class DelimitedText implements Serializable {
    private static final byte QUOTE = '"';

    private final byte delimiter;
    private transient byte[] record = {};
    private transient int[] starts = {};
    private transient int[] ends = {};
    private transient int size;

    /**
     * @param delimiter one ASCII character, tab included; not a quote, not a line end
     * @throws IllegalArgumentException if it is another
     */
    public DelimitedText(char delimiter) {
        this.delimiter = asByte(delimiter);
    }

    /**
     * Splits a record, to be looked at until the next is split.
     *
     * @param bytes one logical record without its line end
     * @return false if a quoted field is never closed
     */
    public boolean split(byte[] bytes) {
        record = bytes;
        size = 0;
        int at = 0;
        while (true) {
            int start = at;
            at = fieldEnd(bytes, start, bytes.length, delimiter);
            if (at < 0) {
                return false;
            }
            add(start, at);
            if (at == bytes.length) {
                return true;
            }
            at++;
        }
    }

    /** The number of fields, at least 1. */
    public int size() {
        return size;
    }

    /** The field's text without its quotes; bytes that are not UTF-8 become U+FFFD. */
    public String field(int index) {
        return field(index, StandardCharsets.UTF_8);
    }

    /** The field's text without its quotes; bytes that are none of the charset become U+FFFD. */
    String field(int index, Charset charset) {
        int start = starts[index];
        int end = ends[index];
        if (start < end && record[start] == QUOTE) {
            return unquoted(start + 1, end, charset);
        }
        return new String(record, start, end - start, charset);
    }

    /**
     * Whether a piece of text ends inside a quoted field, so that the record goes on.
     *
     * @param bytes holds the piece
     * @param from its first byte: the begin of a record, or of a line within a quoted field
     * @param to behind its last byte
     * @param delimiter one ASCII character
     * @param insideQuotes whether the piece begins inside a quoted field
     */
    public static boolean endsInsideQuotes(
            byte[] bytes, int from, int to, char delimiter, boolean insideQuotes) {
        byte separator = (byte) delimiter;
        int at =
                insideQuotes
                        ? quotedFieldEnd(bytes, from, to, separator)
                        : fieldEnd(bytes, from, to, separator);
        while (at >= 0 && at < to) {
            at = fieldEnd(bytes, at + 1, to, separator);
        }
        return at < 0;
    }

    /** Whether a character can be a delimiter. */
    public static boolean canDelimit(char character) {
        boolean plain = character >= ' ' && character < 0x7f || character == '\t';
        return plain && character != QUOTE;
    }

    /** The end of the field that starts there; negative if its quote is never closed. */
    private static int fieldEnd(byte[] bytes, int start, int to, byte delimiter) {
        if (start < to && bytes[start] == QUOTE) {
            return quotedFieldEnd(bytes, start + 1, to, delimiter);
        }
        return indexOf(delimiter, bytes, start, to);
    }

    private static int quotedFieldEnd(byte[] bytes, int from, int to, byte delimiter) {
        int close = closingQuote(bytes, from, to);
        return close < 0 ? -1 : indexOf(delimiter, bytes, close + 1, to);
    }

    private static int closingQuote(byte[] bytes, int from, int to) {
        int at = indexOf(QUOTE, bytes, from, to);
        while (at + 1 < to && bytes[at + 1] == QUOTE) {
            at = indexOf(QUOTE, bytes, at + 2, to);
        }
        return at < to ? at : -1;
    }

    private static int indexOf(byte wanted, byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private String unquoted(int from, int to, Charset charset) {
        byte[] text = new byte[to - from];
        int length = 0;
        boolean inside = true;
        for (int at = from; at < to; at++) {
            if (inside && record[at] == QUOTE) {
                inside = at + 1 < to && record[at + 1] == QUOTE;
                if (!inside) {
                    continue;
                }
                at++;
            }
            text[length++] = record[at];
        }
        return new String(text, 0, length, charset);
    }

    private void add(int start, int end) {
        if (starts == null || size == starts.length) {
            int grown = Math.max(16, size * 2);
            starts = size == 0 ? new int[grown] : Arrays.copyOf(starts, grown);
            ends = size == 0 ? new int[grown] : Arrays.copyOf(ends, grown);
        }
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    private static byte asByte(char delimiter) {
        if (!canDelimit(delimiter)) {
            throw new IllegalArgumentException(
                    "the delimiter must be one ASCII character and not a quote or line end, not %s"
                            .formatted(FieldCheck.shown("'" + delimiter + "'")));
        }
        return (byte) delimiter;
    }
}
