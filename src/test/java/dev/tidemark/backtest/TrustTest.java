package dev.tidemark.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.stats.BinaryForecast;
import dev.tidemark.stats.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each finding on both sides of its limits; all others are at their best. */
class TrustTest {
    private static final Ending BUSY = new Ending(190, 9, 200);

    /** What is known of an origin with 10,000 active customers. */
    private record Origin(
            double bias, double auc, double recency, double orders, double off, Verdict verdict) {
        static final Origin GOOD = new Origin(0, 0.7, 0.01, 1000, 0, Verdict.CONVERGED);

        Origin bias(double other) {
            return new Origin(other, auc, recency, orders, off, verdict);
        }

        Origin auc(double other) {
            return new Origin(bias, other, recency, orders, off, verdict);
        }

        Origin recency(double other) {
            return new Origin(bias, auc, other, orders, off, verdict);
        }

        Origin orders(double other) {
            return new Origin(bias, auc, recency, other, off, verdict);
        }

        Origin off(double other) {
            return new Origin(bias, auc, recency, orders, other, verdict);
        }

        Origin verdict(Verdict other) {
            return new Origin(bias, auc, recency, orders, off, other);
        }

        OriginReport report() {
            ModelParameters parameters =
                    new ModelParameters(
                            "v",
                            "mbg-nbd",
                            7,
                            0,
                            0,
                            List.of(),
                            1,
                            0,
                            verdict.name(),
                            List.of(),
                            0,
                            0);
            boolean inForce = verdict != Verdict.NOT_CONVERGED;
            AudienceReport figures = figures();
            return new OriginReport(
                    100,
                    parameters,
                    inForce,
                    Map.of(Audience.ALL, figures, Audience.ACTIVE, figures));
        }

        private AudienceReport figures() {
            Map<Rival, Figures> churn = new EnumMap<>(Rival.class);
            churn.put(
                    Rival.MODEL,
                    Figures.none()
                            .with(Figure.BIAS, bias)
                            .with(Figure.BRIER, 0.2)
                            .with(Figure.AUC, auc));
            churn.put(Rival.RECENCY, Figures.none().with(Figure.BRIER_OVER_MODEL, recency));
            Map<OrderForecast, Figures> forecasts = new EnumMap<>(OrderForecast.class);
            forecasts.put(
                    OrderForecast.MODEL,
                    Figures.none()
                            .with(Figure.ACTUAL_ORDERS, orders)
                            .with(Figure.AGGREGATE_ERROR_PERCENT, off));
            List<BinaryForecast.Bin> curve =
                    DoubleStream.iterate(0.05, p -> p + 0.1)
                            .limit(Curves.BINS)
                            .mapToObj(p -> new BinaryForecast.Bin(1000, p, p - bias))
                            .toList();
            return new AudienceReport(
                    Figures.none().with(Figure.CUSTOMERS, 10_000),
                    churn,
                    forecasts,
                    Map.of(),
                    Figures.none(),
                    new Curves(Map.of(Rival.MODEL, curve), Map.of(), Map.of()));
        }
    }

    private static Trust judge(Ending ending, Origin... origins) {
        List<OriginReport> reports = Stream.of(origins).map(Origin::report).toList();
        Map<Audience, AudienceReport> means = new EnumMap<>(Audience.class);
        for (Audience audience : Audience.values()) {
            means.put(
                    audience,
                    AudienceReport.mean(
                            reports.stream().map(r -> r.audiences().get(audience)).toList()));
        }
        return Trust.judge(MadeUpLog.plan(OptionalInt.empty()), reports, means, ending);
    }

