package dev.tidemark.http;

import dev.tidemark.http.ServeRoutes.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read API, the metrics and the health of {@code tidemark serve}, on one port. What it answers
 * is described in {@code docs/openapi.yaml}, which it serves too.
 *
 * <p>What is told of customers needs the token, if there is one. Without one it must listen on a
 * loopback address only, and answers only those who asked for such: a web page that calls itself by
 * a name of its own cannot make a browser read from it.
 */
public final class ServePage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServePage.class);

    /** Far more than there are processors: a client that is slow keeps one for a while. */
    private static final int THREADS = 64;

    /** More than the longest id needs, with each character percent-encoded. */
    private static final int MOST_TARGET_LENGTH = 8192;

    private final WebServer server;

    private ServePage(WebServer server) {
        this.server = server;
    }

    /**
     * Starts to answer.
     *
     * @param host address to listen on; one that is no loopback address needs a token
     * @param port 0 for any free one
     * @param token what clients of the API must know; empty for nothing
     * @param served what is looked into; not closed with the page
     * @param metrics what is measured, likewise
     * @throws AddressUnavailableException when somebody else listens there, or the address is not
     *     this machine's
     */
    public static ServePage start(
            String host,
            int port,
            Optional<AccessToken> token,
            Served served,
            ServeMetrics metrics) {
        Door door = new Door(token, new ServeRoutes(new ReadApi(served), metrics), metrics);
        return new ServePage(WebServer.start("page", host, port, THREADS, door::answer));
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Where it is, as a person would type it on this machine, without a path. */
    public String url() {
        return server.url();
    }

    /** Stops at once and frees the port. */
    @Override
    public void close() {
        server.close();
    }

    /** A text that comes with the program. */
    static byte[] resource(String name) {
        try (InputStream in = ServePage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " did not come with this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Lets in whom it may, and measures. */
    private record Door(Optional<AccessToken> token, ServeRoutes routes, ServeMetrics metrics) {

        private Answer answer(Request request) {
            long begin = System.nanoTime();
            Optional<Route> route = routes.find(request.path());
            Answer answer = answer(request, route);
            metrics.served(
                    request.method(),
                    route.map(Route::template),
                    answer.status(),
                    System.nanoTime() - begin);
            return answer;
        }

        private Answer answer(Request request, Optional<Route> route) {
            String path = request.path();
            if (request.target().toString().length() > MOST_TARGET_LENGTH) {
                return Problem.URI_TOO_LONG.answer(
                        "at most %d characters are read".formatted(MOST_TARGET_LENGTH), "/");
            }
            try {
                if (path.startsWith("/api/")) {
                    admit(request);
                }
                Route found =
                        route.orElseThrow(
                                () ->
                                        new Refusal(
                                                Problem.NO_SUCH_ROUTE,
                                                "/api/v1/openapi.yaml says what there is"));
                check(request, found);
                return found.handler().answer(request);
            } catch (Refusal refusal) {
                return refusal.answer(path);
            } catch (RuntimeException e) {
                LOG.error("a request to {} failed", route.map(Route::template).orElse("none"), e);
                return Problem.FAILED.answer("the log of the server says why", path);
            }
        }

        private void admit(Request request) {
            if (token.isPresent()) {
                if (!token.get().isIn(request.header("authorization"))) {
                    throw new Refusal(
                            Problem.UNAUTHORIZED,
                            "send the header Authorization: Bearer and the token");
                }
            } else if (!isOurs(request.header("host"))) {
                throw new Refusal(
                        Problem.WRONG_HOST,
                        "without a token only requests to localhost or an address are answered");
            }
        }

        /** Whether a browser that follows the name came here on purpose. */
        private static boolean isOurs(List<String> host) {
            if (host.size() != 1) {
                return host.isEmpty();
            }
            String name = host.get(0).toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
            return name.equals("localhost")
                    || name.equals("[::1]")
                    || name.matches("127(\\.\\d{1,3}){3}");
        }

        private static void check(Request request, Route route) {
            if (!request.onlyReads()) {
                throw new Refusal(Problem.METHOD_NOT_ALLOWED, "nothing can be changed here");
            }
            if (request.hasBody()) {
                throw new Refusal(Problem.BAD_REQUEST, "a request has no body");
            }
            if (!route.isNegotiated()
                    && !new Accept(request.header("accept")).takes(route.mediaType())) {
                throw new Refusal(Problem.NOT_ACCEPTABLE, "there is only " + route.mediaType());
            }
        }
    }
}
