package dev.tidemark.app.demo;

import dev.tidemark.sim.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the shop's deliveries to Kafka when they are due, as any upstream system would. */
public final class ShopFront implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShopFront.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Iterator<Delivery> shop;
    private final Function<Delivery, byte[]> bytes;
    private final LongUnaryOperator dueAt;
    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicBoolean lossTold = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean open = true;

    private ShopFront(
            Iterator<Delivery> shop,
            Function<Delivery, byte[]> bytes,
            LongUnaryOperator dueAt,
            String topic,
            Producer<byte[], byte[]> producer) {
        this.shop = shop;
        this.bytes = bytes;
        this.dueAt = dueAt;
        this.topic = topic;
        this.producer = producer;
        this.thread = new Thread(this::sell, "shop-front");
    }

    /**
     * Opens the shop.
     *
     * @param shop what is delivered, in order
     * @param bytes what a delivery looks like on the wire
     * @param dueAt wall time of a moment of the shop's clock, both in epoch milliseconds
     */
    public static ShopFront open(
            Iterator<Delivery> shop,
            Function<Delivery, byte[]> bytes,
            LongUnaryOperator dueAt,
            Properties kafka,
            String topic) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "shop-front");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
        ShopFront front = new ShopFront(shop, bytes, dueAt, topic, producer);
        front.thread.setDaemon(true);
        front.thread.start();
        return front;
    }

    /** Records that Kafka has taken so far. */
    public long sent() {
        return sent.get();
    }

    /**
     * When the shop has nothing more to send, or, with the reason, when Kafka refuses it: waiting
     * would not help then. In an outage the shop goes on, and what Kafka does not take is lost.
     */
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    private void sell() {
        try {
            while (open && !ended.isDone() && shop.hasNext()) {
                Delivery delivery = shop.next();
                waitUntil(dueAt.applyAsLong(delivery.deliveredAt()));
                byte[] key = delivery.key().getBytes(StandardCharsets.UTF_8);
                producer.send(
                        new ProducerRecord<>(topic, key, bytes.apply(delivery)),
                        (metadata, failure) -> took(failure));
            }
            producer.flush();
            ended.complete(null);
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            ended.completeExceptionally(e);
        }
    }

    /** Called by the producer's thread for each record. */
    private void took(Exception failure) {
        if (failure == null) {
            sent.incrementAndGet();
        } else if (!(failure instanceof RetriableException)) {
            ended.completeExceptionally(failure);
        } else if (open && lossTold.compareAndSet(false, true)) {
            LOG.warn("Kafka does not take events ({}); some are lost", failure.getMessage());
        }
    }

    private void waitUntil(long wallTime) throws InterruptedException {
        long wait = wallTime - System.currentTimeMillis();
        if (wait > 0) {
            TimeUnit.MILLISECONDS.sleep(wait);
        }
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(1));
    }
}
