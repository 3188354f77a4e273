package dev.tidemark.backtest;

import dev.tidemark.scoring.BuyingModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Repeat purchases of the customers acquired before the middle origin, week by week: how many there
 * were, and how many the model fitted at that origin expects of so many customers of such first
 * days, E[X(t)]. Up to the origin the model has seen them; after it this is a forecast.
 *
 * @param fittedDay the middle origin
 * @param customers acquired before it
 * @param weeks from the begin of the log to its end
 */
public record Tracking(int fittedDay, int customers, List<Week> weeks) {
    private static final int WEEK_DAYS = 7;

    /**
     * The repeat purchases up to the end of a week, distinct days each.
     *
     * @param endDay the day after it
     */
    public record Week(int endDay, long actual, double expected) {}

    /** Follows the customers of a log to its end. */
    static Tracking follow(
            List<Buyer> buyers, BacktestPlan plan, TreeMap<Integer, BuyingModel> models) {
        List<Integer> days = new ArrayList<>(models.keySet());
        int fittedDay = days.get(days.size() / 2);
        BuyingModel model = models.get(fittedDay);
        TreeMap<Integer, Integer> acquired = new TreeMap<>();
        int spans = (plan.endDay() - plan.firstDay()) / WEEK_DAYS;
        long[] repeats = new long[spans + 1];
        int customers = 0;
        for (Buyer buyer : buyers) {
            if (buyer.purchaseDays() == 0 || buyer.purchaseDay(0) >= fittedDay) {
                continue;
            }
            customers++;
            acquired.merge(buyer.purchaseDay(0), 1, Integer::sum);
            for (int i = 1; i < buyer.purchaseDays(); i++) {
                repeats[Math.min(spans, (buyer.purchaseDay(i) - plan.firstDay()) / WEEK_DAYS)]++;
            }
        }
        Expectations expectations = new Expectations(model, plan.endDay() - plan.firstDay());
        List<Week> weeks = new ArrayList<>();
        long actual = 0;
        for (int week = 0; week < spans; week++) {
            int endDay = plan.firstDay() + (week + 1) * WEEK_DAYS;
            actual += repeats[week];
            weeks.add(new Week(endDay, actual, expectations.sum(acquired, endDay)));
        }
        return new Tracking(fittedDay, customers, weeks);
    }

    /** E[X] of a customer by the age in days; many first days and weeks have an age in common. */
    private static final class Expectations {
        private final BuyingModel model;
        private final double[] byAgeDays;

        private Expectations(BuyingModel model, int days) {
            this.model = model;
            this.byAgeDays = new double[days];
            Arrays.fill(byAgeDays, Double.NaN);
        }

        private double sum(Map<Integer, Integer> acquired, int endDay) {
            double sum = 0;
            for (Map.Entry<Integer, Integer> cohort : acquired.entrySet()) {
                int ageDays = endDay - cohort.getKey() - 1;
                if (ageDays > 0) {
                    sum += cohort.getValue() * at(ageDays);
                }
            }
            return sum;
        }

        private double at(int ageDays) {
            if (Double.isNaN(byAgeDays[ageDays])) {
                double t = ageDays / model.unitDays();
                byAgeDays[ageDays] = model.purchases().expectedPurchases(0, 0, 0, t);
            }
            return byAgeDays[ageDays];
        }
    }

    /**
     * Expected over actual purchases from the origin to the end less 1, in percent; NaN if there
     * were none.
     */
    public double forecastErrorPercent() {
        if (weeks.isEmpty()) {
            return Double.NaN;
        }
        Week last = weeks.get(weeks.size() - 1);
        Week before =
                weeks.stream()
                        .filter(w -> w.endDay() <= fittedDay)
                        .reduce((a, b) -> b)
                        .orElse(new Week(fittedDay, 0, 0));
        double actual = last.actual() - before.actual();
        return actual == 0
                ? Double.NaN
                : 100 * ((last.expected() - before.expected()) / actual - 1);
    }
}
