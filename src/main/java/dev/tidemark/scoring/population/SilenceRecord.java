package dev.tidemark.scoring.population;

import dev.tidemark.stats.EmpiricalRisk;
import java.util.Arrays;

/**
 * How long customers had been silent, and whether they went on to be: what the plain rule of
 * inactivity learns from.
 *
 * @param recencyDays of each
 * @param churned whether each did not buy within the horizon
 */
record SilenceRecord(int[] recencyDays, boolean[] churned) {
    int size() {
        return churned.length;
    }

    double[] scores() {
        return Arrays.stream(recencyDays).asDoubleStream().toArray();
    }

    /** How often customers who had been silent so long went on to be silent. */
    EmpiricalRisk risk() {
        return EmpiricalRisk.learn(scores(), churned);
    }
}
