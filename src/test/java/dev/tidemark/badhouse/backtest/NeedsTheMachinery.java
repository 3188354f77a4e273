package dev.tidemark.badhouse.backtest;

import dev.tidemark.badhouse.job.ServesSomebody;

/** Breaks a wall on purpose: models judged with the machinery that runs them. */
public final class NeedsTheMachinery {
    /** What it must not know. */
    public final ServesSomebody job = new ServesSomebody();
}
