package dev.tidemark.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.http.PlainHttp.Reply;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.serving.FilledStore;
import dev.tidemark.serving.KpiBoard;
import dev.tidemark.serving.KpiLine;
import dev.tidemark.serving.ScoreStore;
import dev.tidemark.serving.ScoreTopics;
import dev.tidemark.serving.TopicProgress;
import dev.tidemark.wire.SampleMessages;
import dev.tidemark.wire.ScorecardJson;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is served and {@code docs/openapi.yaml} are the same, answer by answer. */
class ReadApiContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "0123456789abcdef";
    private static final String CUSTOMER = "/api/v1/customers/c-17";
    private static final List<AutoCloseable> OPEN = new ArrayList<>();

    private static PlainHttp open;
    private static PlainHttp locked;
    private static PlainHttp fresh;
    private static PlainHttp broken;

    @BeforeAll
    static void start(@TempDir Path directory) {
        ScoreStore store =
                FilledStore.complete(
                        directory.resolve("full"),
                        List.of(
                                SampleMessages.scorecard(),
                                SampleMessages.prospect(),
                                ScoreTopics.card("a/b ž😀%", 1, 10)),
                        List.of(
                                SampleMessages.transition(),
                                ScoreTopics.move("c-17", 41, 10),
                                ScoreTopics.move("c-17", 43, 1_800_000_000_000L)));
        KpiBoard board = new KpiBoard();
        board.show(
                Map.of(
                        new KpiLine(Kpi.EVENTS_READ, List.of()), 42L,
                        new KpiLine(Kpi.CHURN_RATE, List.of()), 216_900L,
                        new KpiLine(Kpi.CUSTOMERS, List.of("rfm", "At Risk")), 7L,
                        new KpiLine(Kpi.CUSTOMERS, List.of("rfm", "Champions")), 5L,
                        new KpiLine(Kpi.CUSTOMERS, List.of("churn", "low")), 9L));
        open = page(Optional.empty(), store, board, true);
        locked = page(Optional.of(AccessToken.of(TOKEN)), store, board, true);
        ScoreStore empty = FilledStore.incomplete(directory.resolve("empty"));
        fresh = page(Optional.empty(), empty, new KpiBoard(), false);
        ScoreStore closed = FilledStore.complete(directory.resolve("closed"), List.of(), List.of());
        closed.close();
        broken = page(Optional.empty(), closed, board, true);
        OPEN.add(store);
        OPEN.add(empty);
    }

    private static PlainHttp page(
            Optional<AccessToken> token, ScoreStore store, KpiBoard board, boolean caughtUp) {
        KpiMetrics kpis = new KpiMetrics(board, "test");
        ServeMetrics metrics = new ServeMetrics(kpis, store);
        Supplier<List<TopicProgress>> topics =
                () -> Stream.of("a", "b", "c").map(name -> progress(name, caughtUp)).toList();
        metrics.watch(topics);
        ServePage page =
                ServePage.start(
                        "127.0.0.1", 0, token, new Served(store, board, topics, id -> id), metrics);
        OPEN.add(page);
        OPEN.add(kpis);
        return new PlainHttp(page.port());
    }

    private static TopicProgress progress(String topic, boolean caughtUp) {
        OptionalLong lag = caughtUp ? OptionalLong.of(0) : OptionalLong.empty();
        return new TopicProgress(topic, caughtUp, lag, 5, 1);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : OPEN) {
            part.close();
        }
    }

    /** A request for each answer that the document describes. */
    private static Reply provoked(String path, int status) {
        String target =
                path.replace("/api/v1/customers/{id}", status == 404 ? CUSTOMER + "x" : CUSTOMER);
        boolean isLookup =
                List.of("/api/v1/customers/{id}", "/api/v1/segments", "/api/v1/kpis")
                        .contains(path);
        return switch (status) {
            case 200, 404 -> open.get(target);
            case 400 ->
                    isLookup
                            ? open.get(target + "?nothing=like-that")
                            : open.send("GET", target, "a body");
            case 401 -> locked.get(target);
            case 405 -> open.send("POST", target, "x".repeat(10_000));
            case 406 -> open.get(target, "Accept", "text/html, image/*;q=0.5");
            case 414 -> open.get(target + "?x=" + "x".repeat(9000));
            case 421 -> open.get(target, "Host", "rebound.example:80");
            case 500 -> broken.get(target);
            case 503 -> fresh.get(target);
            default -> throw new AssertionError("nobody knows how to provoke " + status);
        };
    }

    @TestFactory
    Stream<DynamicTest> everyAnswerThatIsDescribedIsGivenAndIsAsDescribed() {
        Map<String, JsonNode> answers = ApiDocument.answers();
        assertTrue(answers.size() > 40, answers.size() + " answers");
        return answers.entrySet().stream()
                .map(
                        answer ->
                                DynamicTest.dynamicTest(
                                        answer.getKey(),
                                        () ->
                                                assertAsDescribed(
                                                        answer.getKey(), answer.getValue())));
    }

    private static void assertAsDescribed(String pathAndStatus, JsonNode described) {
        String path = pathAndStatus.split(" ")[0];
        int status = Integer.parseInt(pathAndStatus.split(" ")[1]);
        Reply reply = provoked(path, status);
        assertEquals(status, reply.status(), reply.body());
        assertEquals(List.of(), ApiDocument.faults(described, reply), reply.body());
        assertEquals("no-store", reply.headers().get("cache-control"));
        assertEquals("nosniff", reply.headers().get("x-content-type-options"));
    }

    @Test
    void anAnswerThatIsNotAsDescribedIsFound() {
        JsonNode described = ApiDocument.answers().get("/api/v1/customers/{id} 200");
        Reply reply = open.get(CUSTOMER);
        String body = reply.body();
        for (String wrong :
                List.of(
                        body.replace("\"caughtUp\":true", "\"caughtUp\":1"),
                        body.replace("\"sequence\":42", "\"sequence\":\"42\""),
                        body.replace("\"dimension\":\"churn\"", "\"dimension\":\"moon\""),
                        body.replace("\"segment\":\"High-Value\"", "\"segment\":7"))) {
            assertFalse(wrong.equals(body), body);
            Reply changed = new Reply(200, reply.headers(), wrong);
            assertFalse(ApiDocument.faults(described, changed).isEmpty(), wrong);
        }
    }

    @Test
    void everyRouteIsDescribedAndNoOther() {
        ReadApi nothing = new ReadApi(new Served(null, null, List::of, id -> id));
        assertEquals(
                ApiDocument.paths(), new TreeSet<>(new ServeRoutes(nothing, null).templates()));
    }

    @Test
    void theScorecardIsThatOfTheTopicAndTheNewestTransitionComesFirst() throws Exception {
        JsonNode customer = JSON.readTree(open.get(CUSTOMER).body());
        assertEquals(
                JSON.readTree(ScorecardJson.write(SampleMessages.scorecard())),
                customer.get("scorecard"));
        assertEquals(
                List.of(42, 41),
                customer.get("transitions").findValues("sequence").stream()
                        .map(JsonNode::intValue)
                        .toList(),
                "43 is of a scorecard that is not there yet");
        assertTrue(customer.get("caughtUp").booleanValue());
    }

    @Test
    void anIdMayHoldAnyCharacter() throws Exception {
        String id = "a%2Fb%20%C5%BE%F0%9F%98%80%25";
        Reply reply = open.get("/api/v1/customers/" + id);
        assertEquals(200, reply.status(), reply.body());
        JsonNode scorecard = JSON.readTree(reply.body()).get("scorecard");
        assertEquals("a/b ž😀%", scorecard.get("customerId").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "%C5", "%C3%28", "%ED%A0%80"})
    void anIdThatCannotBeOneIsABadRequest(String id) {
        assertEquals(400, open.get("/api/v1/customers/" + id).status());
        assertEquals(400, open.get("/api/v1/customers/" + "x".repeat(513)).status());
        assertEquals(404, open.get("/api/v1/customers/" + "x".repeat(512)).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api", "/api/v1/customers/", "/api/v1/customers/a/b", "/metrics/"})
    void thereIsNothingElse(String path) throws Exception {
        Reply reply = open.get(path);
        assertEquals(404, reply.status());
        JsonNode problem = JSON.readTree(reply.body());
        assertEquals("urn:tidemark:problem:no-such-route", problem.get("type").textValue());
        assertEquals(path, problem.get("instance").textValue());
    }

    @Test
    void segmentsAndKpisCanBeAskedForOneByOne() throws Exception {
        JsonNode all = JSON.readTree(open.get("/api/v1/segments").body());
        assertEquals(6, all.get("dimensions").size());
        JsonNode rfm = JSON.readTree(open.get("/api/v1/segments?dimension=rfm").body());
        assertEquals(
                JSON.readTree(
                        """
                        {"caughtUp": true, "dimensions": [{"dimension": "rfm", "customers": 12,
                         "segments": [{"segment": "At Risk", "customers": 7},
                                      {"segment": "Champions", "customers": 5}]}]}
                        """),
                rfm);
        assertEquals(400, open.get("/api/v1/segments?dimension=moon").status());
        assertEquals(400, open.get("/api/v1/segments?dimension=rfm&dimension=abc").status());

        assertEquals(3, JSON.readTree(open.get("/api/v1/kpis").body()).get("kpis").size());
        String rate = open.get("/api/v1/kpis?kpi=churn_rate").body();
        assertTrue(rate.contains("\"value\":0.216900"), rate);
        assertEquals(400, open.get("/api/v1/kpis?kpi=moon_phase").status());
    }

    @Test
    void theTokenOpensTheApiAndNothingElseNeedsIt() {
        assertEquals(200, locked.get(CUSTOMER, "Authorization", "Bearer " + TOKEN).status());
        assertEquals(200, locked.get(CUSTOMER, "Authorization", "bearer " + TOKEN).status());
        assertEquals(
                200,
                locked.get(CUSTOMER, "Authorization", "Bearer " + TOKEN, "Host", "far.example")
                        .status());
        for (String wrong : List.of("Bearer " + TOKEN + "0", "Bearer ", "Basic " + TOKEN, TOKEN)) {
            Reply reply = locked.get(CUSTOMER, "Authorization", wrong);
            assertEquals(401, reply.status(), wrong);
            assertEquals("Bearer realm=\"tidemark\"", reply.headers().get("www-authenticate"));
        }
        assertEquals(401, locked.get("/api/v1/no-such-thing").status(), "nor what there is");
        for (String path : List.of("/metrics", "/health/live", "/health/ready")) {
            assertEquals(200, locked.get(path).status(), path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:1", "LOCALHOST", "127.0.0.1", "127.1.2.3:99", "[::1]:80"})
    void withoutATokenTheNamesOfThisMachineAreAnswered(String host) {
        assertEquals(200, open.get(CUSTOMER, "Host", host).status());
        assertEquals(
                421,
                open.get(
                                CUSTOMER,
                                "Host",
                                host.replace("1", "1.evil.example")
                                        .replaceAll("(?i)localhost", "localhost.evil.example"))
                        .status());
    }

    @Test
    void clientsThatAreSlowToAskDoNotKeepOthersWaiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), open.port());
                slow.add(socket);
                socket.getOutputStream().write("GET /hea".getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
            assertTimeout(
                    Duration.ofSeconds(8),
                    () -> assertEquals(200, open.get("/health/live").status()));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void headSaysWhatGetWouldWithoutTheBody() {
        for (String path : List.of(CUSTOMER, "/api/v1/kpis", "/health/ready", CUSTOMER + "x")) {
            Reply get = open.get(path);
            Reply head = open.send("HEAD", path, "");
            assertEquals(get.status(), head.status());
            assertEquals("", head.body());
            assertEquals(get.headers().get("content-length"), head.headers().get("content-length"));
            assertEquals(get.mediaType(), head.mediaType());
        }
    }

    @Test
    void metricsTellRoutesApartAndNeverNameACustomer() {
        open.get(CUSTOMER);
        open.get(CUSTOMER + "x");
        open.send("BREW", "/teapot/c-17", "");
        String page = open.get("/metrics").body();
        assertFalse(page.contains("c-17"), page);
        Map<String, Double> samples = Scrape.samples(page);
        String customers =
                "http_server_requests_seconds_count"
                        + "{method=\"GET\",status=\"200\",uri=\"/api/v1/customers/{id}\"}";
        assertTrue(page.contains(customers.substring(0, customers.length() - 1)), page);
        assertTrue(page.contains("{method=\"other\",status=\"404\",uri=\"none\""), page);
        assertEquals(3.0, samples.get("tidemark_serve_customers"));
        assertEquals(1.0, samples.get("tidemark_serve_caught_up{topic=\"a\"}"));
        assertEquals(0.0, samples.get("tidemark_serve_lag_records{topic=\"a\"}"));
        assertEquals(5.0, samples.get("tidemark_serve_records_total{topic=\"b\"}"));
        assertEquals(1.0, samples.get("tidemark_serve_skipped_total{topic=\"c\"}"));
        assertTrue(page.contains("tidemark_serve_visible_seconds_bucket{le="), page);
        assertEquals(42.0, samples.get("tidemark_events_read_total"));
    }

    @Test
    void theDocumentIsServedAndComesWithEveryBuild() throws Exception {
        assertEquals(Files.readString(ApiDocument.FILE), open.get("/api/v1/openapi.yaml").body());
        for (String name : List.of("scorecard.v1.json", "transition.v1.json")) {
            assertEquals(
                    Files.readString(Path.of("docs/schemas", name)),
                    open.get("/api/v1/schemas/" + name).body());
        }
        String image = Files.readString(Path.of("Dockerfile"));
        assertTrue(image.contains("COPY docs/openapi.yaml docs/"), "the image is built with it");
        assertTrue(image.contains("COPY docs/schemas docs/schemas"), "and with the schemas");
        String ignored = Files.readString(Path.of(".dockerignore"));
        assertTrue(ignored.contains("!docs/openapi.yaml"), ignored);
        assertTrue(ignored.contains("!docs/schemas"), ignored);
    }

    @Test
    void everyProblemStandsInTheDocumentForPeople() throws Exception {
        String section =
                Files.readString(Path.of("docs/api.md")).split("## Problems")[1].split("\n## ")[0];
        List<String> shown =
                section.lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split(" \\| "))
                        .map(cells -> cells[0].substring(2) + " " + cells[1])
                        .toList();
        List<String> problems =
                Stream.of(Problem.values())
                        .map(p -> "`%s` %d".formatted(p.type().split(":")[3], p.status()))
                        .toList();
        assertEquals(problems, shown);
    }
}
