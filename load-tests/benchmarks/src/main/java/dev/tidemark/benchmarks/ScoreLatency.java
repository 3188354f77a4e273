package dev.tidemark.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends events at a constant rate and takes the time from when each was due to be sent until its
 * scorecard is in the topic, committed or not: a checkpoint's interval would hide all else.
 */
final class ScoreLatency implements AutoCloseable {
    /** Of the time of one phase, in milliseconds. */
    record Spread(int events, double median, double p99, double max) {
        static Spread of(long[] nanos) {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return new Spread(
                    sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
        }

        private static double at(long[] sorted, double share) {
            int rank = (int) Math.ceil(share * sorted.length);
            return sorted[Math.max(0, rank - 1)] / 1e6;
        }
    }

    private static final byte[] EVENT_ID = "\"eventId\":\"probe-".getBytes(StandardCharsets.UTF_8);
    private static final byte[] POPULATION =
            "\"cause\":\"POPULATION\"".getBytes(StandardCharsets.UTF_8);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String events;
    private final int customers;
    private final Map<Integer, Long> arrivals = new ConcurrentHashMap<>();
    private final LongAdder walked = new LongAdder();
    private final SplittableRandom random = new SplittableRandom(7);
    private final Thread reader;
    private volatile boolean closing;
    private int sent;

    ScoreLatency(Map<String, Object> kafka, String events, String scores, int customers) {
        this.events = events;
        this.customers = customers;
        this.producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        this.consumer =
                new KafkaConsumer<>(
                        kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partitions =
                consumer.partitionsFor(scores).stream()
                        .map(p -> new org.apache.kafka.common.TopicPartition(scores, p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        this.reader = new Thread(this::read, "scores");
        reader.start();
    }

    /** Sends so many events a second for so many seconds; the times of all of them. */
    Spread measure(int perSecond, int seconds) throws InterruptedException {
        int first = sent;
        int count = perSecond * seconds;
        long[] due = new long[count];
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            due[i] = start + i * 1_000_000_000L / perSecond;
            long wait = due[i] - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            send(sent++);
        }
        producer.flush();
        long[] nanos = new long[count];
        long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        for (int i = 0; i < count; i++) {
            while (!arrivals.containsKey(first + i)) {
                if (System.nanoTime() > patience) {
                    throw new IllegalStateException("probe " + (first + i) + " was not scored");
                }
                Thread.sleep(5);
            }
            nanos[i] = arrivals.remove(first + i) - due[i];
        }
        return Spread.of(nanos);
    }

    /** Scorecards that new cut points have made, since the beginning. */
    long walked() {
        return walked.sum();
    }

    private void send(int number) {
        String id = PopulationStep.customerId(random.nextInt(customers));
        String event = PopulationStep.purchase("probe-" + number, id, Instant.now(), 20);
        producer.send(
                new ProducerRecord<>(
                        events,
                        id.getBytes(StandardCharsets.UTF_8),
                        event.getBytes(StandardCharsets.UTF_8)));
    }

    private void read() {
        while (!closing) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                take(record.value(), System.nanoTime());
            }
        }
        consumer.close();
    }

    private void take(byte[] scorecard, long now) {
        if (scorecard == null) {
            return;
        }
        int at = indexOf(scorecard, EVENT_ID);
        if (at >= 0) {
            int number = 0;
            for (int i = at + EVENT_ID.length; scorecard[i] != '"'; i++) {
                number = 10 * number + scorecard[i] - '0';
            }
            arrivals.putIfAbsent(number, now);
        } else if (indexOf(scorecard, POPULATION) >= 0) {
            walked.increment();
        }
    }

    /** Near the beginning of a message. */
    private static int indexOf(byte[] in, byte[] wanted) {
        int last = Math.min(in.length - wanted.length, 400);
        for (int i = 0; i <= last; i++) {
            if (Arrays.mismatch(in, i, i + wanted.length, wanted, 0, wanted.length) < 0) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        reader.join();
        producer.close();
    }
}
