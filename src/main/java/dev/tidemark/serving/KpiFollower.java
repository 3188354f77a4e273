package dev.tidemark.serving;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of KPIs from its beginning, for ever, and keeps a {@link KpiBoard} up to date.
 *
 * <p>It shows totals only at moments when it has read all that was committed. An earlier total on
 * the way there would look, to whoever computes a rate, like a counter that was set back; half of a
 * transaction would look like books that do not balance.
 *
 * <p>When no broker answers it says so once, keeps what it has shown, tries again every second, and
 * then reads from the beginning anew: the topic may be another one by then.
 */
public final class KpiFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KpiFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofMillis(200);

    private final Properties kafka;
    private final String topic;
    private final KpiBoard board;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Object connection = new Object();
    private Consumer<byte[], byte[]> connected;
    private boolean outageTold;
    private boolean skipTold;

    private KpiFollower(Properties kafka, String topic, KpiBoard board) {
        this.kafka = kafka;
        this.topic = topic;
        this.board = board;
        this.thread = new Thread(this::followForEver, "kpi-follower");
        this.thread.setDaemon(true);
    }

    /**
     * Starts to follow, on a daemon thread of its own.
     *
     * @param kafka how to reach Kafka, as for any client
     * @param topic the topic of KPIs
     * @param board is kept up to date
     */
    public static KpiFollower start(Properties kafka, String topic, KpiBoard board) {
        KpiFollower follower = new KpiFollower(kafka, topic, board);
        follower.thread.start();
        return follower;
    }

    /** Whether it has read to the end since it last connected, and the broker still answers. */
    public boolean caughtUp() {
        return board.state().caughtUp();
    }

    /** Records that were no KPI this release can show, since the start. */
    public long skippedRecords() {
        return board.state().skippedRecords();
    }

    /**
     * Stops following; returns within a second or so, broker or not. A second call does nothing.
     */
    @Override
    public void close() {
        closing.countDown();
        synchronized (connection) {
            if (connected != null) {
                connected.wakeup();
            }
        }
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void followForEver() {
        try {
            while (!isClosing()) {
                try {
                    followUntilLost();
                } catch (WakeupException e) {
                    LOG.debug("woken to close", e);
                } catch (RuntimeException e) {
                    tellOutage(e);
                    pause();
                }
            }
        } finally {
            board.fallBehind();
        }
    }

    private void followUntilLost() {
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            publish(consumer);
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            KpiTotals totals = new KpiTotals();
            while (!isClosing()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                records.forEach(record -> take(record, totals));
                // Asked after each poll: the answer tells how far there is to go, and that
                // somebody answers at all, which a poll that brings nothing does not.
                if (hasReadAll(consumer, partitions)) {
                    board.show(totals.totals());
                    tellRecovery();
                }
            }
        } finally {
            publish(null);
            consumer.close(CloseOptions.timeout(FAREWELL));
        }
    }

    /**
     * Makes the consumer known to {@link #close}, which must not miss one that is about to wait.
     */
    private void publish(Consumer<byte[], byte[]> consumer) {
        synchronized (connection) {
            connected = consumer;
            if (consumer != null && isClosing()) {
                consumer.wakeup();
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic, PATIENCE).stream()
                        .map(p -> new TopicPartition(topic, p.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("the topic does not exist");
        }
        return partitions;
    }

    private static boolean hasReadAll(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        return partitions.stream().allMatch(p -> consumer.position(p, PATIENCE) >= ends.get(p));
    }

    private void take(ConsumerRecord<byte[], byte[]> record, KpiTotals totals) {
        try {
            totals.take(record.key(), record.value());
        } catch (IllegalArgumentException e) {
            board.skip();
            if (!skipTold) {
                skipTold = true;
                LOG.warn(
                        "A record in {} is not a KPI this release can show ({}, offset {});"
                                + " such records are skipped and counted",
                        topic,
                        e.getMessage(),
                        record.offset());
            }
        }
    }

    private void tellOutage(RuntimeException e) {
        board.fallBehind();
        if (!outageTold) {
            outageTold = true;
            LOG.warn(
                    "KPIs in {} at {} cannot be followed: {}; trying again every second",
                    topic,
                    kafka.getProperty("bootstrap.servers"),
                    reason(e));
        }
        LOG.debug("the follower lost its topic", e);
    }

    private void tellRecovery() {
        if (outageTold) {
            outageTold = false;
            LOG.info("KPIs in {} are followed again", topic);
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private void pause() {
        try {
            closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private Properties properties() {
        Properties properties = (Properties) kafka.clone();
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("enable.metrics.push", "false");
        properties.setProperty("max.poll.records", "10000");
        // Each attempt is a line in the log of the Kafka client.
        properties.setProperty("reconnect.backoff.ms", "1000");
        properties.setProperty("reconnect.backoff.max.ms", "1000");
        return properties;
    }
}
