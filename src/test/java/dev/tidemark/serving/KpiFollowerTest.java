package dev.tidemark.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.Ports;
import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.KpiValue;
import dev.tidemark.wire.KpiJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KpiFollowerTest {
    private static final String TOPIC = "tidemark.kpis.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUICK = Duration.ofSeconds(4);
    private static final KpiLine READ = new KpiLine(Kpi.EVENTS_READ, List.of());
    private static final KpiLine LATE = new KpiLine(Kpi.EVENTS_IGNORED, List.of("TOO_LATE"));

    private final KpiBoard board = new KpiBoard();

    @Test
    void onlyCommittedTotalsAreShownAndBadRecordsAreCounted() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            createTopic(broker);
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, Kpi.EVENTS_READ.of(1), Kpi.EVENTS_IGNORED.of(1, "TOO_LATE"));
            producer.send(new ProducerRecord<>(TOPIC, bytes("events_read"), bytes("rubbish")));
            producer.send(new ProducerRecord<>(TOPIC, null, bytes("without a key")));
            send(producer, Kpi.EVENTS_READ.of(7));
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, Kpi.EVENTS_READ.of(1_000_000));
            producer.flush();
            producer.abortTransaction();
            try (LogLines log = new LogLines("dev.tidemark.serving");
                    KpiFollower follower = follow(broker)) {
                await("caught up", follower::caughtUp, this::said);
                assertEquals(Map.of(READ, 7L, LATE, 1L), board.state().totals());
                assertEquals(2, follower.skippedRecords());
                assertEquals(1, log.lines().size(), "one line for all: " + log.lines());

                producer.beginTransaction();
                send(producer, Kpi.EVENTS_READ.of(9));
                tombstone(producer, Kpi.EVENTS_IGNORED.of(0, "TOO_LATE"));
                producer.commitTransaction();
                await("a new total", () -> shows(Map.of(READ, 9L)), this::said);
            }
            assertFalse(board.state().caughtUp(), "nobody follows any more");
        }
    }

    @Test
    void anEmptyTopicIsReadToItsEnd() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            createTopic(broker);
            try (KpiFollower follower = follow(broker)) {
                await("caught up", follower::caughtUp, this::said);
                assertTrue(board.state().filled());
                assertEquals(Map.of(), board.state().totals());
            }
        }
    }

    @Test
    void anOutageIsToldOnceAndEndsByItself(@TempDir Path directory) throws Exception {
        int port = Ports.free();
        EmbeddedBroker first = EmbeddedBroker.start(port, directory);
        createTopic(first);
        commit(first, Kpi.EVENTS_READ.of(5), Kpi.EVENTS_IGNORED.of(2, "TOO_LATE"));
        try (LogLines log = new LogLines("dev.tidemark.serving");
                KpiFollower follower = follow(first)) {
            await("caught up", follower::caughtUp, this::said);
            first.close();
            await("the outage", () -> !follower.caughtUp(), this::said);
            assertEquals(
                    Map.of(READ, 5L, LATE, 2L), board.state().totals(), "what was shown stays");
            try (EmbeddedBroker second = EmbeddedBroker.start(port, directory)) {
                commit(second, Kpi.EVENTS_READ.of(8));
                await("the new total", () -> shows(Map.of(READ, 8L, LATE, 2L)), this::said);
                assertTrue(follower.caughtUp());
            }
            assertEquals(1, log.lines().size(), "one line for the outage: " + log.lines());
        }
    }

    @Test
    void aTopicThatComesLaterIsFoundAndItsAbsenceIsToldOnce() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                LogLines log = new LogLines("dev.tidemark.serving");
                KpiFollower follower = follow(broker)) {
            await("the complaint", () -> !log.lines().isEmpty(), this::said);
            assertFalse(board.state().filled());
            createTopic(broker);
            commit(broker, Kpi.EVENTS_READ.of(3));
            await("the total", () -> shows(Map.of(READ, 3L)), this::said);
            assertTrue(follower.caughtUp());
            assertEquals(1, log.lines().size(), log.lines().toString());
            assertTrue(
                    log.lines().get(0).contains("the topic does not exist"), log.lines()::toString);
        }
    }

    @Test
    void itClosesQuicklyWhetherOrNotABrokerAnswers() {
        try (LogLines log = new LogLines("dev.tidemark.serving")) {
            Properties nobody = new Properties();
            nobody.setProperty("bootstrap.servers", "127.0.0.1:" + Ports.free());
            KpiFollower lost = KpiFollower.start(nobody, TOPIC, board);
            assertTimeoutPreemptively(QUICK, lost::close, "before the first outage is told");
            assertFalse(lost.caughtUp());

            KpiFollower told = KpiFollower.start(nobody, TOPIC, board);
            await("the complaint", () -> !log.lines().isEmpty(), this::said);
            assertTimeoutPreemptively(QUICK, told::close, "in an outage");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            createTopic(broker);
            KpiFollower following = follow(broker);
            await("caught up", following::caughtUp, this::said);
            assertTimeoutPreemptively(QUICK, following::close, "while it follows");
            assertTimeoutPreemptively(QUICK, following::close, "a second time");
        }
    }

    private boolean shows(Map<KpiLine, Long> totals) {
        return board.state().totals().equals(totals);
    }

    private String said() {
        return board.state().toString();
    }

    private KpiFollower follow(EmbeddedBroker broker) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", broker.bootstrapServers());
        return KpiFollower.start(properties, TOPIC, board);
    }

    private static void await(String what, BooleanSupplier condition, Supplier<String> found) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> what + ", found " + found.get());
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static void createTopic(EmbeddedBroker broker) {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    private static void commit(EmbeddedBroker broker, KpiValue... values) {
        try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, values);
            producer.commitTransaction();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", broker.bootstrapServers());
        properties.setProperty("transactional.id", "ledger");
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, KpiValue... values) {
        for (KpiValue value : values) {
            byte[] key = bytes(KpiJson.key(value));
            producer.send(new ProducerRecord<>(TOPIC, key, KpiJson.write(value)));
        }
    }

    private static void tombstone(KafkaProducer<byte[], byte[]> producer, KpiValue value) {
        producer.send(new ProducerRecord<>(TOPIC, bytes(KpiJson.key(value)), null));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
