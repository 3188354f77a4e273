package dev.tidemark.backtest;

import dev.tidemark.model.ModelParameters;
import java.util.Map;

/**
 * What came of the predictions of one origin.
 *
 * @param day of the origin
 * @param parameters fitted to what happened before it
 * @param inForce whether the fit was good enough; else the model of the origin before predicted
 * @param audiences how it turned out for each; one of whom nobody is left is not there
 */
public record OriginReport(
        int day,
        ModelParameters parameters,
        boolean inForce,
        Map<Audience, AudienceReport> audiences) {}
