package dev.tidemark.scoring;

import dev.tidemark.model.RfmScores;
import java.util.List;

/**
 * The r, f and m scores of one customer, with hysteresis: who lost nothing keeps a score until the
 * cut has moved well past them.
 */
final class RfmScoring {
    private final Rules rules;

    RfmScoring(Rules rules) {
        this.rules = rules;
    }

    /** The scores as of a day; the history tells how the customer stood. */
    RfmScores of(CustomerHistory h, Cuts cuts, int today) {
        Purchases purchases = h.purchases;
        int recency = Math.max(0, today - purchases.lastDay);
        int orders = purchases.ordersInWindow(today, rules.windowDays());
        long spend = Math.max(0, purchases.netInWindow(today, rules.windowDays()));
        RfmLimits limits = cuts.limits();
        int r = limits.r(recency);
        int f = limits.f(orders);
        int m = limits.m(spend);
        if (h.r > 0) {
            r = h.account.lastDay() == purchases.lastDay ? risen(h.r, r, recency, limits) : r;
            f = h.account.orders() <= orders ? fallen(h.f, f, orders, limits.orders()) : f;
            m = h.account.spendMinor() <= spend ? fallen(h.m, m, spend, limits.spendMinor()) : m;
        }
        return new RfmScores(recency, orders, spend, r, f, m);
    }

    /** Silence lowers r to the day; that others buy less raises it only past the hysteresis. */
    private int risen(int before, int exact, int recency, RfmLimits limits) {
        double hysteresis = rules.classes().stability().hysteresis();
        int score = exact;
        while (score > before && recency > limits.lastDayOf(score) * (1 - hysteresis)) {
            score--;
        }
        return score;
    }

    private int fallen(int before, int exact, long value, List<Long> limits) {
        StabilityRules stability = rules.classes().stability();
        // The score before may be of another grid, which has more of them.
        int score = Math.max(Math.min(before, limits.size() + 1), exact);
        while (score > exact && value < stability.floor(limits.get(score - 2))) {
            score--;
        }
        return score;
    }
}
