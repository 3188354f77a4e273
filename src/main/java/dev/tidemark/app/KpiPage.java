package dev.tidemark.app;

import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.http.KpiMetrics;
import dev.tidemark.http.MetricsPage;
import dev.tidemark.serving.KpiBoard;
import dev.tidemark.serving.KpiFollower;
import dev.tidemark.wire.Topics;
import java.util.Optional;

/** The /metrics page beside a job: follows the KPI topic and shows what it says. */
final class KpiPage implements AutoCloseable {
    private final KpiBoard board;
    private final KpiFollower follower;
    private final KpiMetrics metrics;
    private final Optional<MetricsPage> page;

    private KpiPage(
            KpiBoard board, KpiFollower follower, KpiMetrics metrics, Optional<MetricsPage> page) {
        this.board = board;
        this.follower = follower;
        this.metrics = metrics;
        this.page = page;
    }

    /** Opens the page, unless its port is 0; the topic is followed in any case. */
    static KpiPage open(Settings settings, Topics topics) {
        int port = settings.get(Options.METRICS_PORT);
        KpiBoard board = new KpiBoard();
        KpiMetrics metrics = new KpiMetrics(board, Tidemark.version());
        Optional<MetricsPage> page =
                port == 0
                        ? Optional.empty()
                        : Optional.of(
                                MetricsPage.start(
                                        settings.get(Options.METRICS_ADDRESS), port, metrics));
        KpiFollower follower = KpiFollower.start(settings.kafka(), topics.kpis(), board);
        return new KpiPage(board, follower, metrics, page);
    }

    KpiBoard board() {
        return board;
    }

    Optional<String> address() {
        return page.map(MetricsPage::url);
    }

    @Override
    public void close() {
        page.ifPresent(MetricsPage::close);
        follower.close();
        metrics.close();
    }
}
