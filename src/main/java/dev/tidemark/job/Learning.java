package dev.tidemark.job;

import dev.tidemark.scoring.population.CensusRules;
import dev.tidemark.scoring.population.StatisticianRules;
import java.io.Serializable;

/**
 * How the job learns from all customers together, and how what it learned reaches each of them.
 *
 * @param statistics how models are fitted and judged
 * @param census how the population is cut into classes
 * @param walkPerSecond at most so many customers a second are looked at because cut points or rules
 *     changed, over all tasks; 0 if nobody is, as in a run that closes its books anyway
 * @param groupValues so many values of an attribute have figures of their own
 */
public record Learning(
        StatisticianRules statistics, CensusRules census, int walkPerSecond, int groupValues)
        implements Serializable {
    public Learning {
        if (walkPerSecond < 0 || groupValues < 1) {
            throw new IllegalArgumentException(
                    "%d customers a second, %d values".formatted(walkPerSecond, groupValues));
        }
    }

    /** The same for a job that goes on where another left off. */
    public Learning joining() {
        return new Learning(statistics.joining(), census, walkPerSecond, groupValues);
    }
}
