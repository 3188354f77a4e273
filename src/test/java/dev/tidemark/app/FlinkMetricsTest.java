package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.MarkdownFile;
import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.wire.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real job against a real broker, and what Flink's reporter says of it. */
class FlinkMetricsTest {
    private static final Topics TOPICS = new Topics("tidemark");

    private static final MarkdownFile DOCUMENT = MarkdownFile.of("docs/metrics.md");

    private static Settings settings(String brokers, int port, Path directory) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("kafka.bootstrap.servers", brokers);
        texts.put(Options.CHECKPOINT_INTERVAL.key(), "300ms");
        texts.put(Options.CHECKPOINT_DIRECTORY.key(), directory.resolve("state").toString());
        texts.put(Options.MAX_DISORDER.key(), "1s");
        texts.put(Options.WEB_PORT.key(), String.valueOf(Ports.free()));
        texts.put(Options.FLINK_METRICS_PORT.key(), String.valueOf(port));
        texts.put(Options.MANAGED_MEGABYTES.key(), "128");
        return Settings.of(texts);
    }

    private static void send(Settings settings, String customer) {
        String order =
                """
                {"eventId":"%s","customerId":"%s","type":"purchase",
                 "occurredAt":"%s","amount":19.90}
                """
                        .formatted(customer, customer, Instant.now());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        settings.kafka(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPICS.events(), customer, order));
        }
    }

    @Test
    void whatTheTasksSayIsOnThePageOfFlink(@TempDir Path directory) throws Exception {
        int port = Ports.free();
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            Settings settings = settings(broker.bootstrapServers(), port, directory);
            TopicCreation.ensure(settings.kafka(), TOPICS, 2, (short) 1);
            try (LiveJob job =
                    LiveJob.start(settings, RestorePoint.first(), new WallClock(), 2, directory)) {
                send(settings, "ann");
                send(settings, "bob");
                String scored = FlinkScrape.TASKS + "le_processingSeconds";
                TestCluster.await(
                        "both customers' latency",
                        () -> FlinkScrape.of(port).sum(scored, "le=\"+Inf\"") == 2);
                TestCluster.await(
                        "a checkpoint",
                        () ->
                                FlinkScrape.of(port)
                                                .sum(
                                                        "flink_jobmanager_job"
                                                                + "_numberOfCompletedCheckpoints",
                                                        "job_name=\"tidemark\"")
                                        > 0);
                assertTrue(job.isRunning());
                TestCluster.await(
                        "all that is documented",
                        () -> missing(FlinkScrape.of(port), "Flink's own").isEmpty());
                FlinkScrape scrape = FlinkScrape.of(port);
                assertEquals(
                        new TreeSet<>(DOCUMENT.section("Scoring tasks").firstCells()),
                        scrape.names(FlinkScrape.TASKS));
                assertEquals(2, scrape.sum(FlinkScrape.TASKS + "timersPending", ""));
                assertEquals(0, scrape.sum(FlinkScrape.TASKS + "timersOverdue", ""));
                double within = scrape.sum(scored, "le=\"60.0\"");
                assertEquals(2, within, "the wall clock and Kafka's are the same here");
                String running = "flink_jobmanager_job_runningState";
                assertEquals(1, scrape.sum(running, "job_name=\"tidemark\""));
            }
        }
    }

    /** What a part of the document lists and the page does not show. */
    private static Set<String> missing(FlinkScrape scrape, String section) {
        Set<String> documented = new TreeSet<>(DOCUMENT.section(section).firstCells());
        documented.removeAll(scrape.names(""));
        return documented;
    }

    @Test
    void aClusterIsToldToSetWhatIsSetHere() {
        Configuration flink = new Configuration();
        FlinkMetrics.report(9249, flink);
        String told = DOCUMENT.text().split("```yaml\n")[1].split("```")[0];
        Set<String> set = new TreeSet<>();
        flink.toMap().forEach((key, value) -> set.add(key + ": " + value));
        assertEquals(set, new TreeSet<>(told.lines().toList()));
    }

    /** It would listen on all addresses, and asks nobody who they are. */
    @Test
    void unlessAPortIsChosenThereIsNoReporter() {
        Configuration flink = new Configuration();
        FlinkMetrics.report(Settings.of(Map.of()).get(Options.FLINK_METRICS_PORT), flink);
        assertTrue(flink.keySet().isEmpty(), flink::toString);
    }
}
