package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rules of Grafana's dashboard linter, and some of our own. */
class DashboardTest {
    /** Some of the units that Grafana knows. */
    private static final Set<String> UNITS =
            Set.of(
                    "none",
                    "short",
                    "locale",
                    "percent",
                    "percentunit",
                    "cps",
                    "bytes",
                    "s",
                    "dateTimeAsIso");

    private final Dashboard dashboard = Dashboard.tidemark();

    @Test
    void everyMetricOnItIsOnThePage() throws Exception {
        Set<String> named = new TreeSet<>();
        dashboard.queries().forEach(q -> named.addAll(Expression.metrics(q.expression())));
        dashboard
                .queriedVariables()
                .forEach(v -> named.addAll(Expression.metrics(v.path("definition").asText())));
        assertTrue(named.contains("tidemark_transitions_total"), named::toString);
        try (LivePage page = new LivePage()) {
            named.removeAll(page.metricNames());
        }
        assertEquals(Set.of(), named, "metrics that do not exist");
    }

    @Test
    void itIsTheSameDashboardAfterEveryImport() {
        assertEquals("Tidemark: books and customers", dashboard.title());
        assertEquals("tidemark-books", dashboard.json().path("uid").asText());
        assertEquals(42, dashboard.json().path("schemaVersion").asInt());
        JsonNode editable = dashboard.json().path("editable");
        assertTrue(editable.isBoolean() && !editable.asBoolean(), "edits would be lost");
        assertTrue(dashboard.json().path("id").isMissingNode(), "an id belongs to one Grafana");
    }

    @Test
    void theDataSourceIsAVariable() {
        List<JsonNode> sources =
                dashboard
                        .variables()
                        .filter(v -> v.path("type").asText().equals("datasource"))
                        .toList();
        assertEquals(1, sources.size());
        assertEquals("datasource", sources.get(0).path("name").asText());
        assertEquals("Data source", sources.get(0).path("label").asText());
        assertEquals("prometheus", sources.get(0).path("query").asText());
        for (JsonNode panel : dashboard.panels()) {
            String title = panel.path("title").asText();
            assertEquals("${datasource}", panel.path("datasource").path("uid").asText(), title);
            for (JsonNode target : panel.path("targets")) {
                String uid = target.path("datasource").path("uid").asText();
                assertEquals("${datasource}", uid, title);
            }
        }
    }

    @Test
    void jobAndInstanceAreVariables() {
        List<String> names = new ArrayList<>();
        for (JsonNode v : dashboard.queriedVariables().toList()) {
            String name = v.path("name").asText();
            names.add(name);
            assertEquals(name, v.path("label").asText());
            assertEquals("$datasource", v.path("datasource").path("uid").asText());
            assertTrue(v.path("multi").asBoolean(), name);
            assertTrue(v.path("includeAll").asBoolean(), name);
            assertEquals(".+", v.path("allValue").asText(), name);
            assertEquals(2, v.path("refresh").asInt(), name);
            assertEquals(v.path("definition"), v.path("query").path("query"));
        }
        assertEquals(List.of("job", "instance"), names);
    }

    @Test
    void everyQueryAsksForTheChosenJobsAndInstances() {
        for (Dashboard.Query query : dashboard.queries()) {
            List<String> all = Expression.matchers(query.expression());
            assertFalse(all.isEmpty(), query::toString);
            for (String matchers : all) {
                assertTrue(matchers.contains("job=~\"$job\""), query::toString);
                assertTrue(matchers.contains("instance=~\"$instance\""), query::toString);
            }
        }
    }

    @Test
    void ratesAreOverTheIntervalThatFitsTheScrapes() {
        for (Dashboard.Query query : dashboard.queries()) {
            String expression = query.expression().replace("[$__rate_interval]", "");
            // A sum over all the time that is shown is the one other range that makes sense.
            expression = expression.replaceAll("increase\\(([^\\[]*)\\[\\$__range]", "$1");
            assertFalse(expression.contains("["), query::toString);
        }
    }

    @Test
    void countersAreShownAsRatesExceptWhereTheLintFileSaysWhyNot() {
        Set<String> breaking = new TreeSet<>();
        for (Dashboard.Query query : dashboard.queries()) {
            if (!Expression.bareCounters(query.expression()).isEmpty()) {
                breaking.add(query.panel());
            }
        }
        JsonNode exclusions =
                Repository.yaml(Repository.DASHBOARDS.resolve(".lint")).path("exclusions");
        JsonNode rule = exclusions.path("target-counter-agg-rule");
        assertFalse(rule.path("reason").asText().isBlank());
        Set<String> excluded = new TreeSet<>();
        for (JsonNode entry : rule.path("entries")) {
            assertEquals(dashboard.title(), entry.path("dashboard").asText());
            excluded.add(entry.path("panel").asText());
        }
        assertEquals(excluded, breaking);
        assertEquals(1, exclusions.size(), "no other rule is broken");
    }

    @Test
    void everyPanelSaysWhatItIsInWhatUnitAndShowsSomething() {
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.panels()) {
            String title = panel.path("title").asText();
            assertFalse(title.isBlank(), panel::toString);
            assertTrue(panel.path("description").asText().length() > 20, title);
            JsonNode defaults = panel.path("fieldConfig").path("defaults");
            assertTrue(UNITS.contains(defaults.path("unit").asText()), title);
            assertFalse(panel.path("targets").isEmpty(), title);
            assertTrue(ids.add(panel.path("id").asInt()), title + " has the id of another");
        }
    }

    @Test
    void noPanelLiesOverAnother() {
        boolean[][] taken = new boolean[200][24];
        for (JsonNode panel : dashboard.json().path("panels")) {
            JsonNode place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            int bottom = place.path("y").asInt() + place.path("h").asInt();
            assertTrue(right <= 24, panel.path("title")::asText);
            for (int y = place.path("y").asInt(); y < bottom; y++) {
                for (int x = place.path("x").asInt(); x < right; x++) {
                    assertFalse(taken[y][x], panel.path("title")::asText);
                    taken[y][x] = true;
                }
            }
        }
    }

    @Test
    void whatLooksForFaultsFindsThem() {
        assertEquals(List.of("a_total"), Expression.bareCounters("sum(a_total)"));
        assertEquals(List.of(), Expression.bareCounters("sum(rate(a_total{x=\"y\"}[5m]))"));
        assertEquals(List.of(), Expression.bareCounters("increase(a_total[5m])"));
        assertEquals(
                List.of("", "job=\"x\""),
                Expression.matchers("tidemark_a / tidemark_b{job=\"x\"}"));
    }
}
