package dev.tidemark.app;

import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.demo.ShopFront;
import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.wire.Topics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/**
 * A made-up shop whose past is sent to Kafka at a steady rate, and whose present as it happens.
 *
 * <p>The past comes without a pause. So no partition is ever found empty on the way, and the job's
 * clock, which moves over empty partitions only, does not run ahead of it.
 */
final class LiveShop implements AutoCloseable {
    private final ShopFront front;
    private final String topic;

    private LiveShop(ShopFront front, String topic) {
        this.front = front;
        this.topic = topic;
    }

    /**
     * Begins to send.
     *
     * @param recordsPerSecond at most, over 0
     * @param nowMillis wall time, epoch milliseconds
     * @throws PlainFailure in one line, if Kafka does not answer or has no topic of events
     */
    static LiveShop open(
            Settings settings, ShopConfig config, int recordsPerSecond, long nowMillis) {
        String topic = new Topics(settings.get(Options.TOPIC_PREFIX)).events();
        // Asked first: a producer would wait for a broker, or a topic, and say nothing.
        TopicCreation.partitions(settings.kafka(), topic);
        ShopRecords records = new ShopRecords(settings.eventLimits());
        Pace pace = new Pace(nowMillis, recordsPerSecond);
        ShopFront front =
                ShopFront.open(
                        new Shop(config), records::bytes, pace::next, settings.kafka(), topic);
        return new LiveShop(front, topic);
    }

    String topic() {
        return topic;
    }

    /**
     * Waits until somebody says so, or there is nothing more to send.
     *
     * @param stop at 0 if it is to end
     * @return whether there is nothing more to send
     * @throws PlainFailure in one line, if Kafka refuses the events
     */
    boolean await(CountDownLatch stop) throws InterruptedException {
        CompletableFuture<Void> ended = front.ended().toCompletableFuture();
        ended.whenComplete((nothing, failure) -> stop.countDown());
        stop.await();
        if (!ended.isDone()) {
            return false;
        }
        try {
            ended.join();
            return true;
        } catch (CompletionException e) {
            throw new PlainFailure(
                    "Kafka refuses the events for %s: %s".formatted(topic, TopicCreation.reason(e)),
                    e);
        }
    }

    /** Records that Kafka has taken so far. */
    long sent() {
        return front.sent();
    }

    @Override
    public void close() {
        front.close();
    }

    /** Nothing is sent before its time, and no more than so many a second. For one thread. */
    static final class Pace {
        private final long startMillis;
        private final double perSecond;
        private long count;

        Pace(long startMillis, int perSecond) {
            this.startMillis = startMillis;
            this.perSecond = perSecond;
        }

        /**
         * When to send the next record.
         *
         * @param deliveredAt when it is delivered, epoch milliseconds
         * @return epoch milliseconds
         */
        long next(long deliveredAt) {
            long turn = startMillis + Math.round(count * 1000 / perSecond);
            count++;
            return Math.max(deliveredAt, turn);
        }
    }
}
