package dev.tidemark.scoring.population;

import java.io.Serializable;
import java.util.List;

/**
 * Where the population is cut.
 *
 * @param counted among which customers; the expected spend is cut among all buyers
 * @param scores how many classes each of r, f and m has, 2 to 9
 * @param fixedRecencyDays limits of recency that do not depend on the others, as {@link
 *     dev.tidemark.model.CutPoints#recencyDays}; empty if they do
 * @param revenueShare of high value are the fewest who make this share of the spend in the window
 * @param expectedShare the same of the spend that is expected
 * @param abcBasis what the next two are shares of
 * @param abcShareA what class A has
 * @param abcShareB what classes A and B have together
 */
public record CutRules(
        Counted counted,
        int scores,
        List<Long> fixedRecencyDays,
        double revenueShare,
        double expectedShare,
        AbcBasis abcBasis,
        double abcShareA,
        double abcShareB)
        implements Serializable {

    public CutRules {
        fixedRecencyDays = List.copyOf(fixedRecencyDays);
        if (scores < 2 || scores > 9) {
            throw new IllegalArgumentException("%d scores, not 2 to 9".formatted(scores));
        }
        if (!fixedRecencyDays.isEmpty() && fixedRecencyDays.size() != scores - 1) {
            throw new IllegalArgumentException(
                    "%s are not the limits of %d scores".formatted(fixedRecencyDays, scores));
        }
        requireShare("revenue", revenueShare);
        requireShare("expected", expectedShare);
        requireShare("ABC", abcShareA);
        requireShare("ABC", abcShareB);
        if (abcShareA > abcShareB) {
            throw new IllegalArgumentException(
                    "the ABC shares %s and %s do not rise".formatted(abcShareA, abcShareB));
        }
    }

    private static void requireShare(String name, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "the %s share %s is not over 0 and at most 1".formatted(name, share));
        }
    }
}
