package dev.tidemark.app.replay;

import dev.tidemark.wire.DelimitedText;

/** How a log is cut into records. */
public sealed interface LogFormat {
    /** One JSON event a line. */
    record Native() implements LogFormat {}

    /**
     * Delimited text with a header; a quoted field may span lines.
     *
     * @param delimiter one ASCII character
     */
    record Csv(char delimiter) implements LogFormat {
        public Csv {
            if (!DelimitedText.canDelimit(delimiter)) {
                throw new IllegalArgumentException(
                        "the delimiter must be one ASCII character, not a quote or a line end");
            }
        }
    }

    /** The CDNOW data sets: one purchase a line; the master begins with a line of names. */
    record Cdnow() implements LogFormat {}
}
