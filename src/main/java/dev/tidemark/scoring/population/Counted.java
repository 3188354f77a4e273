package dev.tidemark.scoring.population;

/** Among which customers the scores of one are relative. */
public enum Counted {
    /** Those who have bought within the window. */
    WINDOW,
    /** All who have ever bought. */
    ALL
}
