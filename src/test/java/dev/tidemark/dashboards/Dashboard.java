package dev.tidemark.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard in parts. */
record Dashboard(JsonNode json) {
    /** One query of a panel. */
    record Query(String panel, String expression) {}

    static Dashboard tidemark() {
        return new Dashboard(Repository.json(Repository.DASHBOARDS.resolve("tidemark.json")));
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
        return panels().stream().flatMap(Dashboard::queries).toList();
    }

    private static Stream<Query> queries(JsonNode panel) {
        String title = panel.path("title").asText();
        return panel.path("targets")
                .valueStream()
                .map(target -> new Query(title, target.path("expr").asText()));
    }

    Stream<JsonNode> variables() {
        return json.path("templating").path("list").valueStream();
    }

    /** The variables that are filled by a query. */
    Stream<JsonNode> queriedVariables() {
        return variables().filter(v -> v.path("type").asText().equals("query"));
    }
}
