package dev.tidemark.scoring.population;

import java.util.Optional;

/** How good the predictions of one origin were. */
record JudgedOrigin(
        int day, int predictions, ForecastFigures model, Optional<ForecastFigures> recency) {}
