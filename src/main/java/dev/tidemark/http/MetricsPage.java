package dev.tidemark.http;

import java.nio.charset.StandardCharsets;

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

    private static final int THREADS = 3;

    private final WebServer server;

    private MetricsPage(WebServer server) {
        this.server = server;
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
        return new MetricsPage(
                WebServer.start(
                        "metrics page", host, port, THREADS, request -> answer(request, metrics)));
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Where the metrics are, as a person would type it on this machine. */
    public String url() {
        return server.url() + "/metrics";
    }

    /** Stops at once and frees the port. */
    @Override
    public void close() {
        server.close();
    }

    private static Answer answer(Request request, KpiMetrics metrics) {
        if (!request.onlyReads()) {
            return Answer.text(405, "only GET and HEAD\n").with("Allow", "GET, HEAD");
        }
        return switch (request.path()) {
            case "/metrics" -> metrics(request, metrics);
            case "/health/live" -> live();
            case "/health/ready" ->
                    metrics.caughtUp()
                            ? Answer.text(200, "ready\n")
                            : Answer.text(503, "not ready: the KPIs are not up to date\n");
            default -> Answer.text(404, "try /metrics, /health/live or /health/ready\n");
        };
    }

    static Answer live() {
        return Answer.text(200, "live\n");
    }

    static Answer metrics(Request request, KpiMetrics metrics) {
        Exposition exposition = Exposition.ofAccept(request.header("accept"));
        return new Answer(
                200,
                exposition.contentType(),
                metrics.scrape(exposition).getBytes(StandardCharsets.UTF_8));
    }
}
