package dev.tidemark.scoring;

import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.RfmScores;
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

    /** Notes how the customer stands before the scorecard is written. */
    Reasons(CustomerHistory before) {
        first = before.segment == null;
        r = before.r;
        f = before.f;
        m = before.m;
        level = before.churnLevel;
    }

    /** What changed since; empty if nothing did. */
    List<String> since(CustomerHistory now, Optional<BuyerScores> buyer) {
        if (first && buyer.isEmpty()) {
            return List.of("first seen");
        }
        if (buyer.isEmpty()) {
            return r > 0 ? List.of("no order left that was not taken back") : List.of();
        }
        BuyerScores scores = buyer.get();
        if (r == 0) {
            return List.of("first order");
        }
        boolean same = r == now.r && f == now.f && m == now.m && level == now.churnLevel;
        return same ? List.of() : changes(now, scores);
    }

    private List<String> changes(CustomerHistory now, BuyerScores scores) {
        List<String> changes = new ArrayList<>(4);
        RfmScores rfm = scores.rfm();
        if (r != now.r) {
            changes.add(
                    "recency "
                            + r
                            + " to "
                            + now.r
                            + ": "
                            + days(rfm.recencyDays())
                            + " since the last order");
        }
        if (f != now.f) {
            changes.add(
                    "frequency "
                            + f
                            + " to "
                            + now.f
                            + ": "
                            + orders(rfm.orders())
                            + " in the window");
        }
        if (m != now.m) {
            changes.add(
                    "monetary "
                            + m
                            + " to "
                            + now.m
                            + ": "
                            + rfm.spendMinor()
                            + " minor units in the window");
        }
        if (level != now.churnLevel) {
            changes.add(
                    String.format(
                            Locale.ROOT,
                            "churn %s to %s: probability %.3f",
                            level.label(),
                            now.churnLevel.label(),
                            scores.churn().probability()));
        }
        return changes;
    }

    private static String days(int count) {
        return count == 1 ? "1 day" : count + " days";
    }

    private static String orders(int count) {
        return count == 1 ? "1 order" : count + " orders";
    }
}
