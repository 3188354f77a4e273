package dev.tidemark.badhouse.kpi;

import io.micrometer.core.instrument.MeterRegistry;

/** Breaks a wall on purpose: totals that know who shows them. */
public final class KnowsPrometheus {
    /** What it must not know. */
    public final Class<?> registry = MeterRegistry.class;
}
