package dev.tidemark.http;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.serving.KpiBoard;
import dev.tidemark.serving.KpiLine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The KPIs of a board as meters, and how this process does.
 *
 * <p>The totals come from the job's ledger, which is exact and survives restarts: a counter here is
 * a view of a total, not something that counts. Until the board is filled its lines are absent, not
 * 0: a 0 would be a lie, and the jump to the total a spike. From then on the books are complete (0
 * where nothing was entered); other lines appear with their first value, and stay when it goes back
 * to 0.
 *
 * <p>Labels are names of reasons, causes and classes only, never anything about one customer.
 */
public final class KpiMetrics implements AutoCloseable {
    private final KpiBoard board;
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Map<KpiLine, Meter> meters = new HashMap<>();

    /** What is shown: all meters of one scrape read the same state. */
    private volatile KpiBoard.State shown;

    /**
     * Metrics of a board.
     *
     * @param board whose totals are shown
     * @param version of this build
     */
    public KpiMetrics(KpiBoard board, String version) {
        this.board = board;
        this.shown = board.state();
        // Against Prometheus' rules for names: nanoseconds, and the suffix of a histogram.
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
        bindOwn(version);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    /** Takes other meters in, which are shown on the same page. */
    MeterRegistry registry() {
        return registry;
    }

    /** Whether the totals are up to date. */
    boolean caughtUp() {
        return board.state().caughtUp();
    }

    /** The metrics as of now. */
    synchronized String scrape(Exposition exposition) {
        KpiBoard.State state = board.state();
        Set<KpiLine> lines = new HashSet<>(state.totals().keySet());
        if (state.filled()) {
            lines.addAll(MetricNames.books());
        }
        for (KpiLine line : lines) {
            meters.computeIfAbsent(line, this::bind);
        }
        meters.entrySet().removeIf(e -> !lines.contains(e.getKey()) && unbind(e.getValue()));
        shown = state;
        return registry.scrape(exposition.contentType());
    }

    private Meter bind(KpiLine line) {
        Kpi kpi = line.kpi();
        return switch (kpi.kind()) {
            case COUNTER ->
                    FunctionCounter.builder(MetricNames.name(kpi), this, m -> m.total(line))
                            .tags(MetricNames.tags(line))
                            .description(kpi.help())
                            .register(registry);
            case GAUGE ->
                    Gauge.builder(MetricNames.name(kpi), this, m -> m.total(line))
                            .tags(MetricNames.tags(line))
                            .description(kpi.help())
                            .register(registry);
        };
    }

    private boolean unbind(Meter meter) {
        registry.remove(meter);
        return true;
    }

    private double total(KpiLine line) {
        return line.number(shown.totals().getOrDefault(line, 0L));
    }

    private void bindOwn(String version) {
        Gauge.builder(MetricNames.BUILD, () -> 1)
                .tag("version", version)
                .description("The build that runs; always 1.")
                .register(registry);
        Gauge.builder(MetricNames.CAUGHT_UP, this, m -> m.shown.caughtUp() ? 1 : 0)
                .description("1 if the KPIs are up to date, 0 while they may be old or missing.")
                .register(registry);
        FunctionCounter.builder(MetricNames.SKIPPED, this, m -> m.shown.skippedRecords())
                .description("Records in the topic of KPIs that could not be shown.")
                .register(registry);
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
