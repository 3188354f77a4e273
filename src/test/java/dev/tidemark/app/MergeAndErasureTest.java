package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.app.config.Settings;
import dev.tidemark.job.Inlet;
import dev.tidemark.job.Outlets;
import dev.tidemark.job.ScoringPipeline;
import dev.tidemark.job.kafka.KafkaEnds;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.scoring.Rules;
import dev.tidemark.wire.KpiJson;
import dev.tidemark.wire.NativeEventJson;
import dev.tidemark.wire.NativeEventReader;
import dev.tidemark.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Merges and erasures cross keys by way of a topic: here through a real broker, with a task manager
 * that is killed while histories are on their way. The oracle is plain arithmetic over each
 * person's orders.
 */
class MergeAndErasureTest {
    private static final long SEED = 7;
    private static final int PERSONS = 600;
    private static final int PARTITIONS = 4;
    private static final long DAY = 86_400_000L;
    private static final long START = 20_000 * DAY;
    private static final int ERASED_ON = 60;
    private static final Settings SETTINGS = Settings.of(Map.of("time.max-lateness-days", "90"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path directory;

    private final Topics topics = new Topics("people");
    private final Map<String, Set<String>> ordersOf = new TreeMap<>();
    private final Map<String, Long> spentBy = new TreeMap<>();
    private final Map<String, String> survivorOf = new TreeMap<>();
    private final Set<String> erased = new HashSet<>();

    private EmbeddedBroker broker;
    private TopicContents contents;

    /** Relays have fewer partitions than readers: those that are spare must not move time. */
    @BeforeEach
    void aBrokerWithTopics() throws Exception {
        broker = EmbeddedBroker.start(0);
        contents = new TopicContents(broker.bootstrapServers());
        try (Admin admin = Admin.create(client())) {
            NewTopic relays = new NewTopic(topics.relays(), PARTITIONS / 2, (short) 1);
            admin.createTopics(List.of(relays)).all().get();
        }
        TopicCreation.ensure(client(), topics, PARTITIONS, (short) 1);
    }

    @AfterEach
    void theBrokerEnds() {
        broker.close();
    }

    /** Whatever is guaranteed of the output: relays are exact, as they are part of the state. */
    @ParameterizedTest
    @EnumSource(names = {"EXACTLY_ONCE", "AT_LEAST_ONCE"})
    void personsAreWholeAndTheErasedGoneThoughATaskManagerIsKilled(DeliveryGuarantee delivery)
            throws Exception {
        List<CustomerEvent> events = story(new Random(SEED));
        produce(events.subList(0, events.size() / 2));
        try (MiniCluster cluster = TestCluster.start(flink(), 2, 2)) {
            JobGraph job = job(delivery);
            JobID id = job.getJobID();
            cluster.submitJob(job).get();
            TestCluster.await(
                    "relays on their way", () -> contents.written(topics.relays()) > PERSONS / 4);
            TestCluster.await(
                    "relays in a transaction",
                    () -> contents.written(topics.relays()) > contents.stable(topics.relays()));
            produce(events.subList(events.size() / 2, events.size()));
            cluster.terminateTaskManager(0).get();
            cluster.startTaskManager();
            TestCluster.await("all events settled", () -> settled(events.size()));
            cluster.cancelJob(id).get();
        }
        assertPersonsAreWhole();
        if (delivery == DeliveryGuarantee.EXACTLY_ONCE) {
            assertReceipts();
            PublishedBooks.assertBalance(
                    contents.committed(topics.kpis()).stream()
                            .map(record -> KpiJson.read(record.value()))
                            .toList());
        }
    }

    /** Up to four ids of each person, some of which know the same orders; merges in a chain. */
    private List<CustomerEvent> story(Random random) {
        List<CustomerEvent> events = new ArrayList<>();
        for (int p = 0; p < PERSONS; p++) {
            int ids = 1 + random.nextInt(4);
            String survivor = "p" + p + "-" + (ids - 1);
            boolean isErased = random.nextInt(8) == 0;
            Set<String> orders = new HashSet<>();
            long spent = 0;
            for (int i = 0; i < 2 + random.nextInt(8); i++) {
                String order = "o" + p + "-" + i;
                long amount = 100 + random.nextInt(9_000);
                int day = random.nextInt(50);
                String who = "p" + p + "-" + random.nextInt(ids);
                events.add(order(who, order, "", day, amount));
                if (random.nextInt(5) == 0) {
                    String other = "p" + p + "-" + random.nextInt(ids);
                    events.add(order(other, order, "-again", day, amount));
                }
                orders.add(order);
                spent += amount;
            }
            for (int i = 0; i + 1 < ids; i++) {
                String id = "p" + p + "-" + i;
                events.add(merge(id, "p" + p + "-" + (i + 1), random.nextInt(50)));
                survivorOf.put(id, survivor);
            }
            survivorOf.put(survivor, survivor);
            if (isErased) {
                events.add(erase("p" + p + "-" + random.nextInt(ids)));
                erased.add(survivor);
            }
            ordersOf.put(survivor, orders);
            spentBy.put(survivor, spent);
        }
        Collections.shuffle(events, random);
        return events;
    }

    private void assertPersonsAreWhole() {
        Map<String, Optional<JsonNode>> last = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : contents.committed(topics.scores())) {
            String id = TopicContents.text(record.key());
            Optional<JsonNode> card =
                    Optional.ofNullable(record.value()).map(MergeAndErasureTest::parse);
            last.put(id, card);
            card.ifPresent(MergeAndErasureTest::assertIsNotAheadOfTime);
        }
        survivorOf.forEach(
                (id, survivor) -> {
                    Optional<JsonNode> card = last.getOrDefault(id, Optional.empty());
                    String where = id + ", seed " + SEED;
                    if (!id.equals(survivor) || erased.contains(survivor)) {
                        assertFalse(card.isPresent(), where + " lives on: " + card);
                        return;
                    }
                    assertTrue(card.isPresent(), where + " has no scorecard");
                    JsonNode json = card.get();
                    assertEquals(ordersOf.get(id).size(), json.at("/rfm/orders").asInt(), where);
                    assertEquals(
                            spentBy.get(id), json.at("/value/revenueToDateMinor").asLong(), where);
                });
    }

    /** Relays are always at the end of time: it must not become everyone's. */
    private static void assertIsNotAheadOfTime(JsonNode card) {
        long asOf = Instant.parse(card.get("asOf").asText()).toEpochMilli();
        assertTrue(asOf <= START + ERASED_ON * DAY, "of a time to come: " + card);
    }

    private void assertReceipts() {
        List<ConsumerRecord<byte[], byte[]>> receipts = contents.committed(topics.erasures());
        Set<String> asked = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> receipt : receipts) {
            String json = TopicContents.text(receipt.value());
            asked.add(parse(json.getBytes(StandardCharsets.UTF_8)).get("eventId").asText());
        }
        assertEquals(erased.size(), asked.size(), "persons with a receipt");
        assertEquals(asked.size(), receipts.size(), "receipts");
    }

