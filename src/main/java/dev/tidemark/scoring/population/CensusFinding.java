package dev.tidemark.scoring.population;

import dev.tidemark.model.CutPoints;

/** What the census finds out. */
public sealed interface CensusFinding {
    /** The population is cut anew. */
    record CutsMade(CutPoints cuts) implements CensusFinding {}

    /** A day has begun, and so the one before is closed. */
    record DayClosed(DayFigures figures) implements CensusFinding {}
}
