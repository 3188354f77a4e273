package dev.tidemark.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page that Prometheus reads.
 *
 * <table>
 *   <caption>Routes; GET and HEAD only</caption>
 *   <tr><td>{@code /metrics}</td><td>the metrics, as text or OpenMetrics</td></tr>
 *   <tr><td>{@code /health/live}</td><td>200: the process answers</td></tr>
 *   <tr><td>{@code /health/ready}</td><td>200 when the KPIs are up to date, else 503</td></tr>
 * </table>
 *
 * <p>It has no authentication and a handful of threads: it is meant for the loopback address, or a
 * network on which only Prometheus can reach it. Until it is closed it keeps the process alive.
 */
public final class MetricsPage implements AutoCloseable {
    /** Where it listens unless told otherwise. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(MetricsPage.class);
    private static final int THREADS = 3;
    private static final int MAX_REQUEST_BYTES = 1 << 20;
    private static final String PLAIN = "text/plain; charset=utf-8";

    private record Answer(int status, String contentType, String body) {}

    private final HttpServer server;
    private final ExecutorService workers;
    private final KpiMetrics metrics;
    private final String host;

    private MetricsPage(HttpServer server, String host, KpiMetrics metrics) {
        this.server = server;
        this.host = host;
        this.metrics = metrics;
        this.workers =
                Executors.newFixedThreadPool(
                        THREADS,
                        task -> {
                            Thread thread = new Thread(task, "metrics-page");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * Starts a page on the loopback address.
     *
     * @param port 0 for any free one
     * @param metrics what it shows
     * @throws AddressUnavailableException when somebody else listens there
     */
    public static MetricsPage start(int port, KpiMetrics metrics) {
        return start(LOOPBACK, port, metrics);
    }

    /**
     * Starts a page.
     *
     * @param host address to listen on; {@code 0.0.0.0} for all of this machine's
     * @param port 0 for any free one
     * @param metrics what it shows; not closed with the page
     * @throws AddressUnavailableException when somebody else listens there, or the address is not
     *     this machine's
     */
    public static MetricsPage start(String host, int port, KpiMetrics metrics) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
            MetricsPage page = new MetricsPage(HttpServer.create(address, 0), host, metrics);
            page.server.createContext("/", page::handle);
            page.server.setExecutor(page.workers);
            page.server.start();
            return page;
        } catch (IOException e) {
            throw new AddressUnavailableException(
                    "the metrics page cannot listen on %s:%d: %s".formatted(host, port, reason(e)),
                    e);
        }
    }

    private static String reason(IOException e) {
        String said = String.valueOf(e.getMessage());
        if (e instanceof BindException && said.contains("in use")) {
            return "the port is taken; free it, or choose another";
        }
        return e instanceof UnknownHostException ? "unknown address" : said;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Where the metrics are, as a person would type it on this machine. */
    public String url() {
        String reachable = InetAddress.getLoopbackAddress().getHostAddress();
        return "http://%s:%d/metrics".formatted(host.equals("0.0.0.0") ? reachable : host, port());
    }

    /** Stops at once and frees the port. */
    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            Answer answer;
            if (method.equals("GET") || method.equals("HEAD")) {
                answer = answer(exchange);
            } else {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                answer = new Answer(405, PLAIN, "only GET and HEAD\n");
            }
            send(exchange, answer);
        }
    }

    private Answer answer(HttpExchange exchange) {
        return switch (exchange.getRequestURI().getPath()) {
            case "/metrics" -> scrape(exchange);
            case "/health/live" -> new Answer(200, PLAIN, "live\n");
            case "/health/ready" ->
                    metrics.caughtUp()
                            ? new Answer(200, PLAIN, "ready\n")
                            : new Answer(503, PLAIN, "not ready: the KPIs are not up to date\n");
            default -> new Answer(404, PLAIN, "try /metrics, /health/live or /health/ready\n");
        };
    }

    private Answer scrape(HttpExchange exchange) {
        List<String> accept = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
        Exposition exposition = Exposition.ofAccept(accept);
        try {
            return new Answer(200, exposition.contentType(), metrics.scrape(exposition));
        } catch (RuntimeException e) {
            LOG.error("the metrics cannot be shown", e);
            return new Answer(500, PLAIN, "the metrics cannot be shown; see the log\n");
        }
    }

    /**
     * Reads what the client sends before it is answered: closing a connection with bytes unread
     * resets it, and the answer may be lost. Nobody has more to say here than this.
     */
    private static void passOver(InputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        int left = MAX_REQUEST_BYTES;
        int read = 0;
        while (left > 0 && read >= 0) {
            read = body.read(buffer, 0, Math.min(left, buffer.length));
            left -= read;
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        passOver(exchange.getRequestBody());
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
