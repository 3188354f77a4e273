package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.BuyingModel;
import dev.tidemark.stats.EmpiricalRisk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The published figures against those of a plain recomputation, which knows every report from the
 * beginning and asks of each customer, with a loop, what was so when.
 */
class JudgementTest {
    private static final int CUSTOMERS = 500;
    private static final int DAYS = 220;
    private static final double SAME = 1e-12;

    private record Said(long customer, double model, double rule, int recency, boolean churned) {}

    /** What was predicted on a day, of all of whom it is known how it turned out. */
    private record Past(int day, boolean hasRule, List<Said> said) {
        EmpiricalRisk learned() {
            return EmpiricalRisk.learn(
                    said.stream().mapToDouble(Said::recency).toArray(), churned());
        }

        boolean[] churned() {
            boolean[] churned = new boolean[said.size()];
            for (int i = 0; i < churned.length; i++) {
                churned[i] = said.get(i).churned();
            }
            return churned;
        }
    }

    private final Map<Long, List<BuyerReport>> byCustomer = new TreeMap<>();
    private List<ModelParameters> fits;
    private int ofTheDayItself;

    @Test
    void theFiguresAreThoseOfAPlainRecomputation() {
        for (long seed = 1; seed <= 5; seed++) {
            List<BuyerReport> reports = new ReportedShop(seed, CUSTOMERS, DAYS).reports();
            List<Finding> found = SampleStatistics.found(SampleStatistics.standard(), reports);
            fits = SampleStatistics.fits(found);
            byCustomer.clear();
            reports.forEach(
                    r -> byCustomer.computeIfAbsent(r.customer(), c -> new ArrayList<>()).add(r));
            List<Past> pasts = pasts();
            List<Judgement> judgements = SampleStatistics.judgements(found);
            assertTrue(judgements.size() > 20, judgements.size() + " judgements, seed " + seed);
            assertEquals(pasts.size(), judgements.size(), "seed " + seed);
            for (int i = 0; i < pasts.size(); i++) {
                String where = "judgement %d, seed %d".formatted(i, seed);
                assertJudged(pasts.subList(Math.max(0, i - 3), i + 1), judgements.get(i), where);
            }
        }
        assertTrue(ofTheDayItself > 5, "fits on days of predictions: " + ofTheDayItself);
    }

    private void assertJudged(List<Past> rolling, Judgement judged, String where) {
        List<Past> with = rolling.stream().filter(Past::hasRule).toList();
        List<Past> shown = with.isEmpty() ? rolling : with;
        assertEquals(shown.size(), judged.origins(), where);
        assertEquals(shown.stream().mapToInt(p -> p.said().size()).sum(), judged.predictions());
        assertFigures(
                shown.stream().map(p -> figures(p, said(p, false), said(p, false))).toList(),
                judged.model(),
                where);
        assertEquals(!with.isEmpty(), judged.recency().isPresent(), where);
        if (!with.isEmpty()) {
            assertFigures(
                    with.stream().map(p -> figures(p, said(p, true), recency(p))).toList(),
                    judged.recency().orElseThrow(),
                    where);
        }
    }

    private static void assertFigures(List<double[]> each, ForecastFigures found, String where) {
        double[] mean = new double[4];
        for (double[] figures : each) {
            for (int i = 0; i < 4; i++) {
                mean[i] += figures[i] / each.size();
            }
        }
        assertEquals(mean[0], found.brier(), SAME, "Brier score, " + where);
        assertEquals(mean[1], found.calibrationError(), SAME, "calibration, " + where);
        assertEquals(mean[2], found.auc(), SAME, "area, " + where);
        assertEquals(mean[3], found.bias(), SAME, "bias, " + where);
    }

    private static double[] said(Past past, boolean byRule) {
        return past.said().stream().mapToDouble(s -> byRule ? s.rule() : s.model()).toArray();
    }

    private static double[] recency(Past past) {
        return past.said().stream().mapToDouble(Said::recency).toArray();
    }

    /** All that was predicted and has been judged, in order. */
    private List<Past> pasts() {
        List<Past> open = new ArrayList<>();
        List<Past> judged = new ArrayList<>();
        for (int day = ReportedShop.OPENING; day < ReportedShop.OPENING + DAYS; day++) {
            if (!open.isEmpty() && open.get(0).day() + SampleStatistics.HORIZON == day) {
                judged.add(open.remove(0));
            }
            Map<Long, BuyerFacts> known = knownBefore(day);
            if (day % SampleStatistics.EVERY == 0 && known.size() >= 50) {
                open.add(predicted(day, known, judged));
            }
        }
        return judged;
    }

