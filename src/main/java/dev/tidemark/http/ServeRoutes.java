package dev.tidemark.http;

import java.util.List;
import java.util.Optional;

/** What there is on the page of {@code serve}. */
final class ServeRoutes {
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    private static final String SCHEMA = "application/schema+json";

    /** Answers a request to one route; may throw a {@link Refusal}. */
    interface Handler {
        Answer answer(Request request);
    }

    /**
     * A route.
     *
     * @param template the path; a last part in braces stands for anything without a slash
     * @param mediaType of the answer; empty if the client may choose
     */
    record Route(String template, String mediaType, Handler handler) {
        /** Whether every client gets something, whatever it takes. */
        boolean isNegotiated() {
            return mediaType.isEmpty();
        }

        private boolean matches(String path) {
            int brace = template.indexOf('{');
            if (brace < 0) {
                return path.equals(template);
            }
            return path.startsWith(template.substring(0, brace))
                    && path.indexOf('/', brace) < 0
                    && path.length() > brace;
        }
    }

    private final List<Route> routes;

    ServeRoutes(ReadApi api, ServeMetrics metrics) {
        this.routes =
                List.of(
                        new Route("/metrics", "", r -> MetricsPage.metrics(r, metrics.kpis())),
                        new Route("/health/live", "", r -> MetricsPage.live()),
                        new Route("/health/ready", "", r -> api.ready()),
                        new Route(
                                "/api/v1/customers/{id}",
                                JSON,
                                r -> {
                                    Query.none(r);
                                    return api.customer(lastPart(r));
                                }),
                        new Route("/api/v1/segments", JSON, api::segments),
                        new Route("/api/v1/kpis", JSON, api::kpis),
                        new Route("/api/v1/openapi.yaml", YAML, r -> file("openapi.yaml", YAML)),
                        new Route(
                                "/api/v1/schemas/scorecard.v1.json",
                                SCHEMA,
                                r -> file("schemas/scorecard.v1.json", SCHEMA)),
                        new Route(
                                "/api/v1/schemas/transition.v1.json",
                                SCHEMA,
                                r -> file("schemas/transition.v1.json", SCHEMA)));
    }

    private static String lastPart(Request request) {
        String path = request.path();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Answer file(String name, String mediaType) {
        return new Answer(200, mediaType, ServePage.resource(name));
    }

    Optional<Route> find(String path) {
        return routes.stream().filter(route -> route.matches(path)).findFirst();
    }

    /** The paths, as the document names them. */
    List<String> templates() {
        return routes.stream().map(Route::template).toList();
    }
}
