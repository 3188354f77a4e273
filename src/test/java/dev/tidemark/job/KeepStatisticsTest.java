package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.SampleShare;
import dev.tidemark.scoring.population.BuyerReport;
import dev.tidemark.scoring.population.Finding;
import dev.tidemark.scoring.population.ReportedShop;
import dev.tidemark.scoring.population.Statistician;
import dev.tidemark.scoring.population.StatisticianRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The shell around the statistician: where findings go, and what a restart makes of them. */
class KeepStatisticsTest {
    private static final long DAY = ReportedShop.DAY;
    private static final ReportedShop SHOP = new ReportedShop(31, 500, 150);
    private static final StatisticianRules RULES = rules(Map.of("model.sample", "200"));

    private static StatisticianRules rules(Map<String, String> more) {
        Map<String, String> options = new TreeMap<>(more);
        options.putIfAbsent("model.least-customers", "100");
        options.putIfAbsent("judge.every-days", "7");
        options.putIfAbsent("churn.horizon-days", "28");
        Settings settings = Settings.of(options);
        return settings.statistics(settings.rules());
    }

    private static OneInputStreamOperatorTestHarness<BuyerReport, PopulationNotice> harness(
            KeepStatistics operator) throws Exception {
        OneInputStreamOperatorTestHarness<BuyerReport, PopulationNotice> harness =
                new OneInputStreamOperatorTestHarness<>(operator);
        harness.setup(
                StreamTypes.POPULATION.createSerializer(
                        harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    /** Reports from one moment on to before another, each followed by its watermark. */
    private static void hear(
            OneInputStreamOperatorTestHarness<BuyerReport, PopulationNotice> harness,
            long from,
            long until)
            throws Exception {
        for (BuyerReport report : SHOP.reports()) {
            if (report.asOf() >= from && report.asOf() < until) {
                harness.processElement(report, report.asOf());
                harness.processWatermark(new Watermark(report.asOf() - 1));
            }
        }
    }

    private static List<Finding> expected(StatisticianRules rules) {
        Statistician statistician = Statistician.beginning(rules, Runnable::run);
        SHOP.reports().forEach(statistician::hear);
        List<Finding> found = new ArrayList<>(statistician.passTo(Moments.NEVER));
        found.addAll(statistician.await());
        return found;
    }

    private static List<PopulationNotice> notices(List<Finding> findings) {
        List<PopulationNotice> notices = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding instanceof Finding.Fitted fitted) {
                notices.add(fitted.parameters());
            } else if (finding instanceof Finding.Narrowed narrowed) {
                notices.add(narrowed.share());
            }
        }
        return notices;
    }

    private static List<KpiValue> entries(List<Finding> findings) {
        FindingEntries entries = new FindingEntries(List.of());
        return findings.stream().flatMap(finding -> entries.of(finding).stream()).toList();
    }

    private static List<KpiValue> entries(
            OneInputStreamOperatorTestHarness<BuyerReport, PopulationNotice> harness) {
        var said = harness.getSideOutput(KeepStatistics.ENTRIES);
        return said == null ? List.of() : said.stream().map(r -> r.getValue()).toList();
    }

    private static Map<String, Long> totals(List<KpiValue> entries) {
        Ledger ledger = new Ledger();
        entries.forEach(ledger::add);
        Map<String, Long> totals = new TreeMap<>();
        ledger.totals().forEach(t -> totals.put(t.kpi() + t.labels(), t.value()));
        return totals;
    }

    @Test
    void findingsGoToThePopulationAndToTheBooks() throws Exception {
        KeepStatistics operator = new KeepStatistics(RULES);
        List<Finding> expected = expected(RULES);
        try (var harness = harness(operator)) {
            harness.open();
            hear(harness, 0, Long.MAX_VALUE);
            harness.processWatermark(Watermark.MAX_WATERMARK);
            operator.finish();
            assertEquals(notices(expected), harness.extractOutputValues());
            assertEquals(entries(expected), entries(harness));
        }
        List<PopulationNotice> notices = notices(expected);
        assertTrue(notices.stream().anyMatch(SampleShare.class::isInstance), "no share");
        assertTrue(notices.stream().filter(ModelParameters.class::isInstance).count() > 10);
        Map<String, Long> totals = totals(entries(expected));
        long fits = notices.stream().filter(ModelParameters.class::isInstance).count();
        assertEquals(
                fits,
                totals.entrySet().stream()
                        .filter(total -> total.getKey().startsWith(Kpi.MODEL_FITS.wireName()))
                        .mapToLong(Map.Entry::getValue)
                        .sum());
    }

    @Test
    void timePassesByWatermarksAndTheseArePassedOn() throws Exception {
        KeepStatistics operator = new KeepStatistics(RULES);
        try (var harness = harness(operator)) {
            harness.open();
            for (BuyerReport report : SHOP.reports()) {
                harness.processElement(report, report.asOf());
            }
            operator.prepareSnapshotPreBarrier(1);
            assertEquals(List.of(), harness.extractOutputValues());
            Watermark mark = new Watermark((ReportedShop.OPENING + 90) * DAY);
            harness.processWatermark(mark);
            assertTrue(harness.getOutput().contains(mark));
            assertTrue(harness.extractOutputValues().size() > 3);
            for (PopulationNotice notice : harness.extractOutputValues()) {
                assertTrue(
                        !(notice instanceof ModelParameters model)
                                || model.fittedAt() <= mark.getTimestamp());
            }
        }
    }

    /** The first moment at which a fit is ordered; it is told later, whenever it is ready. */
    private static long firstFit() {
        return notices(expected(RULES)).stream()
                .filter(ModelParameters.class::isInstance)
                .mapToLong(notice -> ((ModelParameters) notice).fittedAt())
                .min()
                .orElseThrow();
    }

    @Test
    void aFitThatRunsAcrossACheckpointIsToldOnce() throws Exception {
        long fit = firstFit();
        OperatorSubtaskState snapshot;
        KeepStatistics before = new KeepStatistics(RULES);
        List<PopulationNotice> told;
        try (var harness = harness(before)) {
            harness.open();
            hear(harness, 0, fit);
            harness.processWatermark(new Watermark(fit - 1));
            told = List.copyOf(harness.extractOutputValues());
            assertTrue(told.stream().noneMatch(ModelParameters.class::isInstance), "" + told);
            snapshot = harness.snapshot(1, 0);
        }
        KeepStatistics after = new KeepStatistics(RULES);
        try (var harness = harness(after)) {
            harness.initializeState(snapshot);
            harness.open();
            hear(harness, fit, Long.MAX_VALUE);
            harness.processWatermark(Watermark.MAX_WATERMARK);
            after.finish();
            List<PopulationNotice> all = new ArrayList<>(told);
            all.addAll(harness.extractOutputValues());
            assertEquals(notices(expected(RULES)), all);
        }
    }

    @Test
    void figuresGoOnAfterARestoreByTheirDifferences() throws Exception {
        long middle = (ReportedShop.OPENING + 100) * DAY;
        List<KpiValue> said;
        OperatorSubtaskState snapshot;
        KeepStatistics before = new KeepStatistics(RULES);
        try (var harness = harness(before)) {
            harness.open();
            hear(harness, 0, middle);
            before.prepareSnapshotPreBarrier(1);
            said = new ArrayList<>(entries(harness));
            snapshot = harness.snapshot(1, 0);
            assertTrue(said.stream().anyMatch(e -> e.kpi().equals(Kpi.CHURN_BRIER.wireName())));
        }
        KeepStatistics after = new KeepStatistics(RULES);
        try (var harness = harness(after)) {
            harness.initializeState(snapshot);
            harness.open();
            hear(harness, middle, Long.MAX_VALUE);
            harness.processWatermark(Watermark.MAX_WATERMARK);
            after.finish();
            List<KpiValue> later = entries(harness);
            assertTrue(later.stream().anyMatch(e -> e.value() < 0), "no figure fell: " + later);
            said.addAll(later);
        }
        assertEquals(totals(entries(expected(RULES))), totals(said));
    }

    /** A restore under another family: its own models come, and the ones before are not told. */
    @Test
    void aModelOfAnotherFamilyIsLeftBehind() throws Exception {
        OperatorSubtaskState snapshot;
        long middle = (ReportedShop.OPENING + 100) * DAY;
        KeepStatistics before = new KeepStatistics(RULES);
        try (var harness = harness(before)) {
            harness.open();
            hear(harness, 0, middle);
            snapshot = harness.snapshot(1, 0);
        }
        KeepStatistics after =
                new KeepStatistics(rules(Map.of("model.family", "bg-nbd", "model.sample", "200")));
        try (var harness = harness(after)) {
            harness.initializeState(snapshot);
            harness.open();
            hear(harness, middle, Long.MAX_VALUE);
            after.finish();
            List<PopulationNotice> told = harness.extractOutputValues();
            assertTrue(told.size() > 3, "told " + told);
            for (PopulationNotice notice : told) {
                assertTrue(
                        !(notice instanceof ModelParameters model)
                                || model.family().equals("bg-nbd"));
            }
        }
    }
}
