package dev.tidemark.app;

import dev.tidemark.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * How a topic is made: partitions and policy.
 *
 * @param topic name
 * @param partitions number of partitions
 * @param replication copies of each partition; -1 for the broker's default
 * @param settings topic settings that differ from the broker's defaults, or must not depend on them
 */
record TopicPlan(String topic, int partitions, short replication, Map<String, String> settings) {
    /** All topics of this version's data flow. */
    static List<TopicPlan> all(Topics topics, int partitions, short replication) {
        return List.of(
                new TopicPlan(topics.events(), partitions, replication, kept(Duration.ofDays(7))),
                new TopicPlan(topics.scores(), partitions, replication, latest()),
                new TopicPlan(
                        topics.transitions(), partitions, replication, kept(Duration.ofDays(7))),
                // What is on its way between two customers is read within seconds; the rest of the
                // time is for a job that is down.
                new TopicPlan(topics.relays(), partitions, replication, kept(Duration.ofDays(7))),
                // Receipts are proof that is asked for later; they are few and name nobody.
                new TopicPlan(topics.erasures(), 1, replication, kept(Duration.ofDays(400))),
                // A version in a week or so, each under a key of its own: none is ever replaced.
                new TopicPlan(topics.population(), 1, replication, latest()),
                // A few hundred values in all: one partition keeps them in one order.
                new TopicPlan(topics.kpis(), 1, replication, latest()),
                new TopicPlan(topics.rejections(), partitions, replication, rejected()));
    }

    private static Map<String, String> kept(Duration retention) {
        return Map.of("cleanup.policy", "delete", "retention.ms", millis(retention));
    }

    /** The last value of each key, for good. */
    private static Map<String, String> latest() {
        return Map.of(
                "cleanup.policy", "compact",
                // A follower that lost its connection for less than an hour misses no step.
                "min.compaction.lag.ms", millis(Duration.ofHours(1)),
                // A replaced or erased value is gone from disk within a day and not only when
                // half of the log happens to be stale; a new follower has less to read, too.
                "max.compaction.lag.ms", millis(Duration.ofDays(1)),
                // A follower that was down for a week still learns that a customer was erased;
                // after a longer stop it must start from nothing.
                "delete.retention.ms", millis(Duration.ofDays(7)));
    }

    /** Long enough to look at after a weekend; raw input may hold what should not be kept. */
    private static Map<String, String> rejected() {
        Map<String, String> settings = new TreeMap<>(kept(Duration.ofDays(3)));
        // A rejection holds its input whole and says why: it can be larger than any event.
        settings.put("max.message.bytes", "2097152");
        return settings;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    NewTopic request() {
        return new NewTopic(topic, partitions, replication).configs(settings);
    }

    /** What differs between this plan and a topic that exists, in words. */
    List<String> differences(TopicDescription found, Config config) {
        List<String> differences = new ArrayList<>();
        compare(differences, "partitions", found.partitions().size(), partitions);
        if (replication > 0 && !found.partitions().isEmpty()) {
            int copies = found.partitions().get(0).replicas().size();
            compare(differences, "replication", copies, replication);
        }
        for (Map.Entry<String, String> wanted : new TreeMap<>(settings).entrySet()) {
            ConfigEntry entry = config.get(wanted.getKey());
            String value = entry == null ? "unknown" : entry.value();
            compare(differences, wanted.getKey(), value, wanted.getValue());
        }
        return differences;
    }

    private static void compare(List<String> into, String name, Object found, Object wanted) {
        if (!String.valueOf(found).equals(String.valueOf(wanted))) {
            into.add(name + " is " + found + ", wanted " + wanted);
        }
    }
}
