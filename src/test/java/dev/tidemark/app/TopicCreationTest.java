package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicCreationTest {
    private static final short ONE_COPY = 1;

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
    void whatIsMissingIsCreatedAndASecondRunSaysExists() throws Exception {
        Topics topics = new Topics("first");
        List<String> names =
                List.of(
                        "first.events.v1",
                        "first.scores.v1",
                        "first.transitions.v1",
                        "first.relays.v1",
                        "first.erasures.v1",
                        "first.population.v1",
                        "first.kpis.v1",
                        "first.rejections.v1");
        List<TopicReport> created =
                names.stream().<TopicReport>map(TopicReport.Created::new).toList();
        List<TopicReport> exists =
                names.stream().<TopicReport>map(TopicReport.Exists::new).toList();

        assertEquals(created, TopicCreation.ensure(reach(broker), topics, 4, ONE_COPY));
        assertEquals(exists, TopicCreation.ensure(reach(broker), topics, 4, ONE_COPY));
        try (Admin admin = Admin.create(reach(broker))) {
            Set<String> all = admin.listTopics().names().get();
            assertEquals(names.size(), all.stream().filter(t -> t.startsWith("first.")).count());
        }
    }

    /** As {@code tidemark topics --create && tidemark job} does. */
    @Test
    void whatWasMadeIsFoundAtOnce() {
        for (int shop = 0; shop < 20; shop++) {
            Topics topics = new Topics("atonce" + shop);
            TopicCreation.ensure(reach(broker), topics, 1, ONE_COPY);
            List<TopicReport> seen = TopicCreation.look(reach(broker), topics, 1, ONE_COPY);
            assertTrue(
                    seen.stream().allMatch(TopicReport.Exists.class::isInstance), seen::toString);
        }
    }

    @Test
    void eachTopicHasItsPolicy() throws Exception {
        TopicCreation.ensure(reach(broker), new Topics("policy"), 3, ONE_COPY);
        String week = String.valueOf(Duration.ofDays(7).toMillis());
        String threeDays = String.valueOf(Duration.ofDays(3).toMillis());
        assertEquals("delete " + week + " 3", describe("policy.events.v1"));
        assertEquals("delete " + week + " 3", describe("policy.transitions.v1"));
        assertEquals("delete " + week + " 3", describe("policy.relays.v1"));
        String thirteenMonths = String.valueOf(Duration.ofDays(400).toMillis());
        assertEquals("delete " + thirteenMonths + " 1", describe("policy.erasures.v1"));
        assertEquals("delete " + threeDays + " 3", describe("policy.rejections.v1"));
        assertEquals("compact " + week + " 3", describe("policy.scores.v1"));
        assertEquals("compact " + week + " 1", describe("policy.population.v1"));
        assertEquals("compact " + week + " 1", describe("policy.kpis.v1"));
        Config scores = settings("policy.scores.v1");
        assertEquals("86400000", scores.get("max.compaction.lag.ms").value());
        assertEquals("604800000", scores.get("delete.retention.ms").value());
    }

    @Test
    void aTopicThatExistsOtherwiseIsReportedAndLeftAlone() throws Exception {
        try (Admin admin = Admin.create(reach(broker))) {
            NewTopic scores =
                    new NewTopic("other.scores.v1", 2, ONE_COPY)
                            .configs(Map.of("cleanup.policy", "delete"));
            admin.createTopics(List.of(scores)).all().get();
        }
        List<TopicReport> reports =
                TopicCreation.ensure(reach(broker), new Topics("other"), 4, ONE_COPY);
        String line = reports.get(1).toString();
        assertTrue(
                line.startsWith(
                        "other.scores.v1: exists with other settings: partitions is 2, wanted 4;"
                                + " cleanup.policy is delete, wanted compact"),
                line);
        assertEquals("other.events.v1: created", reports.get(0).toString());
        assertEquals("delete", settings("other.scores.v1").get("cleanup.policy").value());
    }

    @Test
    void anUnreachableBrokerIsSaidInOneLineWithinSeconds() {
        Properties nowhere = new Properties();
        nowhere.setProperty("bootstrap.servers", "127.0.0.1:" + Ports.free());
        long start = System.nanoTime();
        BrokerUnreachableException failure =
                assertThrows(
                        BrokerUnreachableException.class,
                        () -> TopicCreation.connect(nowhere, Duration.ofSeconds(2)));
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertTrue(seconds < 5, "took " + seconds + " s");
        String line = failure.getMessage();
        assertTrue(
                line.startsWith(
                        "no Kafka broker answers at " + nowhere.getProperty("bootstrap.servers")),
                line);
        assertFalse(line.contains("\n"), line);
    }

    private static Properties reach(EmbeddedBroker broker) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", broker.bootstrapServers());
        return properties;
    }

    /** Policy, how long what is deleted or deletions stay, and the number of partitions. */
    private static String describe(String topic) throws Exception {
        try (Admin admin = Admin.create(reach(broker))) {
            int partitions =
                    admin.describeTopics(List.of(topic))
                            .topicNameValues()
                            .get(topic)
                            .get()
                            .partitions()
                            .size();
            Config config = settings(topic);
            String policy = config.get("cleanup.policy").value();
            String span = policy.equals("compact") ? "delete.retention.ms" : "retention.ms";
            return policy + " " + config.get(span).value() + " " + partitions;
        }
    }

    private static Config settings(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(reach(broker))) {
            return admin.describeConfigs(List.of(resource)).values().get(resource).get();
        }
    }
}