    private static Trust.Finding finding(Trust trust, String key) {
        return trust.findings().stream()
                .filter(finding -> finding.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static void assertLevels(String levels, String key, Origin... origins) {
        String found =
                Stream.of(origins)
                        .map(origin -> judge(BUSY, origin, origin, origin))
                        .map(trust -> finding(trust, key).level().name())
                        .collect(Collectors.joining(" "));
        assertEquals(levels, found, key);
    }

    @Test
    void whatIsGoodInAllIsTrusted() {
        Trust trust = judge(BUSY, Origin.GOOD, Origin.GOOD, Origin.GOOD);
        assertEquals(Trust.Level.TRUST, trust.level(), trust.summary());
        assertTrue(trust.summary().startsWith("The scores may be trusted"), trust.summary());
    }

    @Test
    void theWorstFindingIsTheVerdictAndIsSaidFirst() {
        Origin bad = Origin.GOOD.auc(0.51).off(30);
        Trust trust = judge(BUSY, bad, bad, bad);
        assertEquals(Trust.Level.DO_NOT_TRUST, trust.level());
        int ranking = trust.summary().indexOf("51 times in 100");
        int orders = trust.summary().indexOf("30 % too high");
        assertTrue(ranking > 0 && ranking < orders, trust.summary());
    }

    @Test
    void eachFigureHasItsLimits() {
        Origin good = Origin.GOOD;
        String all = "TRUST WITH_CARE DO_NOT_TRUST";
        assertLevels(all, "calibration", good.bias(0.049), good.bias(-0.051), good.bias(0.101));
        assertLevels(all, "steadiness", good.bias(0.049), good.bias(-0.051), good.bias(0.101));
        assertLevels(all, "ranking", good.auc(0.601), good.auc(0.599), good.auc(0.519));
        assertLevels(
                all, "recency", good.recency(-0.0019), good.recency(-0.0021), good.recency(-0.021));
        assertLevels(all, "orders", good.off(-19.9), good.off(20.1), good.off(-50.1));
        Origin unclear = good.verdict(Verdict.DROPOUT_NOT_IDENTIFIED);
        assertLevels("TRUST WITH_CARE", "dropout", good, unclear);
    }

    @Test
    void whatCouldNotBeComputedIsNotTrusted() {
        Origin none = Origin.GOOD;
        assertLevels("DO_NOT_TRUST", "ranking", none.auc(Double.NaN));
        assertLevels("DO_NOT_TRUST", "orders", none.off(Double.NaN));
        assertLevels("WITH_CARE", "recency", none.recency(Double.NaN));
    }

    /** Over a year they may cancel, but whoever acts on one day acts on wrong probabilities. */
    @Test
    void errorsOfTwoSeasonsDoNotCancel() {
        Trust trust =
                judge(
                        BUSY,
                        Origin.GOOD.bias(0.08),
                        Origin.GOOD.bias(-0.08),
                        Origin.GOOD.bias(0.08),
                        Origin.GOOD.bias(-0.08));
        assertEquals(Trust.Level.TRUST, finding(trust, "calibration").level());
        assertEquals(Trust.Level.WITH_CARE, finding(trust, "steadiness").level());
        assertTrue(finding(trust, "steadiness").sentence().contains("8.0 points"), trust.summary());
    }

    @Test
    void fewOriginsAreLittleToGoBy() {
        Trust two = judge(BUSY, Origin.GOOD, Origin.GOOD);
        assertEquals(Trust.Level.WITH_CARE, finding(two, "evidence").level());
    }

    @Test
    void aFitThatDidNotSettleIsNotCalledOneThatDoesNotShowDropout() {
        Origin unsettled = Origin.GOOD.verdict(Verdict.NOT_CONVERGED);
        Trust trust = judge(BUSY, unsettled, Origin.GOOD, Origin.GOOD);
        Trust.Finding dropout = finding(trust, "dropout");
        assertEquals(Trust.Level.TRUST, dropout.level());
        assertEquals(
                "At 1 of the 3 origins the fit did not settle, and the parameters before it"
                        + " stayed.",
                dropout.sentence());
    }

    @Test
    void aMinorityOfUnclearFitsIsNoReasonToLeaveProbabilitiesAside() {
        Origin unclear = Origin.GOOD.verdict(Verdict.DROPOUT_NOT_IDENTIFIED);
        Trust minority = judge(BUSY, unclear, Origin.GOOD, Origin.GOOD);
        assertFalse(finding(minority, "dropout").sentence().contains("leave P(alive) aside"));
        Trust majority = judge(BUSY, unclear, unclear, Origin.GOOD);
        assertTrue(finding(majority, "dropout").sentence().contains("leave P(alive) aside"));
    }

    @Test
    void aLogWithoutPurchasesAtItsEndIsToldWithTheDateToEndIt() {
        Trust trust = judge(new Ending(100, 99, 200), Origin.GOOD, Origin.GOOD, Origin.GOOD);
        assertEquals(Trust.Level.WITH_CARE, trust.level());
        assertTrue(trust.summary().contains("give --until 1970-04-11"), trust.summary());
    }
}
