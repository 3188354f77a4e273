package dev.tidemark.serving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
 * Reads what is committed in some topics, for ever, on a daemon thread of its own.
 *
 * <p>When no broker answers it says so once, tries again every second, and lets its reader begin
 * anew: the topics may be others by then.
 */
final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofMillis(200);

    /** When the end counts as reached, although others go on writing. */
    enum End {
        /** Where the topic ends now: no transaction has been read by half. */
        STRICT,
        /**
         * Where it ended one poll ago, at most a second: of a topic that never rests nobody ever
         * sees the very end.
         */
        A_POLL_AGO
    }

    private final Properties kafka;
    private final String what;
    private final List<String> topics;
    private final End end;
    private final TopicReader reader;
    private final Progress progress;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Object connection = new Object();
    private Consumer<byte[], byte[]> connected;
    private boolean outageTold;
    private boolean skipTold;

    /**
     * @param kafka how to reach Kafka, as for any client
     * @param what the messages are, in words for the log
     */
    TopicFollower(Properties kafka, String what, List<String> topics, End end, TopicReader reader) {
        this.kafka = kafka;
        this.what = what;
        this.topics = List.copyOf(topics);
        this.end = end;
        this.reader = reader;
        this.progress = new Progress(topics);
        this.thread = new Thread(this::followForEver, "follower-of-" + topics.get(0));
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    Progress progress() {
        return progress;
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
                } catch (RuntimeException | Error e) {
                    // Also when memory has run out: nobody else would go on with it, and what was
                    // being read is read again.
                    tellOutage(e);
                    pause();
                }
            }
        } finally {
            lose();
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
            reader.begin(consumer, partitions).forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            while (!isClosing()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                topics.forEach(topic -> take(topic, records.records(topic)));
                Map<TopicPartition, Long> positions = positions(consumer, partitions);
                // Asked after each poll: the answer tells how far there is to go, and that
                // somebody answers at all, which a poll that brings nothing does not.
                Map<TopicPartition, Long> now = consumer.endOffsets(partitions, PATIENCE);
                requireSame(consumer, positions, now);
                boolean readAll = note(positions, end == End.STRICT ? now : ends, now);
                reader.taken(positions, readAll);
                if (readAll) {
                    tellRecovery();
                }
                ends = now;
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
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            int before = partitions.size();
            consumer.partitionsFor(topic, PATIENCE)
                    .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
            if (partitions.size() == before) {
                throw new KafkaException("the topic does not exist: " + topic);
            }
        }
        return partitions;
    }

    /**
     * More partitions, or an end that has been passed, mean other topics than those that were
     * found: whoever went on would miss what is in them.
     */
    private void requireSame(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> positions,
            Map<TopicPartition, Long> ends) {
        // From what the client knows: it asks nobody for this.
        if (partitions(consumer).size() != positions.size()) {
            throw new KafkaException("the topics have other partitions now");
        }
        positions.forEach(
                (partition, position) -> {
                    if (position > ends.get(partition)) {
                        throw new KafkaException(
                                "%s was read up to offset %d and ends at %d"
                                        .formatted(partition, position, ends.get(partition)));
                    }
                });
    }

    private static Map<TopicPartition, Long> positions(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        partitions.forEach(p -> positions.put(p, consumer.position(p, PATIENCE)));
        return positions;
    }

    /** Notes how far each topic is, and answers whether all of them are read. */
    private boolean note(
            Map<TopicPartition, Long> positions,
            Map<TopicPartition, Long> goals,
            Map<TopicPartition, Long> ends) {
        boolean all = true;
        for (String topic : topics) {
            long lag = 0;
            boolean reached = true;
            for (Map.Entry<TopicPartition, Long> position : positions.entrySet()) {
                TopicPartition partition = position.getKey();
                if (partition.topic().equals(topic)) {
                    lag += Math.max(0, ends.get(partition) - position.getValue());
                    reached &= position.getValue() >= goals.get(partition);
                }
            }
            boolean atEnd = reached;
            long left = lag;
            progress.update(topic, before -> before.at(atEnd, left));
            all &= reached;
        }
        return all;
    }

    private void take(String topic, Iterable<ConsumerRecord<byte[], byte[]>> records) {
        long taken = 0;
        long skipped = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            taken++;
            try {
                reader.take(record);
            } catch (IllegalArgumentException e) {
                skipped++;
                tellSkip(record, e);
            }
        }
        long all = taken;
        long bad = skipped;
        progress.update(topic, before -> before.took(all, bad));
    }

    private void tellSkip(ConsumerRecord<byte[], byte[]> record, IllegalArgumentException e) {
        if (!skipTold) {
            skipTold = true;
            LOG.warn(
                    "A record in {} is nothing that this release can show ({}, partition {},"
                            + " offset {}); such records are skipped and counted",
                    record.topic(),
                    e.getMessage(),
                    record.partition(),
                    record.offset());
        }
    }

    private void lose() {
        progress.lose();
        reader.lose();
    }

    private void tellOutage(Throwable e) {
        lose();
        if (!outageTold) {
            outageTold = true;
            LOG.warn(
                    "{} at {} cannot be followed: {}; trying again every second",
                    what,
                    kafka.getProperty("bootstrap.servers"),
                    reason(e));
        }
        LOG.debug("the follower lost its topic", e);
    }

    private void tellRecovery() {
        if (outageTold) {
            outageTold = false;
            LOG.info("{} are followed again", what);
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
        // Positions are always set; one that is out of range is a reason to look again.
        properties.setProperty("auto.offset.reset", "none");
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("enable.metrics.push", "false");
        properties.setProperty("max.poll.records", "10000");
        // So long may new partitions go unnoticed.
        properties.putIfAbsent("metadata.max.age.ms", "60000");
        // Each attempt is a line in the log of the Kafka client.
        properties.setProperty("reconnect.backoff.ms", "1000");
        properties.setProperty("reconnect.backoff.max.ms", "1000");
        return properties;
    }
}
