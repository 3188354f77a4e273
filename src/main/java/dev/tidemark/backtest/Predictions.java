package dev.tidemark.backtest;

import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.BuyingModel;
import dev.tidemark.stats.PurchaseModel;

/** What the models say of each buyer of a cohort, as of its day. Columns, in the cohort's order. */
final class Predictions {
    final double[] noPurchase;
    final double[] notAlive;
    final double[] orders;
    final double[] value;
    final double[] rate;
    final double[] rateTimesMean;

    private Predictions(int n) {
        noPurchase = new double[n];
        notAlive = new double[n];
        orders = new double[n];
        value = new double[n];
        rate = new double[n];
        rateTimesMean = new double[n];
    }

    /**
     * Predicts.
     *
     * @param minorPerUnit minor units of one unit of the currency
     */
    static Predictions of(Cohort cohort, BuyingModel model, int horizonDays, double minorPerUnit) {
        Predictions made = new Predictions(cohort.size());
        PurchaseModel buying = model.purchases();
        double unit = model.unitDays();
        double horizon = horizonDays / unit;
        for (int i = 0; i < cohort.size(); i++) {
            BuyerFacts facts = cohort.facts(i);
            int x = facts.repeats();
            int ageDays = facts.ageDays(cohort.day());
            double tx = facts.gapDays() / unit;
            double age = ageDays / unit;
            double mean = facts.meanRepeatNetMinor() / minorPerUnit;
            made.noPurchase[i] = within(buying.probabilityOfNoPurchase(x, tx, age, horizon));
            made.notAlive[i] = within(1 - buying.probabilityAlive(x, tx, age));
            made.orders[i] = buying.expectedPurchases(x, tx, age, horizon);
            made.value[i] = made.orders[i] * model.spend().expectedMeanSpend(x, mean);
            made.rate[i] = ageDays == 0 ? 0 : (double) x / ageDays * horizonDays;
            made.rateTimesMean[i] = made.rate[i] * mean;
        }
        return made;
    }

    /** A last bit may lie outside. */
    private static double within(double probability) {
        return Math.max(0, Math.min(1, probability));
    }
}
