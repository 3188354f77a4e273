package dev.tidemark.serving;

import java.nio.charset.StandardCharsets;

/** The column families of the store: one write goes to all of them or to none. */
enum Family {
    /** What the store is of, and how far it is; the family that RocksDB always has. */
    NOTES("default"),
    /** Customer id to scorecard, as on the topic. */
    SCORECARDS("scorecards"),
    /** Customer id to {@link RecentTransitions}. */
    TRANSITIONS("transitions"),
    /** Customer id to {@link EndOfLife}. */
    ENDS("ends");

    private final String text;

    Family(String text) {
        this.text = text;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
