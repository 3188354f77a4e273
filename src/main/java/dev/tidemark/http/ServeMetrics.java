package dev.tidemark.http;

import dev.tidemark.serving.ScoreStore;
import dev.tidemark.serving.TopicProgress;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * How {@code serve} does, beside the KPIs: how far it has read, how long scorecards take to become
 * visible, and its requests.
 *
 * <p>Requests are told apart by route, never by path: a path may hold a customer's id.
 */
public final class ServeMetrics {
    /** Anything else is counted as one, so that nobody makes series by inventing methods. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    private static final Duration[] ANSWERED =
            millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500);

    /** With exactly-once a scorecard waits for the next checkpoint; in bad times for several. */
    private static final Duration[] VISIBLE =
            millis(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 20_000, 30_000, 60_000, 300_000);

    private static final double UNKNOWN = Double.NaN;

    private final KpiMetrics kpis;
    private final MeterRegistry registry;
    private final Timer visible;

    /**
     * Beside the KPIs of a board, on the same page.
     *
     * @param kpis takes the others in; closed by whoever made it
     */
    public ServeMetrics(KpiMetrics kpis, ScoreStore store) {
        this.kpis = kpis;
        this.registry = kpis.registry();
        this.visible =
                Timer.builder("tidemark.serve.visible")
                        .description(
                                "From a scorecard's record to its being in the store, once all"
                                        + " had been read.")
                        .serviceLevelObjectives(VISIBLE)
                        .register(registry);
        Gauge.builder("tidemark.serve.customers", store::customers)
                .description("Customers with a scorecard in the store.")
                .register(registry);
    }

    private static Duration[] millis(long... millis) {
        return LongStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    /**
     * Shows how far topics have been read.
     *
     * @param topics asked at each scrape; the same topics each time
     */
    public void watch(Supplier<List<TopicProgress>> topics) {
        for (TopicProgress topic : topics.get()) {
            String name = topic.topic();
            gauge(
                    "tidemark.serve.caught.up",
                    "1 if the topic was read to its end since the broker last answered.",
                    name,
                    reading(topics, name, t -> t.caughtUp() ? 1.0 : 0.0));
            gauge(
                    "tidemark.serve.lag.records",
                    "Offsets between what was read and the end of what is committed.",
                    name,
                    reading(
                            topics,
                            name,
                            t ->
                                    t.lagRecords().isPresent()
                                            ? t.lagRecords().getAsLong()
                                            : UNKNOWN));
            counter(
                    "tidemark.serve.records",
                    "Records read since the start.",
                    name,
                    reading(topics, name, t -> (double) t.records()));
            counter(
                    "tidemark.serve.skipped",
                    "Records that this release cannot show, since the start.",
                    name,
                    reading(topics, name, t -> (double) t.skippedRecords()));
        }
    }

    private static Supplier<Number> reading(
            Supplier<List<TopicProgress>> topics,
            String name,
            Function<TopicProgress, Double> figure) {
        return () ->
                topics.get().stream()
                        .filter(topic -> topic.topic().equals(name))
                        .map(figure)
                        .findFirst()
                        .orElse(UNKNOWN);
    }

    private void gauge(String name, String help, String topic, Supplier<Number> figure) {
        Gauge.builder(name, figure).description(help).tag("topic", topic).register(registry);
    }

    private void counter(String name, String help, String topic, Supplier<Number> figure) {
        // Micrometer holds the object weakly and the function strongly.
        FunctionCounter.builder(name, this, unused -> figure.get().doubleValue())
                .description(help)
                .tag("topic", topic)
                .register(registry);
    }

    /** A scorecard has come into the store, so many milliseconds after its record was written. */
    public void visible(long afterMillis) {
        visible.record(Duration.ofMillis(afterMillis));
    }

    /** A request was answered. */
    void served(String method, Optional<String> route, int status, long nanos) {
        Timer.builder("http.server.requests")
                .description("Requests answered.")
                .tag("method", METHODS.contains(method) ? method : "other")
                .tag("uri", route.orElse("none"))
                .tag("status", String.valueOf(status))
                .serviceLevelObjectives(ANSWERED)
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    KpiMetrics kpis() {
        return kpis;
    }
}
