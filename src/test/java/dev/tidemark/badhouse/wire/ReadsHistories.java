package dev.tidemark.badhouse.wire;

import dev.tidemark.badhouse.scoring.AsksTheClock;

/** Breaks walls on purpose: bytes of what must not leave the job, and a circle. */
public final class ReadsHistories {
    /** What it must not know. */
    public final AsksTheClock history = new AsksTheClock();
}
