package dev.tidemark.app.config;

import dev.tidemark.scoring.population.AbcBasis;
import dev.tidemark.scoring.population.Counted;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The options of where, and when, the population is cut into classes. */
public final class PopulationOptions {
    private static final OptionList LIST = new OptionList();

    public static final Option<CutPointsSource> CUT_POINTS =
            LIST.add(
                    "population.cut-points",
                    "live",
                    "live or fixed",
                    "Whether customers are cut into classes by how they all are now, or by the"
                            + " configured limits for good.",
                    Parsers.oneOf(CutPointsSource.class));
    public static final Option<Counted> COUNTED =
            LIST.add(
                    "population.counted",
                    "window",
                    "window or all",
                    "Among whom r, f, m and ABC are told: those with orders in the window, or"
                            + " everyone who ever bought.",
                    Parsers.oneOf(Counted.class));
    public static final Option<Integer> EVERY_DAYS =
            LIST.add(
                    "population.every-days",
                    "7",
                    "a whole number from 1 to 365",
                    "Days, in event time, from one version of the cut points to the next.",
                    Parsers.wholeNumber(1, 365));
    public static final Option<Double> TOLERANCE =
            LIST.add(
                    "population.tolerance",
                    "0.05",
                    "a number from 0",
                    "A version comes sooner, at the beginning of a day, once a limit has moved by"
                            + " more than this share of it.",
                    Parsers.number(v -> v >= 0));
    public static final Option<Integer> LEAST_CUSTOMERS =
            LIST.add(
                    "population.least-customers",
                    "200",
                    "a whole number from 1 to 1000000",
                    "No cut points of fewer customers than this.",
                    Parsers.wholeNumber(1, 1_000_000));
    public static final Option<Duration> LEAD =
            LIST.add(
                    "population.lead",
                    "1h",
                    Options.DURATION + ", at most 24h",
                    "So long after the beginning of a day its cut points are in force: time for"
                            + " them to reach every task.",
                    PopulationOptions::lead);
    public static final Option<Integer> WALK_PER_SECOND =
            LIST.add(
                    "population.walk-per-second",
                    "1000",
                    "a whole number from 10 to 1000000",
                    "So many silent customers a second meet new cut points, or new rules, at most.",
                    Parsers.wholeNumber(10, 1_000_000));
    public static final Option<Double> REVENUE_SHARE =
            LIST.add(
                    "matrix.revenue-share",
                    "0.8",
                    "a number over 0, at most 1",
                    "Of high value are the fewest customers who make this share of the revenue in"
                            + " the window.",
                    Parsers.number(v -> v > 0 && v <= 1));
    public static final Option<Double> EXPECTED_SHARE =
            LIST.add(
                    "matrix.expected-share",
                    "0.8",
                    "a number over 0, at most 1",
                    "Of potential high value are the fewest who make this share of the spend that"
                            + " is expected.",
                    Parsers.number(v -> v > 0 && v <= 1));
    public static final Option<AbcBasis> ABC_BASIS =
            LIST.add(
                    "abc.basis",
                    "revenue",
                    "revenue or customers",
                    "What the shares of the ABC analysis are of.",
                    Parsers.oneOf(AbcBasis.class));
    public static final Option<List<Double>> ABC_SHARES =
            LIST.add(
                    "abc.shares",
                    "0.8,0.95",
                    "two ascending numbers over 0, at most 1",
                    "The share of class A, and of A and B together; of customers, 0.1,0.3 is"
                            + " usual.",
                    PopulationOptions::shares);

    private PopulationOptions() {}

    static List<Option<?>> all() {
        return LIST.all();
    }

    private static Duration lead(String text) {
        Duration lead = Parsers.duration(text);
        if (lead.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("longer than a day");
        }
        return lead;
    }

    private static List<Double> shares(String text) {
        List<Double> shares = Arrays.stream(text.split(",")).map(Double::valueOf).toList();
        boolean allowed =
                shares.size() == 2
                        && shares.get(0) > 0
                        && shares.get(0) < shares.get(1)
                        && shares.get(1) <= 1;
        if (!allowed) {
            throw new IllegalArgumentException("shares");
        }
        return shares;
    }
}
