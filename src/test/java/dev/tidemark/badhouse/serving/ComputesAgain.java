package dev.tidemark.badhouse.serving;

import org.apache.flink.configuration.Configuration;

/** Breaks walls on purpose: what is served is computed once more. */
public final class ComputesAgain {
    /** What it must not know. */
    public final Configuration flink = new Configuration();
}
