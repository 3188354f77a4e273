package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.app.broker.Certificates;
import dev.tidemark.app.broker.SecuredBroker;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.ServeOptions;
import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.serving.KpiLine;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.wire.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is behind {@code kafka.} reaches every client: the source, the sinks and their
 * transactions, the questions of the backlog, the follower of the KPIs, and the start's own.
 */
class SecuredKafkaTest {
    private static final Topics TOPICS = new Topics("tidemark");
    private static final long PATIENCE_SECONDS = 60;
    private static final String SCRAM =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\""
                    + " password=\"%s\";";

    @TempDir private static Path shared;

    private static SecuredBroker broker;
    private static Certificates certificates;
    private static List<AclBinding> permissions;

    @TempDir private Path directory;

    @BeforeAll
    static void aBrokerThatAllowsWhatTheDocumentsSay() throws Exception {
        certificates = Certificates.make(shared);
        permissions = Permissions.documented();
        Map<String, String> passwords = new LinkedHashMap<>();
        for (AclBinding permission : permissions) {
            String user = permission.entry().principal().replace("User:", "");
            passwords.put(user, passwordOf(user));
        }
        passwords.put("nobody", passwordOf("nobody"));
        broker = SecuredBroker.start(shared.resolve("logs"), passwords, certificates);
        try (Admin admin = Admin.create(broker.inside())) {
            admin.createAcls(permissions).all().get();
        }
    }

    @AfterAll
    static void theBrokerEnds() {
        broker.close();
    }

    private static String passwordOf(String user) {
        return "the password of " + user;
    }

    private static Map<String, String> by(String user) {
        Map<String, String> client = new LinkedHashMap<>();
        client.put("bootstrap.servers", broker.scramAddress());
        client.put("security.protocol", "SASL_PLAINTEXT");
        client.put("sasl.mechanism", "SCRAM-SHA-512");
        client.put("sasl.jaas.config", SCRAM.formatted(user, passwordOf(user)));
        return client;
    }

    private static Properties properties(Map<String, String> client) {
        Properties properties = new Properties();
        properties.putAll(client);
        return properties;
    }

    private static Map<String, String> byCertificate(Map<String, String> trust) {
        Map<String, String> client = new LinkedHashMap<>(trust);
        client.put("bootstrap.servers", broker.tlsAddress());
        return client;
    }

    /** The password is in a file of its own, and nowhere else. */
    private Map<String, String> byFile(String user) throws IOException {
        Path file = directory.resolve("kafka.properties");
        Files.writeString(file, "password=" + passwordOf(user) + "\n");
        Map<String, String> client = by(user);
        client.put("config.providers", "file");
        client.put(
                "config.providers.file.class",
                "org.apache.kafka.common.config.provider.FileConfigProvider");
        client.put("config.providers.file.param.allowed.paths", directory.toString());
        client.put("sasl.jaas.config", SCRAM.formatted(user, "${file:" + file + ":password}"));
        return client;
    }

    private Settings settings(Map<String, String> client, String prefix) {
        Map<String, String> texts = new LinkedHashMap<>();
        client.forEach((key, value) -> texts.put("kafka." + key, value));
        texts.put(Options.TOPIC_PREFIX.key(), prefix);
        texts.put(Options.JOB_NAME.key(), prefix);
        texts.put(Options.CHECKPOINT_INTERVAL.key(), "300ms");
        texts.put(Options.CHECKPOINT_DIRECTORY.key(), directory.resolve("state").toString());
        texts.put(Options.MAX_DISORDER.key(), "1s");
        texts.put(Options.WEB_PORT.key(), String.valueOf(Ports.free()));
        texts.put(Options.METRICS_PORT.key(), "0");
        texts.put(ServeOptions.PORT.key(), "0");
        texts.put(Options.MANAGED_MEGABYTES.key(), "128");
        return Settings.of(texts);
    }

    @Test
    void byScramNobodyNeedsMoreThanTheDocumentedPermissions() throws Exception {
        Settings job = settings(byFile("job"), "tidemark");
        assertFalse(job.kafka().toString().contains(passwordOf("job")), "a password in the open");
        TopicCreation.ensure(properties(by("setup")), TOPICS, 2, (short) 1);
        List<TopicReport> seen = TopicCreation.look(job.kafka(), TOPICS, 2, (short) 1);
        assertTrue(seen.stream().allMatch(TopicReport.Exists.class::isInstance), seen::toString);
        scoresAndNoticesSilence(
                job, TOPICS, properties(by("upstream")), properties(by("serve")), reader());
    }

    /** A consumer outside, in a group of its own. */
    private static Properties reader() {
        Properties reader = properties(by("reader"));
        reader.setProperty("group.id", "campaigns");
        return reader;
    }

    @Test
    void byCertificateEverythingGoesThroughToo() throws Exception {
        Map<String, String> client = byCertificate(certificates.ofClient());
        Topics topics = new Topics("certified");
        TopicCreation.ensure(properties(client), topics, 2, (short) 1);
        Properties reader = properties(client);
        reader.setProperty("group.id", "campaigns");
        scoresAndNoticesSilence(
                settings(client, "certified"),
                topics,
                properties(client),
                properties(client),
                reader);
    }

