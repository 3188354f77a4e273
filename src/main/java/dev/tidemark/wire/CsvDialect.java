package dev.tidemark.wire;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How the text of a delimited log is written.
 *
 * @param delimiter between two columns, one ASCII character; see {@link DelimitedText#canDelimit}
 * @param decimalMark between the whole and the fraction of an amount, a point or a comma; the other
 *     of the two is not read, not even between groups of digits
 * @param charsetName the encoding: UTF-8, or one that has ASCII as it is and a byte for each
 *     character, so that delimiters and quotes are found among the bytes
 */
public record CsvDialect(char delimiter, char decimalMark, String charsetName)
        implements Serializable {

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if a part of it cannot be; its message is one line
     */
    public CsvDialect {
        if (!DelimitedText.canDelimit(delimiter)) {
            throw new IllegalArgumentException(
                    "the delimiter must be one ASCII character, not a quote or a line end");
        }
        if (decimalMark != '.' && decimalMark != ',') {
            throw new IllegalArgumentException(
                    "the decimal mark '%s' is not a point or a comma".formatted(decimalMark));
        }
        if (!isByteWise(charsetName)) {
            throw new IllegalArgumentException(
                    ("the charset '%s' is not UTF-8 and none known with a byte for each character,"
                                    + " such as ISO-8859-1 or windows-1252")
                            .formatted(charsetName));
        }
    }

    /** Points and UTF-8. */
    public static CsvDialect of(char delimiter) {
        return new CsvDialect(delimiter, '.', StandardCharsets.UTF_8.name());
    }

    /** The encoding; looked up by name, because it does not travel to the tasks itself. */
    Charset charset() {
        return Charset.forName(charsetName);
    }

    private static boolean isByteWise(String name) {
        try {
            Charset charset = Charset.forName(name);
            return charset.equals(StandardCharsets.UTF_8)
                    || charset.canEncode()
                            && charset.newEncoder().maxBytesPerChar() == 1
                            && new String(ascii(), charset)
                                    .equals(new String(ascii(), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException noSuchName) {
            return false;
        }
    }

    private static byte[] ascii() {
        byte[] ascii = new byte[128];
        for (byte b = 0; b >= 0; b++) {
            ascii[b] = b;
        }
        return ascii;
    }
}
