package dev.tidemark.backtest;

import dev.tidemark.scoring.BuyingModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * How soon a rule tells silence that lasts from a gap between two purchases.
 *
 * <p>Gaps that began at or after the first origin are followed day by day. A flag that is up when
 * the customer comes back was a false alarm. Each rule gets the threshold at which a given share of
 * the gaps that ended saw one; then it is counted after how many days of silence it flags those who
 * stay silent for two horizons at least. The model scores a gap with the parameters that were in
 * force when it began.
 *
 * @param returned gaps that ended
 * @param silent gaps of at least two horizons, ended or not
 * @param rows each rule at each rate of false alarms
 */
public record LeadTime(int returned, int silent, List<Row> rows) {
    /** The rates of false alarms that are told. */
    public static final List<Double> RATES = List.of(0.05, 0.10, 0.20);

    /** Fewer gaps of either kind say nothing. */
    private static final int LEAST_GAPS = 20;

    /** A rule that raises a flag as silence goes on. */
    public enum Rule {
        MODEL("model", "P(no purchase) of the model"),
        NOT_ALIVE("notAlive", "1 − P(alive)"),
        RECENCY("recency", "Days of silence"),
        OWN_INTERVAL("ownInterval", "Multiple of the own interval");

        private final String key;
        private final String label;

        Rule(String key, String label) {
            this.key = key;
            this.label = label;
        }

        /** Its key in {@code report.json}. */
        public String key() {
            return key;
        }

        /** Its name for people. */
        public String label() {
            return label;
        }
    }

    /**
     * A rule at a rate of false alarms.
     *
     * @param rate share of the gaps that ended in which it was wrong
     * @param threshold the flag is up above this score: a probability, days, or a multiple
     * @param detected share of the silent gaps that it flags within two horizons
     * @param medianDays of silence until it flags those; NaN if it flags none
     */
    public record Row(
            Rule rule, double rate, double threshold, double detected, double medianDays) {}

    /** A gap after a purchase: x and t_x then, and days until the next purchase or the end. */
    private record Gap(int repeats, int gapDays, int days, BuyingModel model, int horizonDays) {
        double score(Rule rule, int silentDays) {
            double unit = model.unitDays();
            double tx = gapDays / unit;
            double age = (gapDays + silentDays) / unit;
            return switch (rule) {
                case MODEL ->
                        model.purchases()
                                .probabilityOfNoPurchase(repeats, tx, age, horizonDays / unit);
                case NOT_ALIVE -> 1 - model.purchases().probabilityAlive(repeats, tx, age);
                case RECENCY -> silentDays;
                case OWN_INTERVAL ->
                        repeats == 0
                                ? silentDays
                                        * (double) Rival.INTERVALS
                                        / Rival.WITHOUT_INTERVAL_DAYS
                                : silentDays * (double) repeats / gapDays;
            };
        }

        /** First day of silence on which the score is over a threshold; scores only rise. */
        int daysToFlag(Rule rule, double threshold, int until) {
            if (!(score(rule, until) > threshold)) {
                return until + 1;
            }
            int below = -1;
            int above = until;
            while (above - below > 1) {
                int middle = (below + above) / 2;
                if (score(rule, middle) > threshold) {
                    above = middle;
                } else {
                    below = middle;
                }
            }
            return above;
        }
    }

    /** Measures over all gaps that began after a model was there. */
    static LeadTime measure(
            List<Buyer> buyers, BacktestPlan plan, TreeMap<Integer, BuyingModel> models) {
        int longSilence = 2 * plan.horizonDays();
        List<Gap> returned = new ArrayList<>();
        List<Gap> silent = new ArrayList<>();
        for (Buyer buyer : buyers) {
            for (int i = 0; i < buyer.purchaseDays(); i++) {
                int begin = buyer.purchaseDay(i);
                boolean ends = i + 1 < buyer.purchaseDays();
                // Silent days are whole days in which nothing was bought.
                int days = (ends ? buyer.purchaseDay(i + 1) : plan.endDay()) - begin - 1;
                if (models.floorEntry(begin) == null) {
                    continue;
                }
                BuyingModel model = models.floorEntry(begin).getValue();
                int tx = begin - buyer.purchaseDay(0);
                Gap gap = new Gap(i, tx, days, model, plan.horizonDays());
                if (ends) {
                    returned.add(gap);
                }
                if (days >= longSilence) {
                    silent.add(gap);
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        if (returned.size() >= LEAST_GAPS && silent.size() >= LEAST_GAPS) {
            for (Rule rule : Rule.values()) {
                rows.addAll(rows(rule, returned, silent, longSilence));
            }
        }
        return new LeadTime(returned.size(), silent.size(), rows);
    }

    private static List<Row> rows(
            Rule rule, List<Gap> returned, List<Gap> silent, int longSilence) {
        double[] highest =
                returned.stream().mapToDouble(gap -> gap.score(rule, gap.days())).toArray();
        Arrays.sort(highest);
        List<Row> rows = new ArrayList<>();
        for (double rate : RATES) {
            int alarms = (int) (rate * highest.length);
            double threshold = highest[highest.length - 1 - alarms];
            int[] days =
                    silent.stream()
                            .mapToInt(gap -> gap.daysToFlag(rule, threshold, longSilence))
                            .filter(day -> day <= longSilence)
                            .sorted()
                            .toArray();
            double detected = (double) days.length / silent.size();
            rows.add(new Row(rule, rate, threshold, detected, median(days)));
        }
        return rows;
    }

    private static double median(int[] sorted) {
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0;
    }
}
