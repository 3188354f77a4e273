package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.serving.KpiLine;
import dev.tidemark.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job that runs on, against a real broker, with the wall clock. */
class LiveJobTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Topics TOPICS = new Topics("tidemark");
    private static final long PATIENCE_SECONDS = 60;

    @TempDir private Path directory;

    private EmbeddedBroker broker;
    private TopicContents contents;

    @BeforeEach
    void aBrokerWithTopics() {
        broker = EmbeddedBroker.start(0);
        contents = new TopicContents(broker.bootstrapServers());
        TopicCreation.ensure(settings().kafka(), TOPICS, 2, (short) 1);
    }

    @AfterEach
    void theBrokerEnds() {
        broker.close();
    }

    private Settings settings(String... more) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("kafka.bootstrap.servers", broker.bootstrapServers());
        texts.put(Options.CHECKPOINT_INTERVAL.key(), "300ms");
        texts.put(Options.CHECKPOINT_DIRECTORY.key(), directory.resolve("state").toString());
        texts.put(Options.MAX_DISORDER.key(), "1s");
        texts.put(Options.WEB_PORT.key(), String.valueOf(Ports.free()));
        texts.put(Options.METRICS_PORT.key(), String.valueOf(Ports.free()));
        texts.put(Options.FLINK_METRICS_PORT.key(), "0");
        texts.put(Options.MANAGED_MEGABYTES.key(), "128");
        for (int i = 0; i < more.length; i += 2) {
            texts.put(more[i], more[i + 1]);
        }
        return Settings.of(texts);
    }

    private LiveJob start(Settings settings) throws Exception {
        Path scratch = Files.createTempDirectory(directory, "scratch");
        boolean readBefore =
                GroupOffsets.exist(
                        settings.kafka(), settings.get(Options.JOB_NAME), TOPICS.events());
        RestorePoint from = RestorePoint.of(settings, readBefore);
        return LiveJob.start(settings, from, new WallClock(), 2, scratch);
    }

    private void send(String... values) {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        settings().kafka(), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPICS.events(), "ann", value));
            }
        }
    }

    private static String order(String id, Instant at) {
        return """
            {"eventId":"%s","customerId":"ann","type":"purchase","occurredAt":"%s","amount":19.90}
            """
                .formatted(id, at);
    }

    private List<JsonNode> scorecards() {
        return contents.byKey(TOPICS.scores()).getOrDefault("ann", List.of()).stream()
                .map(LiveJobTest::parse)
                .toList();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "waited in vain for " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void anOrderIsScoredSilenceIsNoticedAndARestartRemembers() throws Exception {
        Instant now = Instant.now();
        Instant monthAgo = now.minus(Duration.ofDays(31));
        try (LiveJob job = start(settings())) {
            send(order("1", monthAgo), order("1", monthAgo), "{", order("2", now));
            await("two scored orders", () -> lastSequence() >= 2);
            await("the rejection", () -> contents.committed(TOPICS.rejections()).size() == 1);
            assertTrue(job.isRunning());
        }
        long before = lastSequence();
        await("a retained checkpoint", this::checkpointIsThere);
        try (LiveJob job = start(settings())) {
            send(order("3", Instant.now()));
            await("the third order", () -> lastSequence() > before);
            assertTrue(job.isRunning());
        }
        JsonNode last = scorecards().get(scorecards().size() - 1);
        assertEquals(3, last.at("/rfm/orders").intValue(), "the restart forgot: " + last);
        assertEquals(scorecards().size(), last.get("sequence").intValue(), "sequence has a gap");
    }

    @Test
    void aRestartFindsTheCheckpointsOfItsOwnJobOnly() throws Exception {
        String uri = directory.resolve("shared").toUri().toString();
        Settings mine = settings(Options.CHECKPOINT_DIRECTORY.key(), uri);
        try (LiveJob job = start(mine)) {
            send(order("1", Instant.now()));
            await("the first order", () -> lastSequence() == 1);
            assertTrue(job.isRunning());
        }
        assertTrue(RestorePoint.of(mine, true).checkpoint().isPresent(), "none found at " + uri);
        Settings other =
                settings(Options.CHECKPOINT_DIRECTORY.key(), uri, Options.JOB_NAME.key(), "other");
        assertEquals(RestorePoint.first(), RestorePoint.of(other, false));
        Exception refused = assertThrows(UserMistake.class, () -> RestorePoint.of(other, true));
        assertTrue(refused.getMessage().contains("checkpoint.restore-from"));

        Settings wider =
                settings(Options.CHECKPOINT_DIRECTORY.key(), uri, Options.PARALLELISM.key(), "4");
        try (LiveJob job = start(wider)) {
            send(order("1", Instant.now()), order("2", Instant.now()));
            await("the second order", () -> lastSequence() == 2);
            assertTrue(job.isRunning());
        }
        assertEquals(2, scorecards().size(), "the first event was scored again");
    }

    @Test
    void anEmptyStartReadsTheTopicFromItsBeginning() throws Exception {
        try (LiveJob job = start(settings())) {
            send(order("1", Instant.now()), order("2", Instant.now()));
            await("two orders", () -> lastSequence() == 2);
            assertTrue(job.isRunning());
        }
        try (LiveJob job = start(settings(Options.RESTORE_FROM.key(), "none"))) {
            await("both once more", () -> scorecards().size() == 4);
            assertTrue(job.isRunning());
        }
        assertEquals(2, lastSequence());
    }

    @Test
    void aJobThatFindsNoStateEndsWhereItsGroupHasRead() throws Exception {
        try (LiveJob job = start(settings())) {
            send(order("1", Instant.now()));
            await("the order", () -> lastSequence() == 1);
            await("the offsets", this::groupHasRead);
            assertTrue(job.isRunning());
        }
        Path scratch = Files.createTempDirectory(directory, "scratch");
        // As a cluster starts it that promised to find the state by itself, and did not.
        try (LiveJob job =
                LiveJob.start(settings(), RestorePoint.first(), new WallClock(), 2, scratch)) {
            Throwable failure = assertThrows(Exception.class, job::await);
            while (failure.getCause() != null) {
                failure = failure.getCause();
            }
            assertEquals(
                    "no state was restored, but group tidemark has read events before: start from"
                            + " a checkpoint or savepoint, or set checkpoint.restore-from to none"
                            + " to score all events anew",
                    failure.getMessage());
        }
        assertEquals(1, scorecards().size(), "it was scored again");
    }

    private boolean groupHasRead() {
        return GroupOffsets.exist(
                settings().kafka(), settings().get(Options.JOB_NAME), TOPICS.events());
    }

    private long lastSequence() {
        List<JsonNode> cards = scorecards();
        return cards.isEmpty() ? 0 : cards.get(cards.size() - 1).get("sequence").longValue();
    }

    private boolean checkpointIsThere() {
        try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
            return files.anyMatch(file -> file.endsWith("_metadata"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anExhaustedTopicStillLetsSilenceSpeak() throws Exception {
        // The order's day has passed all limits long ago: catching up is a matter of the clock.
        Instant longAgo = Instant.now().minus(Duration.ofDays(200));
        try (LiveJob job = start(settings())) {
            send(order("1", longAgo));
            await(
                    "silence up to today",
                    () -> {
                        List<JsonNode> cards = scorecards();
                        return !cards.isEmpty()
                                && cards.get(cards.size() - 1).at("/rfm/recencyDays").intValue()
                                        >= 170;
                    });
            assertTrue(job.isRunning());
        }
        JsonNode last = scorecards().get(scorecards().size() - 1);
        assertEquals("SILENCE", last.get("cause").textValue());
        int recency = last.at("/rfm/recencyDays").intValue();
        assertTrue(recency <= 201, "the clock, and not the end of time: " + last);
    }

    @Test
    void atLeastOnceWorksTooAndThePageShowsTheBooks() throws Exception {
        Settings settings = settings(Options.DELIVERY.key(), "at-least-once");
        try (KpiPage page = KpiPage.open(settings, TOPICS);
                LiveJob job = start(settings)) {
            send(order("1", Instant.now()), order("1", Instant.now()), "[]");
            KpiLine read = new KpiLine(Kpi.EVENTS_READ, List.of());
            await("the books", () -> page.board().state().totals().getOrDefault(read, 0L) == 3);
            String metrics = get(page.address().orElseThrow());
            assertTrue(metrics.contains("tidemark_events_read_total 3"), metrics);
            assertTrue(metrics.contains("tidemark_events_scored_total 1"), metrics);
            assertTrue(metrics.contains("reason=\"DUPLICATE\"} 1"), metrics);
            assertTrue(metrics.contains("reason=\"MALFORMED\"} 1"), metrics);
            assertTrue(!metrics.contains("ann"), "a customer id in the metrics");
            assertTrue(job.isRunning());
        }
    }

    @Test
    void anOversizedRecordIsKeptAsFarAsATopicHoldsAndStopsNothing() throws Exception {
        String tooLarge = "x".repeat(1_040_000);
        try (LiveJob job = start(settings())) {
            send(tooLarge, order("1", Instant.now()));
            await("the order behind it", () -> lastSequence() == 1);
            await("the rejection", () -> contents.committed(TOPICS.rejections()).size() == 1);
            assertTrue(job.isRunning());
        }
        ConsumerRecord<byte[], byte[]> kept = contents.committed(TOPICS.rejections()).get(0);
        assertEquals("ann", TopicContents.text(kept.key()), "the key as it came in");
        assertEquals("TOO_LARGE", header(kept, "reason"));
        assertEquals("1040000", header(kept, "cut_from_bytes"));
        assertEquals(1_000_000, kept.value().length);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return TopicContents.text(record.headers().lastHeader("tidemark_" + name).value());
    }

    private static String get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }
}
