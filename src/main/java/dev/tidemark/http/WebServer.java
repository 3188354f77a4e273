package dev.tidemark.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A web server with some threads, for answers that are there at once. Until it is closed it keeps
 * the process alive.
 */
final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int MAX_REQUEST_BYTES = 1 << 20;

    static {
        // Read once by the JDK's server. Seconds: who sends or reads slowly must not keep a thread.
        limit("sun.net.httpserver.maxReqTime", "15");
        limit("sun.net.httpserver.maxRspTime", "60");
        // Connections: who opens them and says nothing must not take the files of the store.
        limit("jdk.httpserver.maxConnections", "1000");
    }

    /** Answers requests, on several threads at once. */
    interface Site {
        Answer answer(Request request);
    }

    private final HttpServer server;
    private final ExecutorService workers;
    private final String host;
    private final Site site;

    private WebServer(HttpServer server, String what, String host, int threads, Site site) {
        this.server = server;
        this.host = host;
        this.site = site;
        this.workers =
                Executors.newFixedThreadPool(
                        threads,
                        task -> {
                            Thread thread = new Thread(task, what.replace(' ', '-'));
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    private static void limit(String property, String limit) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, limit);
        }
    }

    /**
     * Starts a server.
     *
     * @param what it is, in words for the message and for its threads' names
     * @param host address to listen on; {@code 0.0.0.0} for all of this machine's
     * @param port 0 for any free one
     * @throws AddressUnavailableException when somebody else listens there, or the address is not
     *     this machine's
     */
    static WebServer start(String what, String host, int port, int threads, Site site) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
            HttpServer server = HttpServer.create(address, 0);
            WebServer started = new WebServer(server, what, host, threads, site);
            server.createContext("/", started::handle);
            server.setExecutor(started.workers);
            server.start();
            return started;
        } catch (IOException e) {
            throw new AddressUnavailableException(
                    "the %s cannot listen on %s:%d: %s".formatted(what, host, port, reason(e)), e);
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
    int port() {
        return server.getAddress().getPort();
    }

    /** Where it is, as a person would type it on this machine, without a path. */
    String url() {
        String reachable = InetAddress.getLoopbackAddress().getHostAddress();
        String shown = host.equals("0.0.0.0") ? reachable : host;
        return "http://%s:%d".formatted(shown.contains(":") ? "[" + shown + "]" : shown, port());
    }

    /** Stops at once and frees the port. */
    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = site.answer(request(exchange));
            } catch (RuntimeException e) {
                LOG.error("a request cannot be answered", e);
                answer = Answer.text(500, "this cannot be shown; see the log\n");
            }
            send(exchange, answer);
        }
    }

    private static Request request(HttpExchange exchange) {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        boolean hasBody =
                length != null && !length.strip().equals("0")
                        || headers.containsKey("transfer-encoding");
        return new Request(exchange.getRequestMethod(), exchange.getRequestURI(), hasBody, headers);
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
        byte[] body = answer.body();
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