    private Past predicted(int day, Map<Long, BuyerFacts> known, List<Past> judged) {
        boolean hasRule = !judged.isEmpty();
        Optional<EmpiricalRisk> rule =
                hasRule ? Optional.of(judged.get(judged.size() - 1).learned()) : Optional.empty();
        BuyingModel model = inForceBefore(day);
        double unit = model.unitDays();
        List<Said> said = new ArrayList<>();
        known.forEach(
                (customer, facts) -> {
                    Optional<Boolean> churned = outcome(customer, day);
                    if (churned.isPresent()) {
                        int age = day - 1 - facts.firstDay();
                        int recency = day - 1 - facts.lastDay();
                        double p =
                                model.purchases()
                                        .probabilityOfNoPurchase(
                                                facts.repeats(),
                                                (facts.lastDay() - facts.firstDay()) / unit,
                                                age / unit,
                                                SampleStatistics.HORIZON / unit);
                        double plain = rule.map(r -> r.of(recency)).orElse(Double.NaN);
                        said.add(new Said(customer, p, plain, recency, churned.get()));
                    }
                });
        return new Past(day, hasRule, said);
    }

    /** The newest fit as of an earlier day. */
    private BuyingModel inForceBefore(int day) {
        BuyingModel model = SampleStatistics.configured().newest();
        for (ModelParameters fit : fits) {
            long before = day * ReportedShop.DAY - fit.effectiveFrom();
            model = before > 0 ? BuyingModel.of(fit, model) : model;
            ofTheDayItself += before == 0 ? 1 : 0;
        }
        return model;
    }

    private Map<Long, BuyerFacts> knownBefore(int day) {
        Map<Long, BuyerFacts> known = new HashMap<>();
        byCustomer.forEach(
                (customer, reports) -> {
                    for (BuyerReport report : reports) {
                        if (report.asOf() < day * ReportedShop.DAY) {
                            known.remove(customer);
                            report.facts().ifPresent(facts -> known.put(customer, facts));
                        }
                    }
                });
        return known;
    }

    /** Whether a customer bought nothing within the horizon; empty if they ceased to be one. */
    private Optional<Boolean> outcome(long customer, int day) {
        long from = day * ReportedShop.DAY;
        long until = (day + SampleStatistics.HORIZON) * ReportedShop.DAY;
        BuyerFacts last = null;
        for (BuyerReport report : byCustomer.get(customer)) {
            if (report.asOf() < until) {
                if (report.facts().isEmpty() && report.asOf() >= from) {
                    return Optional.empty();
                }
                last = report.facts().orElse(last);
            }
        }
        return Optional.of(last.lastDay() < day);
    }

    /** Brier score, calibration error in ten groups, area, bias: by their definitions. */
    private static double[] figures(Past past, double[] p, double[] score) {
        boolean[] churned = past.churned();
        int n = p.length;
        double brier = 0;
        double bias = 0;
        double won = 0;
        long pairs = 0;
        for (int i = 0; i < n; i++) {
            double y = churned[i] ? 1 : 0;
            brier += (p[i] - y) * (p[i] - y) / n;
            bias += (p[i] - y) / n;
            for (int j = 0; churned[i] && j < n; j++) {
                if (!churned[j]) {
                    won += score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return new double[] {brier, calibrationError(p, churned), won / pairs, bias};
    }

    /** Of those with equal probabilities each counts as their mean, so that no order matters. */
    private static double calibrationError(double[] p, boolean[] churned) {
        int n = p.length;
        List<Integer> order = new ArrayList<>();
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            order.add(i);
            int equal = 0;
            for (int j = 0; j < n; j++) {
                y[i] += p[j] == p[i] && churned[j] ? 1 : 0;
                equal += p[j] == p[i] ? 1 : 0;
            }
            y[i] /= equal;
        }
        order.sort(Comparator.comparingDouble(i -> p[i]));
        double error = 0;
        for (int bin = 0; bin < 10; bin++) {
            double off = 0;
            for (int k = 0; k < n; k++) {
                double from = Math.max(k, n * bin / 10.0);
                double until = Math.min(k + 1, n * (bin + 1) / 10.0);
                off += Math.max(0, until - from) * (p[order.get(k)] - y[order.get(k)]);
            }
            error += Math.abs(off) / n;
        }
        return error;
    }
}
