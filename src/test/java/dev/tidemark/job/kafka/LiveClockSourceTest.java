package dev.tidemark.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.Ports;
import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.job.kafka.Observations.Seen;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LiveClockSourceTest {
    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;
    private static final long START = 1_700_000_000_000L;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void withNoTrafficAtAllTimeFollowsTheClock() throws Exception {
        Observations job = topic(broker, "silence", 2);
        try (ClockedJob running = ClockedJob.start(broker.bootstrapServers(), "silence", 1)) {
            job.awaitWatermark(clockOf(START));
            job.setClock(START + 30 * DAY);
            job.awaitWatermark(clockOf(START + 30 * DAY));
        }
    }

    @Test
    void aReaderWithoutAPartitionHoldsNobodyBack() throws Exception {
        Observations job = topic(broker, "spare", 2);
        try (ClockedJob running = ClockedJob.start(broker.bootstrapServers(), "spare", 4)) {
            job.awaitWatermark(clockOf(START));
            job.setClock(START + DAY);
            job.awaitWatermark(clockOf(START + DAY));
        }
    }

    @Test
    void aQuietPartitionDoesNotHoldBackABusyOne() throws Exception {
        Observations job = topic(broker, "half", 2);
        long today = START + DAY;
        try (ClockedJob running = ClockedJob.start(broker.bootstrapServers(), "half", 2);
                KafkaProducer<String, String> producer = producer(broker, "")) {
            job.awaitWatermark(clockOf(START));
            job.setClock(today);
            // Never quiet: its time comes from its events, that of the other from the clock.
            for (int sent = 0; job.watermark() < clockOf(today); sent++) {
                assertTrue(sent < 20_000, "the watermark stayed at " + job.watermark());
                send(producer, "half", 0, today, "event " + sent);
            }
            assertEquals(clockOf(today), job.watermark());
            assertEquals(List.of(), job.seen().stream().filter(Seen::late).toList());
        }
    }

    @Test
    void timeDoesNotOvertakeABacklogHoweverSlowTheJob() throws Exception {
        Observations job = topic(broker, "slow", 2);
        job.setClock(START + 30 * DAY);
        job.let(0);
        int events = 4;
        try (KafkaProducer<String, String> producer = producer(broker, "")) {
            for (int i = 1; i <= events; i++) {
                send(producer, "slow", 0, START + i * DAY, "day " + i);
            }
        }
        try (ClockedJob running = ClockedJob.start(broker.bootstrapServers(), "slow", 1)) {
            for (int i = 1; i <= events; i++) {
                int arrived = i;
                job.await("event " + i + " at the gate", o -> o.arrivals() == arrived);
                job.awaitALook();
                assertTrue(
                        job.watermark() < START + i * DAY,
                        "at event " + i + " the watermark was " + job.watermark());
                job.let(1);
            }
            job.awaitWatermark(clockOf(START + 30 * DAY));
            assertEquals(events, job.seen().size());
            assertEquals(List.of(), job.seen().stream().filter(Seen::late).toList());
        }
    }

    @Test
    void transactionMarkersAtTheEndOfTheLogAreNoBacklog() throws Exception {
        Observations job = topic(broker, "markers", 1);
        try (KafkaProducer<String, String> producer = producer(broker, "till-1")) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "markers", 0, START - HOUR, "kept");
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, "markers", 0, START - HOUR, "taken back");
            producer.abortTransaction();
        }
        try (ClockedJob running = ClockedJob.start(broker.bootstrapServers(), "markers", 1)) {
            job.awaitWatermark(clockOf(START));
            job.setClock(START + DAY);
            job.awaitWatermark(clockOf(START + DAY));
            assertEquals(List.of("kept"), job.seen().stream().map(Seen::value).toList());
        }
    }

    @Test
    void anOpenTransactionIsABacklog() throws Exception {
        Observations job = topic(broker, "open", 1);
        try (ClockedJob running = ClockedJob.start(broker.bootstrapServers(), "open", 1);
                KafkaProducer<String, String> producer = producer(broker, "till-2")) {
            job.awaitWatermark(clockOf(START));
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "open", 0, START + HOUR, "on its way");
            job.setClock(START + DAY);
            job.awaitALook();
            assertEquals(clockOf(START), job.watermark());

            producer.commitTransaction();
            job.awaitWatermark(clockOf(START + DAY));
            assertEquals(List.of("on its way"), job.seen().stream().map(Seen::value).toList());
            assertFalse(job.seen().get(0).late(), job.seen().toString());
        }
    }

    @Test
    void whileTheBrokerIsDownTimeStandsStillAndItIsSaidOnce(@TempDir Path logs) throws Exception {
        int port = Ports.free();
        EmbeddedBroker first = EmbeddedBroker.start(port, logs);
        Observations job = topic(first, "outage", 1);
        try (ClockedJob running = ClockedJob.start(first.bootstrapServers(), "outage", 1);
                WarningsOf warnings = new WarningsOf(BacklogProbe.class)) {
            job.awaitWatermark(clockOf(START));
            first.close();
            job.setClock(START + DAY);
            job.awaitALook();
            assertEquals(clockOf(START), job.watermark());

            try (EmbeddedBroker second = EmbeddedBroker.start(port, logs)) {
                job.awaitWatermark(clockOf(START + DAY));
                running.close();
            }
            assertEquals(1, warnings.lines().size(), warnings.lines().toString());
        } finally {
            first.close();
        }
    }

    @Test
    void afterARestoreWithNoNewRecordsTimeStillFollowsTheClock(@TempDir Path savepoints)
            throws Exception {
        Observations job = topic(broker, "again", 2);
        try (KafkaProducer<String, String> producer = producer(broker, "")) {
            send(producer, "again", 0, START - HOUR, "before");
        }
        String savepoint;
        try (ClockedJob running = ClockedJob.start(broker.bootstrapServers(), "again", 1)) {
            job.awaitWatermark(clockOf(START));
            savepoint = running.stopWithSavepoint(savepoints);
        }
        job.setClock(START + DAY);
        try (ClockedJob restored =
                ClockedJob.restore(broker.bootstrapServers(), "again", savepoint)) {
            job.awaitWatermark(clockOf(START + DAY));
        }
        assertEquals(
                List.of("before"),
                job.seen().stream().map(Seen::value).toList(),
                "it went on where the first one stopped");
    }

    @Test
    void fromCommittedOffsetsWithNoNewRecordsTimeFollowsTheClock() throws Exception {
        Observations job = topic(broker, "committed", 2);
        try (KafkaProducer<String, String> producer = producer(broker, "")) {
            send(producer, "committed", 0, START - HOUR, "done with");
        }
        Map<TopicPartition, OffsetAndMetadata> done =
                Map.of(new TopicPartition("committed", 0), new OffsetAndMetadata(1));
        try (Admin admin = admin(broker)) {
            admin.alterConsumerGroupOffsets("committed", done).all().get();
        }
        try (ClockedJob running = ClockedJob.start(broker.bootstrapServers(), "committed", 1)) {
            job.awaitWatermark(clockOf(START));
            job.setClock(START + DAY);
            job.awaitWatermark(clockOf(START + DAY));
        }
        assertEquals(List.of(), job.seen(), "what was committed is not read again");
    }

    @Test
    void aBoundedSourceEnds() throws Exception {
        Observations job = topic(broker, "bounded", 2);
        try (KafkaProducer<String, String> producer = producer(broker, "")) {
            send(producer, "bounded", 0, START, "one");
            send(producer, "bounded", 1, START, "two");
        }
        try (ClockedJob running = ClockedJob.startBounded(broker.bootstrapServers(), "bounded")) {
            running.awaitEnd();
        }
        assertEquals(List.of("one", "two"), job.seen().stream().map(Seen::value).sorted().toList());
        assertEquals(Long.MAX_VALUE, job.watermark());
    }

    /** The watermark that a clock reading stands for. */
    private static long clockOf(long time) {
        return time - ClockedJob.DISORDER_MILLIS - 1;
    }

    private static Observations topic(EmbeddedBroker broker, String topic, int partitions)
            throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
        }
        Observations job = Observations.of(topic);
        job.setClock(START);
        return job;
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static KafkaProducer<String, String> producer(
            EmbeddedBroker broker, String transactionalId) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", broker.bootstrapServers());
        if (!transactionalId.isEmpty()) {
            properties.setProperty("transactional.id", transactionalId);
        }
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    /** Sends and waits until it is in the log. */
    private static void send(
            KafkaProducer<String, String> producer,
            String topic,
            int partition,
            long timestamp,
            String value)
            throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, timestamp, "key", value)).get();
    }
}
