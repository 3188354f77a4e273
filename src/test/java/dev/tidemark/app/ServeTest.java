package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.ServeOptions;
import dev.tidemark.app.config.Settings;
import dev.tidemark.http.AddressUnavailableException;
import dev.tidemark.http.PlainHttp;
import dev.tidemark.http.PlainHttp.Reply;
import dev.tidemark.serving.StoreUnavailableException;
import dev.tidemark.wire.KeyedHash;
import dev.tidemark.wire.Pseudonyms;
import dev.tidemark.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the running job says, asked for over HTTP. */
class ServeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Topics TOPICS = new Topics("tidemark");
    private static final String SECRET = "0123456789abcdef-0123456789abcdef";

    private static final String ANN = "ann-17";

    @TempDir private Path directory;

    private Settings settings(String bootstrapServers, String... more) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("kafka.bootstrap.servers", bootstrapServers);
        texts.put(Options.CHECKPOINT_INTERVAL.key(), "300ms");
        texts.put(Options.CHECKPOINT_DIRECTORY.key(), directory.resolve("state").toString());
        texts.put(Options.MAX_DISORDER.key(), "1s");
        texts.put(Options.WEB_PORT.key(), String.valueOf(Ports.free()));
        texts.put(Options.MANAGED_MEGABYTES.key(), "128");
        texts.put(ServeOptions.PORT.key(), "0");
        texts.put(ServeOptions.STORE_DIRECTORY.key(), directory.resolve("store").toString());
        for (int i = 0; i < more.length; i += 2) {
            texts.put(more[i], more[i + 1]);
        }
        return Settings.of(texts);
    }

    private LiveJob job(Settings settings) throws Exception {
        TopicCreation.ensure(settings.kafka(), TOPICS, 2, (short) 1);
        Path scratch = Files.createTempDirectory(directory, "scratch");
        return LiveJob.start(settings, RestorePoint.first(), new WallClock(), 2, scratch);
    }

    private static void send(Settings settings, String customer, String type, String rest) {
        String event =
                "{'eventId':'%s','customerId':'%s','type':'%s','occurredAt':'%s'%s}"
                        .formatted(type + customer, customer, type, Instant.now(), rest)
                        .replace('\'', '"');
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        settings.kafka(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPICS.events(), customer, event));
        }
    }

    private static Serving serve(Settings settings) {
        return Serving.open(
                settings, TOPICS, new WallClock(), () -> Scratch.temporary("tidemark-test-"));
    }

    private static PlainHttp client(Serving serving) {
        return new PlainHttp(URI.create(serving.url()).getPort());
    }

    private static JsonNode json(Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatTheJobSaysIsAnsweredAlsoAfterARestartAndNobodyFindsTheErased() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            Settings settings = settings(broker.bootstrapServers());
            try (LiveJob job = job(settings)) {
                try (Serving serving = serve(settings)) {
                    PlainHttp http = client(serving);
                    send(settings, ANN, "purchase", ",'amount':20");
                    send(settings, "bob", "view", "");
                    TestCluster.await("ann", () -> has(http, ANN));
                    TestCluster.await("bob", () -> has(http, "bob"));
                    JsonNode ann = json(http.get("/api/v1/customers/" + ANN));
                    assertEquals(1, ann.at("/scorecard/rfm/orders").intValue(), ann.toString());
                    TestCluster.await("her classes", () -> moves(http, ANN) >= 6);
                    TestCluster.await("the books", () -> sizes(http, "matrix") == 2);
                    String metrics = http.get("/metrics").body();
                    assertTrue(metrics.contains("tidemark_events_read_total 2"), metrics);
                    assertTrue(metrics.contains("tidemark_serve_customers 2"), metrics);
                    assertFalse(metrics.contains(ANN), "a customer in the metrics");

                    send(settings, ANN, "erase", "");
                    TestCluster.await("the erasure", () -> !has(http, ANN));
                }
                send(settings, "bob", "purchase", ",'amount':20");
                assertTrue(job.isRunning());
                try (Serving serving = serve(settings)) {
                    PlainHttp http = client(serving);
                    TestCluster.await("caught up", serving::caughtUp);
                    assertEquals(200, http.get("/health/ready").status());
                    assertEquals(404, http.get("/api/v1/customers/" + ANN).status());
                    TestCluster.await(
                            "what came in the meantime",
                            () ->
                                    json(http.get("/api/v1/customers/bob"))
                                                    .at("/scorecard/rfm/orders")
                                                    .intValue()
                                            == 1);
                    TestCluster.await("the one who is left", () -> sizes(http, "matrix") == 1);
                    assertEquals(1, serving.customers());
                }
            }
        }
    }

    private static boolean has(PlainHttp http, String customer) {
        return http.get("/api/v1/customers/" + customer).status() == 200;
    }

    private static int moves(PlainHttp http, String customer) {
        return json(http.get("/api/v1/customers/" + customer)).get("transitions").size();
    }

    private static int sizes(PlainHttp http, String dimension) {
        return json(http.get("/api/v1/segments?dimension=" + dimension))
                .at("/dimensions/0/customers")
                .intValue();
    }

    @Test
    void whoHasAPseudonymIsFoundByTheIdAndNobodyHearsOfIt() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), SECRET);
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                WholeLog log = new WholeLog()) {
            Settings settings =
                    settings(
                            broker.bootstrapServers(),
                            "privacy.secret-file",
                            secret.toString(),
                            "privacy.pseudonyms",
                            "true");
            try (LiveJob job = job(settings);
                    Serving serving = serve(settings)) {
                PlainHttp http = client(serving);
                send(settings, "ann@example.org", "purchase", ",'amount':20");
                TestCluster.await("ann", () -> has(http, "ann%40example.org"));
                assertTrue(job.isRunning());
                Reply ann = http.get("/api/v1/customers/ann@example.org");
                String pseudonym =
                        KeyedHash.of(SECRET.getBytes(StandardCharsets.UTF_8), Pseudonyms.LABEL)
                                .of("ann@example.org");
                assertEquals(pseudonym, json(ann).at("/scorecard/customerId").textValue());
                assertFalse(ann.body().contains("ann@example.org"));
                assertFalse(has(http, pseudonym), "a pseudonym is no id");
                assertFalse(http.get("/metrics").body().contains(pseudonym));
            }
            for (String line : log.lines()) {
                assertFalse(line.contains("ann@example.org"), line);
            }
        }
    }

    @Test
    void beforeItHasCaughtUpItSaysSoAndInAnOutageItAnswersWithWhatItKnows() throws Exception {
        int port = Ports.free();
        Settings settings = settings("127.0.0.1:" + port, ServeOptions.STORE_DIRECTORY.key(), "");
        Path kafka = directory.resolve("kafka");
        try (Serving serving = serve(settings)) {
            PlainHttp http = client(serving);
            assertEquals(200, http.get("/health/live").status());
            assertEquals(503, http.get("/health/ready").status());
            Reply early = http.get("/api/v1/customers/ann");
            assertEquals(503, early.status());
            assertEquals("5", early.headers().get("retry-after"));
            assertEquals(503, http.get("/api/v1/kpis").status());
            try (EmbeddedBroker broker = EmbeddedBroker.start(port, kafka)) {
                TopicCreation.ensure(settings.kafka(), TOPICS, 2, (short) 1);
                TestCluster.await("caught up", serving::caughtUp);
                JsonNode ready = json(http.get("/health/ready"));
                assertEquals(3, ready.get("topics").size(), ready.toString());
                assertEquals(404, http.get("/api/v1/customers/ann").status());
                assertTrue(json(http.get("/api/v1/kpis")).get("caughtUp").booleanValue());
                assertEquals("127.0.0.1:" + port, broker.bootstrapServers());
            }
            TestCluster.await("the outage", () -> http.get("/health/ready").status() == 503);
            TestCluster.await(
                    "the outage in the figures",
                    () -> !json(http.get("/api/v1/kpis")).get("caughtUp").booleanValue());
            assertEquals(404, http.get("/api/v1/customers/ann").status());
        }
    }

    @Test
    void whatIsTakenIsSaidInOneLineAndLeavesNothingOpen() throws Exception {
        String nobody = "127.0.0.1:" + Ports.free();
        try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings taken =
                    settings(
                            nobody,
                            ServeOptions.PORT.key(),
                            String.valueOf(squatter.getLocalPort()));
            assertThrows(AddressUnavailableException.class, () -> serve(taken));
        }
        Settings settings = settings(nobody);
        try (Serving serving = serve(settings)) {
            assertTrue(serving.url().startsWith("http://127.0.0.1:"));
            assertThrows(StoreUnavailableException.class, () -> serve(settings));
        }
    }

    @Test
    void whoOpensItToOthersWithoutATokenIsToldTheKey() {
        assertEquals(
                2,
                Tidemark.run(
                        "serve",
                        "--set",
                        "kafka.bootstrap.servers=127.0.0.1:1",
                        "--set",
                        "serve.address=0.0.0.0"));
    }
}
