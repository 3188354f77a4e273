package dev.tidemark.serving;

import dev.tidemark.model.EventClock;
import dev.tidemark.wire.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/**
 * Reads scorecards and transitions, for ever, into a {@link ScoreStore}, from where it stopped.
 *
 * <p>It reads from the beginning anew, and says why in one line of the log, if the store is of
 * other topics, if its place in them is gone, or if it was away for so long that erasures may have
 * been missed.
 */
public final class ScoreFollower implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final TopicFollower follower;

    private ScoreFollower(TopicFollower follower) {
        this.follower = follower;
    }

    /**
     * Starts to follow, on a daemon thread of its own.
     *
     * @param kafka how to reach Kafka, as for any client
     * @param store is kept up to date; must not be closed before this is
     * @param clock the wall clock
     * @param visibleMillis is told, by that thread, how long each scorecard took from its record to
     *     the store, once all had been read
     */
    public static ScoreFollower start(
            Properties kafka,
            Topics topics,
            ScoreStore store,
            EventClock clock,
            LongConsumer visibleMillis) {
        List<String> names = List.of(topics.scores(), topics.transitions());
        ScoreReader reader =
                new ScoreReader(
                        store, topics.scores(), () -> origin(kafka, names), clock, visibleMillis);
        TopicFollower follower =
                new TopicFollower(
                        kafka,
                        "Scorecards in %s and transitions in %s"
                                .formatted(topics.scores(), topics.transitions()),
                        names,
                        TopicFollower.End.A_POLL_AGO,
                        reader);
        follower.start();
        return new ScoreFollower(follower);
    }

    private static StoreOrigin origin(Properties kafka, List<String> topics) {
        Properties properties = (Properties) kafka.clone();
        String millis = String.valueOf(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        properties.setProperty("default.api.timeout.ms", millis);
        properties.setProperty("request.timeout.ms", millis);
        properties.setProperty("enable.metrics.push", "false");
        try (Admin admin = Admin.create(properties)) {
            String cluster =
                    admin.describeCluster().clusterId().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Map<String, String> ids = new HashMap<>();
            for (TopicDescription topic :
                    admin.describeTopics(topics)
                            .allTopicNames()
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .values()) {
                ids.put(topic.name(), topic.topicId().toString());
            }
            return new StoreOrigin(cluster, ids);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the topics could not be asked for", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the topics were asked for", e);
        }
    }

    /** How far each topic has been read. */
    public List<TopicProgress> progress() {
        return follower.progress().topics();
    }

    /**
     * Stops following; returns within a second or so, broker or not. A second call does nothing.
     */
    @Override
    public void close() {
        follower.close();
    }
}
