package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.app.config.Settings;
import dev.tidemark.model.Intake;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.scoring.Rules;
import dev.tidemark.sim.Delivery;
import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.wire.KpiJson;
import dev.tidemark.wire.NativeEventReader;
import dev.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From Kafka through RocksDB to Kafka, exactly once: every output equals that of a plain loop over
 * the fold, byte by byte, at parallelism 1 and 4 and across the loss of a task manager.
 *
 * <p>The events are those of a simulated shop with late, repeated, taken-back and broken ones.
 */
class KafkaToKafkaTest {
    private static final long SEED = 42;
    private static final int CUSTOMERS = 12_000;
    private static final int RECORDS = 200_000;
    private static final int PARTITIONS = 4;
    private static final Topics INPUT = new Topics("shop");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir static Path directory;

    private static final Settings SETTINGS = Settings.of(Map.of());
    private static EmbeddedBroker broker;
    private static TopicContents contents;
    private static Rules rules;
    private static Oracle oracle;
    private static List<KpiValue> totals;

    @BeforeAll
    static void theShopSells() throws Exception {
        broker = EmbeddedBroker.start(0);
        contents = new TopicContents(broker.bootstrapServers());
        createTopics(INPUT);
        produce();
        List<ConsumerRecord<byte[], byte[]>> records = contents.committed(INPUT.events());
        assertEquals(RECORDS, records.size());
        List<Intake> intakes = records.stream().map(KafkaToKafkaTest::read).toList();
        rules = SETTINGS.rules().closingAt(endOfLastDay(intakes));
        oracle = new Oracle(rules, SETTINGS);
        intakes.forEach(oracle::see);
        oracle.close();
        totals = oracle.totals();
        assertTrue(oracle.scorecards.size() > 10_000, oracle.scorecards.size() + " customers");
        assertTrue(FoundOut.models(oracle.findings).size() > 5, "fits of " + oracle.findings);
        assertTrue(FoundOut.cuts(oracle.cutsAndFigures).size() > 5, "cuts of " + SEED);
    }

    @AfterAll
    static void theBrokerEnds() {
        broker.close();
    }

    @Test
    void oneTaskSaysWhatTheOracleSays() throws Exception {
        Topics output = new Topics("one");
        createTopics(output);
        try (MiniCluster cluster = TestCluster.start(flink(), 1, 1)) {
            cluster.executeJobBlocking(job(output, 1));
        }
        assertOutputsAreTheOracles(output);
    }

    @Test
    void fourTasksSayWhatTheOracleSaysThoughATaskManagerIsKilled() throws Exception {
        Topics output = new Topics("four");
        createTopics(output);
        try (MiniCluster cluster = TestCluster.start(flink(), 2, 2)) {
            JobGraph job = job(output, 4);
            JobID id = job.getJobID();
            cluster.submitJob(job).get();
            TestCluster.await(
                    "a completed checkpoint",
                    () -> TestCluster.completedCheckpoints(cluster, id) > 0);
            TestCluster.await("output that is not committed", () -> inFlight(output) > 1_000);
            long writtenAtKill = contents.written(output.scores());
            cluster.terminateTaskManager(0).get();
            cluster.startTaskManager();
            cluster.requestJobResult(id)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .toJobExecutionResult(getClass().getClassLoader());
            long expected = oracle.scorecards.values().stream().mapToLong(List::size).sum();
            assertTrue(
                    writtenAtKill < expected,
                    "the kill came after all %d scorecards".formatted(expected));
            assertTrue(
                    contents.written(output.scores()) > expected + 1_000,
                    "no work was lost and done again, so the kill hit nothing");
        }
        assertOutputsAreTheOracles(output);
    }

