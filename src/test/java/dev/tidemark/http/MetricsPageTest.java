package dev.tidemark.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.serving.KpiBoard;
import dev.tidemark.serving.KpiLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsPageTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final KpiBoard board = new KpiBoard();
    private final KpiMetrics metrics = new KpiMetrics(board, "test");
    private final MetricsPage page = MetricsPage.start(0, metrics);

    @AfterEach
    void close() {
        page.close();
        metrics.close();
    }

    @Test
    void plainTextIsGivenToOneWhoAsksForNothing() throws Exception {
        board.show(Map.of(new KpiLine(Kpi.EVENTS_READ, List.of()), 42L));
        HttpResponse<String> answer = get("/metrics");
        assertEquals(200, answer.statusCode());
        assertEquals("text/plain; version=0.0.4; charset=utf-8", contentType(answer));
        assertEquals(42.0, Scrape.samples(answer.body()).get("tidemark_events_read_total"));
        assertFalse(answer.body().contains("# EOF"));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
    }

    @Test
    void openMetricsIsGivenToPrometheus() throws Exception {
        HttpResponse<String> answer =
                send(request("/metrics").header("Accept", "application/openmetrics-text;q=0.9"));
        assertEquals(200, answer.statusCode());
        assertEquals(
                "application/openmetrics-text; version=1.0.0; charset=utf-8", contentType(answer));
        assertTrue(answer.body().endsWith("# EOF\n"), answer.body());
    }

    @Test
    void itIsAliveBeforeItIsReady() throws Exception {
        assertEquals(200, get("/health/live").statusCode());
        assertEquals(503, get("/health/ready").statusCode());
        board.show(Map.of());
        assertEquals(200, get("/health/ready").statusCode());
        board.fallBehind();
        assertEquals(503, get("/health/ready").statusCode());
        assertEquals(200, get("/health/live").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metricsx", "/metrics/", "/health", "/health/", "/favicon.ico"})
    void thereIsNothingElse(String path) throws Exception {
        assertEquals(404, get(path).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void nothingCanBeChanged(String method) throws Exception {
        HttpRequest.BodyPublisher body = BodyPublishers.ofString("x".repeat(100_000));
        HttpResponse<String> answer = send(request("/metrics").method(method, body));
        assertEquals(405, answer.statusCode());
        assertEquals("GET, HEAD", answer.headers().firstValue("Allow").orElseThrow());
    }

    @Test
    void headSaysWhatGetWouldWithoutTheBody() throws Exception {
        HttpResponse<String> answer =
                send(request("/health/live").method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, answer.statusCode());
        assertEquals("", answer.body());
        assertEquals("5", answer.headers().firstValue("Content-Length").orElseThrow());
    }

    @Test
    void aTakenPortIsSaidInOneLine() throws IOException {
        try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = squatter.getLocalPort();
            AddressUnavailableException refusal =
                    assertThrows(
                            AddressUnavailableException.class,
                            () -> MetricsPage.start(port, metrics));
            assertEquals(
                    ("the metrics page cannot listen on 127.0.0.1:%d:"
                                    + " the port is taken; free it, or choose another")
                            .formatted(port),
                    refusal.getMessage());
        }
    }

    @Test
    void anAddressThatIsNotOursIsSaidInOneLine() {
        AddressUnavailableException refusal =
                assertThrows(
                        AddressUnavailableException.class,
                        () -> MetricsPage.start("no-such-host.invalid", 0, metrics));
        assertEquals(
                "the metrics page cannot listen on no-such-host.invalid:0: unknown address",
                refusal.getMessage());
    }

    @Test
    void itIsOnTheLoopbackAddressAndFreesItsPort() throws IOException {
        int port = page.port();
        assertEquals("http://127.0.0.1:%d/metrics".formatted(port), page.url());
        page.close();
        page.close();
        try (ServerSocket next = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(port, next.getLocalPort());
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(page.url()).resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static String contentType(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElseThrow();
    }
}
