package dev.tidemark.scoring;

import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.RfmScores;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Says in words what changed from one scorecard to the next. */
final class Reasons {
    private static final List<Dimension> OF_CRM =
            List.of(Dimension.MATRIX, Dimension.ABC, Dimension.TIER, Dimension.LIFECYCLE);

    private final boolean first;
    private final int r;
    private final int f;
    private final int m;
    private final Places before;
    private final Assessment now;
    private final int fractionDigits;
    private final List<String> general;
    private final List<String> rfm;
    private final List<String> churn;

    /** Of the dimensions of the CRM, those in which the customer moved. */
    private final Map<Dimension, List<String>> moves;

    /** Compares how the customer stands with what is seen now. */
    Reasons(CustomerHistory h, Assessment now, int fractionDigits) {
        this.first = !h.isScored();
        this.r = h.r;
        this.f = h.f;
        this.m = h.m;
        this.before = h.places;
        this.now = now;
        this.fractionDigits = fractionDigits;
        this.general = general();
        boolean told = !general.isEmpty() || now.buyer().isEmpty();
        this.rfm = told ? List.of() : scores(now.buyer().get().rfm());
        this.churn = told ? List.of() : risk(now.buyer().get());
        this.moves = moves();
    }

    /** What bears on every dimension. */
    private List<String> general() {
        if (first && now.buyer().isEmpty()) {
            return List.of("first seen");
        }
        if (now.buyer().isEmpty()) {
            return r > 0 ? List.of("no order left that was not taken back") : List.of();
        }
        return r == 0 ? List.of("first order") : List.of();
    }

    /** What bears on a dimension in which the customer moved. */
    List<String> in(Dimension dimension) {
        return switch (dimension) {
            case RFM -> and(general, rfm);
            case CHURN -> and(general, churn);
            default -> and(general, moves.get(dimension));
        };
    }

    /** What is to be noted of the event itself, and all that changed. */
    List<String> allAnd(List<String> notes) {
        List<String> all = and(and(notes, general), and(rfm, churn));
        if (first || moves.isEmpty()) {
            return all;
        }
        for (List<String> move : moves.values()) {
            all = and(all, move);
        }
        return all;
    }

    private static List<String> and(List<String> some, List<String> more) {
        if (some.isEmpty()) {
            return more;
        }
        if (more.isEmpty()) {
            return some;
        }
        List<String> both = new ArrayList<>(some);
        both.addAll(more);
        return both;
    }

    private List<String> scores(RfmScores scores) {
        if (r == scores.r() && f == scores.f() && m == scores.m()) {
            return List.of();
        }
        List<String> changes = new ArrayList<>(3);
        if (r != scores.r()) {
            changes.add(
                    change("recency", r, scores.r())
                            + count(scores.recencyDays(), "day")
                            + " since the last order");
        }
        if (f != scores.f()) {
            changes.add(
                    change("frequency", f, scores.f())
                            + count(scores.orders(), "order")
                            + " in the window");
        }
        if (m != scores.m()) {
            changes.add(
                    change("monetary", m, scores.m())
                            + money(scores.spendMinor())
                            + " spent in the window");
        }
        return changes;
    }

    private List<String> risk(BuyerScores buyer) {
        ChurnLevel level = before.churn().current();
        if (level == buyer.churn().level()) {
            return List.of();
        }
        return List.of(
                "churn "
                        + level.label()
                        + " to "
                        + buyer.churn().level().label()
                        + ": probability "
                        + Decimals.rounded(buyer.churn().probability(), 3));
    }

    private Map<Dimension, List<String>> moves() {
        Map<Dimension, List<String>> found = Map.of();
        for (Dimension dimension : OF_CRM) {
            if (now.places().in(dimension) != before.in(dimension)) {
                found = found.isEmpty() ? new EnumMap<>(Dimension.class) : found;
                found.put(dimension, moved(dimension));
            }
        }
        return found;
    }

    /** The row of the table that matched, and the figure that it looks at. */
    private List<String> moved(Dimension dimension) {
        String from = before.label(dimension);
        String to = now.places().label(dimension);
        String way = from.isEmpty() ? to : to.isEmpty() ? from + " to none" : from + " to " + to;
        return List.of(dimension.wireName() + " " + way + ": " + row(dimension));
    }

    private String row(Dimension dimension) {
        return switch (dimension) {
            case MATRIX -> told(now.crm().matrix().rule()) + value();
            case ABC -> now.crm().abc().map(abc -> told(abc.rule()) + spend()).orElse("no order");
            case TIER ->
                    told(now.crm().tier().rule())
                            + ", "
                            + Decimals.rounded(now.tierPoints(), 2)
                            + " points";
            default -> told(now.crm().lifecycle().rule());
        };
    }

    /** The last row of each table is for whoever is left. */
    private static String told(String rule) {
        return rule.equals(MatrixTable.OTHERS.rule()) || rule.equals(AbcTable.REST.rule())
                ? "no other rule holds"
                : rule;
    }

    private String spend() {
        return ", " + money(now.account().spendMinor()) + " spent in the window";
    }

    private String value() {
        return now.buyer().isEmpty()
                ? ""
                : spend() + ", " + money(now.account().expectedSpendMinor()) + " expected";
    }

    private String money(long minor) {
        return Decimals.of(minor, fractionDigits);
    }

    private static String change(String score, int from, int to) {
        return score + " " + from + " to " + to + ": ";
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