    private static void assertOutputsAreTheOracles(Topics output) {
        assertSameMessages("scorecards", oracle.scorecards, contents.byKey(output.scores()));
        assertSameMessages("transitions", oracle.transitions, contents.byKey(output.transitions()));
        assertEquals(
                FoundOut.models(oracle.findings),
                FoundOut.models(contents.committed(output.population())),
                "models");
        assertEquals(
                oracle.rejections.stream().map(KafkaToKafkaTest::inWords).sorted().toList(),
                contents.committed(output.rejections()).stream()
                        .map(KafkaToKafkaTest::inWords)
                        .sorted()
                        .toList(),
                "rejections");
        assertEquals(
                FoundOut.cuts(oracle.cutsAndFigures),
                FoundOut.cuts(contents.committed(output.population())),
                "cut points");
        PublishedBooks.assertLast(totals, contents.latest(output.kpis()), "seed " + SEED);
        PublishedBooks.assertBalance(
                contents.committed(output.kpis()).stream()
                        .map(record -> KpiJson.read(record.value()))
                        .toList());
    }

    /** One message at a time, so that a difference is readable. */
    private static void assertSameMessages(
            String what, Map<String, List<String>> expected, Map<String, List<String>> actual) {
        assertEquals(expected.keySet(), actual.keySet(), "customers with " + what);
        for (Map.Entry<String, List<String>> customer : expected.entrySet()) {
            List<String> wanted = customer.getValue();
            List<String> found = actual.get(customer.getKey());
            String where = what + " of " + customer.getKey() + ", seed " + SEED;
            for (int i = 0; i < Math.min(wanted.size(), found.size()); i++) {
                assertEquals(wanted.get(i), found.get(i), where + ", number " + i);
            }
            assertEquals(wanted.size(), found.size(), "count of " + where);
        }
    }

    private static JobGraph job(Topics output, int parallelism) {
        // A duplicate of a late event may be two hours later yet.
        Duration disorder =
                Duration.ofMillis(ShopConfig.defaults(SEED, CUSTOMERS).maxLateMs()).plusHours(2);
        return new BoundedJob(SETTINGS, client(), INPUT, directory)
                .graph(output, rules, disorder, parallelism);
    }

    private static Configuration flink() {
        return FlinkEnvironment.forReplay(SETTINGS, directory);
    }

    private static long inFlight(Topics output) {
        return contents.written(output.scores()) - contents.stable(output.scores());
    }

    private static void createTopics(Topics topics) {
        TopicCreation.ensure(client(), topics, PARTITIONS, (short) 1);
    }

    private static void produce() {
        Shop shop = new Shop(ShopConfig.defaults(SEED, CUSTOMERS));
        ShopRecords records = new ShopRecords(SETTINGS.eventLimits());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                Delivery delivery = shop.next();
                byte[] key = delivery.key().getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(INPUT.events(), key, records.bytes(delivery)));
            }
        }
    }

    private static Properties client() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrapServers());
        return client;
    }

    private static Intake read(ConsumerRecord<byte[], byte[]> record) {
        return NativeEventReader.of(SETTINGS.eventLimits())
                .read(
                        record.value(),
                        new SourcePosition(record.topic(), record.partition(), record.offset()));
    }

    private static long endOfLastDay(List<Intake> intakes) {
        long last =
                intakes.stream()
                        .filter(Intake.Accepted.class::isInstance)
                        .mapToLong(intake -> ((Intake.Accepted) intake).event().occurredAt())
                        .max()
                        .orElseThrow();
        return (last / 86_400_000L + 1) * 86_400_000L;
    }

    private static String inWords(Rejection rejection) {
        SourcePosition at = rejection.at();
        return "%s %s %s-%d-%d %s"
                .formatted(
                        rejection.reason(),
                        rejection.detail(),
                        at.source(),
                        at.partition(),
                        at.offset(),
                        hex(rejection.raw()));
    }

    private static String inWords(ConsumerRecord<byte[], byte[]> record) {
        List<String> words = new ArrayList<>();
        for (String header : List.of("reason", "detail", "topic", "partition", "offset")) {
            words.add(
                    TopicContents.text(record.headers().lastHeader("tidemark_" + header).value()));
        }
        return "%s %s %s-%s-%s %s"
                .formatted(
                        words.get(0),
                        words.get(1),
                        words.get(2),
                        words.get(3),
                        words.get(4),
                        hex(record.value()));
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
