package dev.tidemark.scoring;

import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.RfmScores;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in words what changed from one scorecard to the next. */
final class Reasons {
    private final boolean first;
    private final int r;
    private final int f;
    private final int m;
    private final ChurnLevel level;
    private final int fractionDigits;

    /** Notes how the customer stands before the scorecard is written. */
    Reasons(CustomerHistory before, int fractionDigits) {
        this.first = before.segment == null;
        this.r = before.r;
        this.f = before.f;
        this.m = before.m;
        this.level = before.churnLevel;
        this.fractionDigits = fractionDigits;
    }

    /**
     * What changed.
     *
     * @param rfm that bears on the RFM segment
     * @param churn that bears on the level of churn risk
     * @param all the two together
     */
    record Said(List<String> rfm, List<String> churn, List<String> all) {
        private static final Said NOTHING = of(List.of());

        /** Reasons that bear on every dimension. */
        private static Said of(List<String> reasons) {
            return new Said(reasons, reasons, reasons);
        }

        List<String> in(Dimension dimension) {
            return dimension == Dimension.CHURN ? churn : rfm;
        }

        /** All, and what is to be noted of the event itself. */
        List<String> allAnd(List<String> notes) {
            if (notes.isEmpty()) {
                return all;
            }
            List<String> both = new ArrayList<>(notes);
            both.addAll(all);
            return both;
        }
    }

    /** What changed since; empty if nothing did. */
    Said since(CustomerHistory now, Optional<BuyerScores> buyer) {
        if (first && buyer.isEmpty()) {
            return Said.of(List.of("first seen"));
        }
        if (buyer.isEmpty()) {
            return r > 0 ? Said.of(List.of("no order left that was not taken back")) : Said.NOTHING;
        }
        if (r == 0) {
            return Said.of(List.of("first order"));
        }
        boolean sameScores = r == now.r && f == now.f && m == now.m;
        if (sameScores && level == now.churnLevel) {
            return Said.NOTHING;
        }
        List<String> rfm = sameScores ? List.of() : scores(now, buyer.get().rfm());
        List<String> churn =
                level == now.churnLevel
                        ? List.of()
                        : List.of(risk(now, buyer.get().churn().probability()));
        List<String> all = new ArrayList<>(rfm);
        all.addAll(churn);
        return new Said(rfm, churn, all);
    }

    private List<String> scores(CustomerHistory now, RfmScores rfm) {
        List<String> changes = new ArrayList<>(3);
        if (r != now.r) {
            changes.add(
                    change("recency", r, now.r)
                            + count(rfm.recencyDays(), "day")
                            + " since the last order");
        }
        if (f != now.f) {
            changes.add(
                    change("frequency", f, now.f)
                            + count(rfm.orders(), "order")
                            + " in the window");
        }
        if (m != now.m) {
            BigDecimal spend = BigDecimal.valueOf(rfm.spendMinor(), fractionDigits);
            changes.add(
                    change("monetary", m, now.m) + spend.toPlainString() + " spent in the window");
        }
        return changes;
    }

    private String risk(CustomerHistory now, double probability) {
        return String.format(
                Locale.ROOT,
                "churn %s to %s: probability %.3f",
                level.label(),
                now.churnLevel.label(),
                probability);
    }

    private static String change(String score, int from, int to) {
        return score + " " + from + " to " + to + ": ";
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
