package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.wire.ErasureJson;
import dev.tidemark.wire.ErasureNotice;
import dev.tidemark.wire.KeyedHash;
import dev.tidemark.wire.Pseudonyms;
import dev.tidemark.wire.Seal;
import dev.tidemark.wire.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running job, whose customers have pseudonyms: where it writes, nobody finds an id. */
class PseudonymousJobTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Topics TOPICS = new Topics("tidemark");
    private static final String SECRET = "0123456789abcdef-0123456789abcdef";
    private static final byte[] KEY = SECRET.getBytes(StandardCharsets.UTF_8);
    private static final KeyedHash PSEUDONYM = KeyedHash.of(KEY, Pseudonyms.LABEL);
    private static final List<String> IDS = List.of("ann@x.cz", "anna-7", "bob-9");
    private static final List<String> PAGES =
            List.of(
                    "/config",
                    "/overview",
                    "/jobmanager/config",
                    "/jobmanager/environment",
                    "/taskmanagers",
                    "/jobs/overview");
    private static final List<String> PAGES_OF_JOB =
            List.of("", "/config", "/plan", "/exceptions", "/checkpoints/config");

    @TempDir private Path directory;

    private EmbeddedBroker broker;
    private TopicContents contents;
    private int web;

    @BeforeEach
    void aBrokerWithTopics() {
        broker = EmbeddedBroker.start(0);
        contents = new TopicContents(broker.bootstrapServers());
        web = Ports.free();
    }

    @AfterEach
    void theBrokerEnds() {
        broker.close();
    }

    private Settings settings() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("kafka.bootstrap.servers", broker.bootstrapServers());
        texts.put(Options.CHECKPOINT_INTERVAL.key(), "300ms");
        texts.put(Options.CHECKPOINT_DIRECTORY.key(), directory.resolve("state").toString());
        texts.put(Options.MAX_DISORDER.key(), "1s");
        texts.put(Options.WEB_PORT.key(), String.valueOf(web));
        texts.put(Options.MANAGED_MEGABYTES.key(), "128");
        texts.put("privacy.secret-file", secret.toString());
        texts.put("privacy.pseudonyms", "true");
        texts.put("privacy.rejected-bytes", "encrypt");
        return Settings.of(texts);
    }

    private static String event(String id, String who, String type, Instant at, String rest) {
        return ("{'eventId':'%s','customerId':'%s','type':'%s','occurredAt':'%s',%s}")
                .formatted(id, who, type, at, rest)
                .replace('\'', '"');
    }

    private void send(Settings settings) {
        Instant now = Instant.now();
        Instant soon = now.plusSeconds(86_400L * 3);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        settings.kafka(), new StringSerializer(), new StringSerializer())) {
            String order = "'orderId':'of %s','amount':20";
            for (String id : IDS) {
                send(producer, id, event("1", id, "purchase", now, order.formatted(id)));
                send(producer, id, event("by " + id, id, "view", now, "'channel':'" + id + "'"));
                send(producer, id, event("soon", id, "view", soon, "'channel':'" + id + "'"));
                send(producer, id, event("broken", id, id, now, "'channel':'" + id + "'"));
            }
            send(producer, "ann@x.cz", event("m", "ann@x.cz", "merge", now, "'into':'anna-7'"));
            send(producer, "bob-9", event("gone", "bob-9", "erase", now, "'channel':'web'"));
            send(producer, "bob-9", "x".repeat(1_040_000) + "bob-9");
        }
    }

    private static void send(KafkaProducer<String, String> producer, String key, String value) {
        producer.send(new ProducerRecord<>(TOPICS.events(), key, value));
    }

    @Test
    void noTopicButThatOfTheEventsNoPageAndNoLogHoldsAnIdOrTheSecret() throws Exception {
        Settings settings = settings();
        TopicCreation.ensure(settings.kafka(), TOPICS, 2, (short) 1);
        Path scratch = Files.createTempDirectory(directory, "scratch");
        try (WholeLog log = new WholeLog()) {
            try (LiveJob job =
                    LiveJob.start(settings, RestorePoint.first(), new WallClock(), 2, scratch)) {
                send(settings);
                await("the rejections", TOPICS.rejections(), 2 * IDS.size() + 1);
                await("the receipt", TOPICS.erasures(), 1);
                TestCluster.await("the merge", this::annIsAnna);
                assertTrue(job.isRunning());
                assertHidden("a page of Flink", pages());
            }
            assertTrue(log.lines().size() > 100, log.lines().size() + " lines in the log");
            assertHidden("the log", log.lines());
        }
        assertTopics(settings);
        assertReceipt();
        assertRejections();
    }

    private void await(String what, String topic, int records) {
        TestCluster.await(what, () -> contents.committed(topic).size() >= records);
    }

    /** The two are one customer when the one who stays has the orders of both. */
    private boolean annIsAnna() {
        String anna = PSEUDONYM.of("anna-7");
        return contents.committed(TOPICS.scores()).stream()
                .filter(record -> TopicContents.text(record.key()).equals(anna))
                .anyMatch(record -> latin(record.value()).contains("\"orders\":2"));
    }

    private List<String> pages() throws Exception {
        List<String> pages = new ArrayList<>();
        for (String page : PAGES) {
            pages.add(get(page));
        }
        JsonNode jobs = JSON.readTree(pages.get(pages.size() - 1)).get("jobs");
        String job = "/jobs/" + jobs.get(0).get("jid").textValue();
        for (String page : PAGES_OF_JOB) {
            pages.add(get(job + page));
        }
        return pages;
    }

    private String get(String page) throws Exception {
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://localhost:" + web + page))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertEquals(200, response.statusCode(), page);
        return response.body();
    }

    private void assertTopics(Settings settings) throws Exception {
        Set<String> topics;
        try (Admin admin = Admin.create(settings.kafka())) {
            topics = admin.listTopics().names().get();
        }
        assertTrue(topics.size() >= 7, "topics: " + topics);
        for (String topic : topics) {
            List<String> records =
                    contents.committed(topic).stream().map(PseudonymousJobTest::text).toList();
            if (topic.equals(TOPICS.events())) {
                assertTrue(records.stream().anyMatch(r -> r.contains("bob-9")), "can be found");
            } else {
                assertHidden(topic, records);
            }
        }
        for (String id : List.of("anna-7", "bob-9")) {
            String pseudonym = PSEUDONYM.of(id);
            assertTrue(contents.byKey(TOPICS.transitions()).containsKey(pseudonym), id);
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder();
        text.append(latin(record.key())).append(' ').append(latin(record.value()));
        for (Header header : record.headers()) {
            text.append(' ').append(header.key()).append('=').append(latin(header.value()));
        }
        return text.toString();
    }

    private static String latin(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void assertHidden(String where, List<String> texts) {
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(KEY);
        for (String text : texts) {
            String searched = text.toLowerCase(Locale.ROOT);
            IDS.forEach(id -> assertFalse(searched.contains(id), where + " holds " + id));
            assertFalse(text.contains(SECRET), where + " holds the secret");
            assertFalse(text.contains(base64), where + " holds the secret as Base64");
        }
    }

    private void assertReceipt() {
        ConsumerRecord<byte[], byte[]> record = contents.committed(TOPICS.erasures()).get(0);
        ErasureNotice notice = ErasureJson.read(record.value());
        String hash = KeyedHash.of(KEY, ErasureNotice.HASH_LABEL).of(PSEUDONYM.of("bob-9"));
        assertEquals(hash, notice.customerHash());
        assertEquals(hash, TopicContents.text(record.key()));
        assertEquals("gone", notice.eventId());
        assertTrue(notice.wasKnown());
    }

    private void assertRejections() {
        List<String> opened = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : contents.committed(TOPICS.rejections())) {
            byte[] raw = Seal.of(KEY).open(record.value()).orElseThrow();
            String key = TopicContents.text(record.key());
            String text = TopicContents.text(raw);
            opened.add(text);
            assertTrue(IDS.stream().map(PSEUDONYM::of).anyMatch(key::equals), "its key is " + key);
        }
        assertEquals(2 * IDS.size() + 1, opened.size());
        assertTrue(opened.stream().anyMatch(text -> text.contains("\"soon\"")), "of the future");
        assertTrue(opened.stream().anyMatch(text -> text.length() == Seal.MAX_RAW_BYTES), "long");
    }
}
