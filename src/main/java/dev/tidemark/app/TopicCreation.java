package dev.tidemark.app;

import dev.tidemark.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics that are missing, and never touches one that exists. */
public final class TopicCreation {
    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private TopicCreation() {}

    /**
     * Sees to it that every topic exists, and that the broker which was asked knows it.
     *
     * @param kafkaProperties how to reach Kafka, as for any client
     * @param topics their names
     * @param partitions partitions of the topics that are keyed by customer, at least 1
     * @param replication copies of each partition; -1 for the broker's default
     * @return what was found or done, a report for each topic
     * @throws BrokerUnreachableException when no broker answers within 10 s
     * @throws TopicCreationException when the broker refuses
     */
    public static List<TopicReport> ensure(
            Properties kafkaProperties, Topics topics, int partitions, short replication) {
        try (Admin admin = connect(kafkaProperties, PATIENCE)) {
            Set<String> present = answer(admin.listTopics().names(), "list topics");
            List<TopicReport> reports = new ArrayList<>();
            for (TopicPlan plan : TopicPlan.all(topics, partitions, replication)) {
                boolean created = !present.contains(plan.topic()) && create(admin, plan);
                reports.add(created ? new TopicReport.Created(plan.topic()) : look(admin, plan));
            }
            awaitCreated(admin, reports);
            return reports;
        }
    }

    /**
     * Looks at every topic, and makes none.
     *
     * @throws BrokerUnreachableException when no broker answers within 10 s
     */
    public static List<TopicReport> look(
            Properties kafkaProperties, Topics topics, int partitions, short replication) {
        try (Admin admin = connect(kafkaProperties, PATIENCE)) {
            Set<String> present = answer(admin.listTopics().names(), "list topics");
            List<TopicReport> reports = new ArrayList<>();
            for (TopicPlan plan : TopicPlan.all(topics, partitions, replication)) {
                reports.add(
                        present.contains(plan.topic())
                                ? look(admin, plan)
                                : new TopicReport.Missing(plan.topic()));
            }
            return reports;
        }
    }

    /**
     * How many partitions a topic has.
     *
     * @throws BrokerUnreachableException when no broker answers within 10 s
     * @throws TopicCreationException when there is no such topic
     */
    static int partitions(Properties kafkaProperties, String topic) {
        try (Admin admin = connect(kafkaProperties, PATIENCE)) {
            return describe(admin, topic).partitions().size();
        }
    }

    static Admin connect(Properties kafkaProperties, Duration patience) {
        Properties properties = (Properties) kafkaProperties.clone();
        String millis = String.valueOf(patience.toMillis());
        properties.setProperty("default.api.timeout.ms", millis);
        properties.setProperty("request.timeout.ms", millis);
        // Each attempt is a line in the log.
        properties.setProperty("reconnect.backoff.ms", "1000");
        properties.setProperty("reconnect.backoff.max.ms", "1000");
        String address = properties.getProperty("bootstrap.servers", "(no bootstrap.servers)");
        Admin admin = null;
        try {
            admin = Admin.create(properties);
            admin.describeCluster().clusterId().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return admin;
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
            throw new BrokerUnreachableException(
                    finding(admin, e).formatted(address) + ": " + reason(e), e);
        } catch (InterruptedException e) {
            admin.close(Duration.ZERO);
            throw interrupted("connect", e);
        }
    }

    /** A broker that does not let us in answers; to look for it in the network would be in vain. */
    private static String finding(Admin admin, Exception e) {
        if (admin == null) {
            return "no Kafka client can be made for %s";
        }
        if (e.getCause() instanceof SslAuthenticationException) {
            return "no secure connection to Kafka at %s";
        }
        return e.getCause() instanceof AuthenticationException
                ? "Kafka at %s refuses the login"
                : "no Kafka broker answers at %s";
    }

    /** The controller says that a topic is made before the brokers have heard of it. */
    private static void awaitCreated(Admin admin, List<TopicReport> reports) {
        try {
            for (TopicReport report : reports) {
                if (report instanceof TopicReport.Created created) {
                    describe(admin, created.topic());
                }
            }
        } catch (TopicCreationException notToBeSeenYet) {
            // They are made, which was all that was asked; whoever needs one will say so.
            LOG.info("made, and not to be seen yet: {}", notToBeSeenYet.getMessage());
        }
    }

    /** False when somebody else was faster. */
    private static boolean create(Admin admin, TopicPlan plan) {
        try {
            KafkaFuture<Void> made = admin.createTopics(List.of(plan.request())).all();
            answer(made, "create " + plan.topic());
            return true;
        } catch (TopicCreationException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static TopicReport look(Admin admin, TopicPlan plan) {
        String topic = plan.topic();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        TopicDescription description = describe(admin, topic);
        KafkaFuture<Config> config =
                admin.describeConfigs(List.of(resource)).values().get(resource);
        List<String> differences =
                plan.differences(description, answer(config, "read the settings of " + topic));
        return differences.isEmpty()
                ? new TopicReport.Exists(topic)
                : new TopicReport.ExistsWithOtherSettings(topic, differences);
    }

    /** A topic that was made a moment ago is in the list before every broker can describe it. */
    private static TopicDescription describe(Admin admin, String topic) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return answer(
                        admin.describeTopics(List.of(topic)).topicNameValues().get(topic),
                        "describe " + topic);
            } catch (TopicCreationException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                if (System.nanoTime() > until) {
                    throw new TopicCreationException(
                            "there is no topic %s; make it with: tidemark topics --create"
                                    .formatted(topic),
                            e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static <T> T answer(KafkaFuture<T> future, String question) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TopicCreationException("Kafka did not " + question + ": " + reason(e), cause);
        } catch (InterruptedException e) {
            throw interrupted(question, e);
        }
    }

    private static TopicCreationException interrupted(String question, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new TopicCreationException("interrupted while asking Kafka to " + question, e);
    }

    /** The innermost cause, in one line. */
    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof TimeoutException) {
            return "no answer within " + PATIENCE.toSeconds() + " s";
        }
        String said = root.getMessage();
        return said == null ? root.getClass().getSimpleName() : said.replaceAll("\\s+", " ");
    }
}
