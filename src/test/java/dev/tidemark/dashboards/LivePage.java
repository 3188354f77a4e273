package dev.tidemark.dashboards;

import dev.tidemark.http.KpiMetrics;
import dev.tidemark.http.MetricsPage;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.serving.KpiBoard;
import dev.tidemark.serving.KpiLine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A real metrics page over figures as a shop makes them; the books balance at every step. */
final class LivePage implements AutoCloseable {
    private final KpiBoard board = new KpiBoard();
    private final KpiMetrics metrics = new KpiMetrics(board, "test");
    private final MetricsPage page = MetricsPage.start(0, metrics);

    LivePage() {
        show(1);
    }

    /** Shows what {@code n} rounds of events come to. */
    void show(long n) {
        Map<KpiLine, Long> totals = new HashMap<>();
        put(totals, Kpi.EVENTS_READ, 100 * n);
        put(totals, Kpi.EVENTS_SCORED, 90 * n);
        put(totals, Kpi.EVENTS_IGNORED, 5 * n, "DUPLICATE");
        put(totals, Kpi.EVENTS_IGNORED, 2 * n, "TOO_LATE");
        put(totals, Kpi.EVENTS_REJECTED, 3 * n, "MALFORMED");
        put(totals, Kpi.SCORECARDS, 90 * n, "EVENT");
        put(totals, Kpi.SCORECARDS, 10 * n, "SILENCE");
        put(totals, Kpi.CUSTOMERS, 400 + n, "rfm", "Champions");
        put(totals, Kpi.CUSTOMERS, 600 + n, "rfm", "At Risk");
        for (String level : List.of("low", "medium", "high")) {
            put(totals, Kpi.CUSTOMERS, 300 + n, "churn", level);
        }
        put(totals, Kpi.TRANSITIONS, 4 * n, "rfm", "none", "New", "EVENT");
        put(totals, Kpi.TRANSITIONS, 2 * n, "rfm", "Champions", "At Risk", "SILENCE");
        putModel(totals, n);
        board.show(totals);
    }

    private static void putModel(Map<KpiLine, Long> totals, long n) {
        put(totals, Kpi.MODEL_FITS, n, "CONVERGED");
        for (String parameter : List.of("r", "alpha", "a", "b")) {
            put(totals, Kpi.MODEL_PARAMETER, 1_500_000 + n, parameter);
            put(totals, Kpi.MODEL_PARAMETER_ERROR, 150_000 - n, parameter);
        }
        put(totals, Kpi.MODEL_CUSTOMERS, 900 + n);
        put(totals, Kpi.MODEL_FITTED_AT_SECONDS, 1_738_368_000 + n);
        for (String forecast : List.of("model", "recency")) {
            put(totals, Kpi.CHURN_BRIER, 180_000 + n, forecast);
            put(totals, Kpi.CHURN_CALIBRATION_ERROR, 21_000 + n, forecast);
            put(totals, Kpi.CHURN_AUC, 780_000 + n, forecast);
            put(totals, Kpi.CHURN_BIAS, -12_000 - n, forecast);
        }
        put(totals, Kpi.CHURN_SKILL, -31_000 - n);
        put(totals, Kpi.CHURN_JUDGED, 3_600 + n);
        put(totals, Kpi.CHURN_ORIGINS_JUDGED, n);
    }

    private static void put(Map<KpiLine, Long> totals, Kpi kpi, long value, String... labels) {
        totals.put(new KpiLine(kpi, List.of(labels)), value);
    }

    int port() {
        return page.port();
    }

    String scrape() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page.url())).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** The names of all samples. */
    Set<String> metricNames() throws IOException, InterruptedException {
        return scrape().lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.replaceFirst("[ {].*", ""))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        page.close();
        metrics.close();
    }
}
