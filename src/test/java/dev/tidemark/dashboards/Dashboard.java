package dev.tidemark.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A dashboard in parts, as its file says. */
record Dashboard(JsonNode json) {
    /** One query of a panel. */
    record Query(String dashboard, String panel, String legend, String expression) {
        @Override
        public String toString() {
            return dashboard + " / " + panel + " / " + legend + ": " + expression;
        }
    }

    static Dashboard of(String uid) {
        return new Dashboard(Repository.json(Repository.DASHBOARDS.resolve(uid + ".json")));
    }

    static List<Dashboard> all() {
        return Stream.of("customers", "service", "flink", "model")
                .map(name -> of("tidemark-" + name))
                .toList();
    }

    /** The names of all metrics that any of them asks for. */
    static Set<String> metrics() {
        Set<String> named = new TreeSet<>();
        for (Dashboard dashboard : all()) {
            dashboard.queries().forEach(q -> named.addAll(Expression.metrics(q.expression())));
            dashboard
                    .queriedVariables()
                    .forEach(v -> named.addAll(Expression.metrics(v.path("definition").asText())));
            dashboard
                    .annotations()
                    .forEach(a -> named.addAll(Expression.metrics(a.path("expr").asText())));
        }
        // Prometheus itself makes this one.
        named.remove("up");
        return named;
    }

    String uid() {
        return json.path("uid").asText();
    }

    String title() {
        return json.path("title").asText();
    }

    /** All panels but the headings of rows. */
    List<JsonNode> panels() {
        return json.path("panels")
                .valueStream()
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    List<Query> queries() {
        return panels().stream().flatMap(this::queries).toList();
    }

    private Stream<Query> queries(JsonNode panel) {
        return panel.path("targets")
                .valueStream()
                .map(
                        target ->
                                new Query(
                                        uid(),
                                        panel.path("title").asText(),
                                        target.path("legendFormat").asText(),
                                        target.path("expr").asText()));
    }

    Stream<JsonNode> variables() {
        return json.path("templating").path("list").valueStream();
    }

    /** The variables that are filled by a query. */
    Stream<JsonNode> queriedVariables() {
        return variables().filter(v -> v.path("type").asText().equals("query"));
    }

    /** Those that ask Prometheus. */
    Stream<JsonNode> annotations() {
        return json.path("annotations").path("list").valueStream().filter(a -> a.has("expr"));
    }

    @Override
    public String toString() {
        return uid();
    }
}