    /** Everything read is scored, ignored or rejected, nothing is on its way, relays have ended. */
    private boolean settled(int events) {
        Ledger books = contents.books(topics.kpis());
        long relays = contents.written(topics.relays());
        boolean done =
                books.total(Kpi.EVENTS_READ) == events
                        && books.total(Kpi.EVENTS_ON_THE_WAY) == 0
                        && PublishedBooks.sum(books, Kpi.EVENTS_SCORED)
                                        + PublishedBooks.sum(books, Kpi.EVENTS_IGNORED)
                                == events;
        if (!done) {
            return false;
        }
        long scores = contents.written(topics.scores());
        waitForCheckpoints();
        return relays == contents.written(topics.relays())
                && scores == contents.written(topics.scores())
                && contents.written(topics.scores()) == contents.stable(topics.scores());
    }

    /** Longer than histories need for a few hops: a hop takes a checkpoint. */
    private static void waitForCheckpoints() {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        TestCluster.await("a few checkpoints", () -> System.nanoTime() > until);
    }

    private JobGraph job(DeliveryGuarantee delivery) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(flink());
        env.setParallelism(PARTITIONS);
        KafkaEnds ends = new KafkaEnds(client(), topics, "people");
        Inlet inlet =
                ends.live(
                        true,
                        NativeEventReader.of(SETTINGS.eventLimits()),
                        () -> START + 61 * DAY,
                        new WallClock(),
                        Duration.ofDays(61),
                        PARTITIONS);
        Outlets outlets = ends.outlets(delivery, Duration.ofMinutes(10), Optional.empty());
        Rules rules = SETTINGS.rules();
        ScoringPipeline.define(env, inlet, outlets, rules, SETTINGS.learning(rules));
        return env.getStreamGraph().getJobGraph();
    }

    private Configuration flink() {
        Configuration flink = FlinkEnvironment.forReplay(SETTINGS, directory);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(400));
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
        return flink;
    }

    private void produce(List<CustomerEvent> events) {
        NativeEventJson json = new NativeEventJson(SETTINGS.eventLimits());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (CustomerEvent event : events) {
                byte[] key = event.customerId().getBytes(StandardCharsets.UTF_8);
                byte[] value = json.write(event);
                producer.send(new ProducerRecord<>(topics.events(), key, value));
            }
        }
    }

    private Properties client() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrapServers());
        return client;
    }

    private static CustomerEvent order(
            String who, String order, String again, int day, long amountMinor) {
        return new CustomerEvent(
                "e-" + order + again,
                who,
                EventType.PURCHASE,
                START + day * DAY,
                order,
                amountMinor,
                "");
    }

    private static CustomerEvent merge(String who, String into, int day) {
        return new CustomerEvent(
                "m-" + who,
                who,
                EventType.MERGE,
                START + day * DAY,
                "",
                CustomerEvent.NO_AMOUNT,
                "",
                new EventDetail.Merge(into));
    }

    private static CustomerEvent erase(String who) {
        return new CustomerEvent(
                "x-" + who,
                who,
                EventType.ERASE,
                START + ERASED_ON * DAY,
                "",
                CustomerEvent.NO_AMOUNT,
                "");
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
