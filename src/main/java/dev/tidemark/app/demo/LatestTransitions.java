package dev.tidemark.app.demo;

import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.Transition;
import dev.tidemark.wire.TransitionJson;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last transitions of the topic, as any consumer would read them. */
public final class LatestTransitions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LatestTransitions.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final int kept;
    private final Deque<Transition> latest = new ArrayDeque<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;

    private LatestTransitions(int kept, KafkaConsumer<byte[], byte[]> consumer) {
        this.kept = kept;
        this.consumer = consumer;
        this.thread = new Thread(this::follow, "latest-transitions");
    }

    /** Follows the topic from its beginning. */
    public static LatestTransitions follow(Properties kafka, String topic, int kept) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.put("group.id", "tidemark-demo-screen");
        properties.put("auto.offset.reset", "earliest");
        properties.put("isolation.level", "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
        LatestTransitions transitions = new LatestTransitions(kept, consumer);
        transitions.thread.setDaemon(true);
        transitions.thread.start();
        return transitions;
    }

    /** The last ones, oldest first. */
    public synchronized List<Transition> latest() {
        return new ArrayList<>(latest);
    }

    private void follow() {
        try (consumer) {
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    addIfReadable(record.value());
                }
            }
        } catch (WakeupException e) {
            LOG.debug("closing");
        }
    }

    /** Anybody can write to the topic; what is no transition is passed over. */
    private void addIfReadable(byte[] value) {
        try {
            add(TransitionJson.read(value == null ? new byte[0] : value));
        } catch (IllegalArgumentException e) {
            LOG.info("a record that is no transition: {}", e.getMessage());
        }
    }

    /** First sights and first orders are many and alike: what tells is who moves on from there. */
    private synchronized void add(Transition transition) {
        String from = transition.from();
        if (from.isEmpty() || from.equals(RfmSegment.PROSPECT.label())) {
            return;
        }
        if (latest.size() == kept) {
            latest.removeFirst();
        }
        latest.addLast(transition);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