    /** Silence is noticed only after the broker has said that nothing is left to read. */
    private void scoresAndNoticesSilence(
            Settings job, Topics topics, Properties upstream, Properties serve, Properties reader)
            throws Exception {
        List<String> scores = new ArrayList<>();
        Path scratch = Files.createTempDirectory(directory, "scratch");
        Properties outside = (Properties) reader.clone();
        outside.setProperty("isolation.level", "read_committed");
        outside.setProperty("auto.offset.reset", "earliest");
        KpiLine scored = new KpiLine(Kpi.EVENTS_SCORED, List.of());
        Settings serving = settings(texts(serve), topics.prefix());
        try (KpiPage page = KpiPage.open(serving, topics);
                Serving lookups =
                        Serving.open(
                                serving,
                                topics,
                                new WallClock(),
                                () -> Scratch.temporary("tidemark-test-"));
                KafkaConsumer<String, String> consumer =
                        new KafkaConsumer<>(
                                outside, new StringDeserializer(), new StringDeserializer());
                LiveJob running =
                        LiveJob.start(job, RestorePoint.first(), new WallClock(), 2, scratch)) {
            consumer.subscribe(List.of(topics.scores()));
            order(upstream, topics);
            await(
                    "silence up to today",
                    () -> {
                        assertTrue(running.isRunning(), "the job has ended");
                        consumer.poll(Duration.ofMillis(50))
                                .forEach(record -> scores.add(record.value()));
                        return !scores.isEmpty() && recencyDays(scores) >= 170;
                    });
            await("ann, served", () -> lookups.caughtUp() && lookups.customers() == 1);
            await("the books", () -> page.board().state().totals().getOrDefault(scored, 0L) == 1);
            await(
                    "offsets of the group",
                    () -> GroupOffsets.exist(job.kafka(), topics.prefix(), topics.events()));
        }
    }

    private static Map<String, String> texts(Properties properties) {
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, properties::getProperty));
    }

    private static int recencyDays(List<String> scores) {
        try {
            String last = scores.get(scores.size() - 1);
            return new ObjectMapper().readTree(last).at("/rfm/recencyDays").intValue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void order(Properties upstream, Topics topics) {
        String order =
                """
                {"eventId":"1","customerId":"ann","type":"purchase","occurredAt":"%s",\
                "amount":19.90}"""
                        .formatted(Instant.now().minus(Duration.ofDays(200)));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(upstream, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topics.events(), "ann", order));
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "waited in vain for " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void aWrongPasswordIsToldInOneLineThatDoesNotShowIt() {
        Map<String, String> client = by("job");
        client.put("sasl.jaas.config", SCRAM.formatted("job", "a guess"));
        String said = refusal(client, "job");
        assertTrue(
                said.startsWith(
                        "tidemark: Kafka at " + broker.scramAddress() + " refuses the login: "),
                said);
        assertFalse(said.contains("guess"), said);
    }

    @Test
    void aBrokerWhoseAuthorityIsUnknownIsToldInOneLine() {
        String said = refusal(byCertificate(certificates.ofStranger()), "topics");
        assertTrue(
                said.startsWith(
                        "tidemark: no secure connection to Kafka at " + broker.tlsAddress() + ": "),
                said);
    }

    @Test
    void aSecretThatIsNotThereIsToldInOneLine() throws IOException {
        Map<String, String> client = byFile("job");
        Files.delete(directory.resolve("kafka.properties"));
        String said = refusal(client, "job");
        assertTrue(said.startsWith("tidemark: no Kafka client can be made for "), said);
        assertTrue(said.contains("kafka.properties"), said);
    }

    @Test
    void whoMayNotWriteEventsIsToldSoAndDoesNotSendInVain() throws Exception {
        TopicCreation.ensure(properties(by("setup")), TOPICS, 2, (short) 1);
        long now = System.currentTimeMillis();
        ShopConfig shop =
                ShopConfig.defaults(1, 200).withStartAt(now - Duration.ofDays(365).toMillis());
        try (LiveShop refused = LiveShop.open(settings(by("job"), "tidemark"), shop, 1000, now)) {
            PlainFailure failure =
                    assertThrows(PlainFailure.class, () -> refused.await(new CountDownLatch(1)));
            assertEquals(
                    "Kafka refuses the events for tidemark.events.v1:"
                            + " Not authorized to access topics: [tidemark.events.v1]",
                    failure.getMessage());
            assertEquals(0, refused.sent());
        }
    }

    @Test
    void whoMayNotSeeTheTopicsIsToldWhichAreMissing() {
        String said = refusal(by("nobody"), "job");
        assertTrue(said.startsWith("tidemark: topics are missing: tidemark.events.v1"), said);
    }

    /** What a command says, in one line, before it gives up. */
    private static String refusal(Map<String, String> client, String verb) {
        List<String> words = new ArrayList<>(List.of(verb));
        client.forEach(
                (key, value) -> words.addAll(List.of("--set", "kafka." + key + "=" + value)));
        words.addAll(List.of("--set", "web.port=0", "--set", "metrics.port=0"));
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = Tidemark.run(words.toArray(String[]::new));
        } finally {
            System.setErr(before);
        }
        String text = said.toString(StandardCharsets.UTF_8);
        assertTrue(code == 1 || code == 2, text);
        assertEquals(1, text.lines().count(), text);
        return text;
    }
}
