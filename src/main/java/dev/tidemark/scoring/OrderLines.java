package dev.tidemark.scoring;

/** What a second purchase event of the same order means. */
public enum OrderLines {
    /** It is another line of the order: the amounts add up. */
    SUM,
    /** It is the order as it is now: its amount takes the place of the one before. */
    REPLACE,
    /** It is the same order once more: ignored. */
    IGNORE
}
