package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
                    "reqps",
                    "bytes",
                    "s",
                    "dateTimeAsIso");

    private static final Pattern ALERT = Pattern.compile("the alert (Tidemark\\w+)");

    private static final Set<String> COMPARING =
            Set.of(
                    "TidemarkReadsNothing",
                    "TidemarkSegmentDrift",
                    "TidemarkWatermarkStalled",
                    "TidemarkProcessRestarts",
                    "TidemarkOffsetCommitsFailing");

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void itIsTheSameDashboardAfterEveryImport(Dashboard dashboard) {
        assertTrue(dashboard.title().startsWith("Tidemark: "), dashboard.title());
        assertEquals(1, dashboard.json().path("graphTooltip").asInt(), "one cursor for all");
        assertEquals(42, dashboard.json().path("schemaVersion").asInt());
        JsonNode editable = dashboard.json().path("editable");
        assertTrue(editable.isBoolean() && !editable.asBoolean(), "edits would be lost");
        assertTrue(dashboard.json().path("id").isMissingNode(), "an id belongs to one Grafana");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void theDataSourceIsAVariable(Dashboard dashboard) {
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

    @ParameterizedTest
    @MethodSource("dashboards")
    void jobAndInstanceAreVariables(Dashboard dashboard) {
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

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQueryAsksForTheChosenJobsAndInstances(Dashboard dashboard) {
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
        Set<String> breaking = new TreeSet<>();
        for (Dashboard.Query query : queries()) {
            String expression =
                    query.expression()
                            .replaceAll("\"[^\"]*\"", "")
                            .replace("[$__rate_interval]", "");
            if (expression.contains("increase(")) {
                // A sum over all the time that is shown is the one other range that makes sense.
                // Or the time that an alert looks at.
                expression =
                        expression.replaceAll("increase\\(([^\\[]*)\\[(\\$__range|15m)]", "$1");
                breaking.add(query.dashboard() + " / " + query.panel());
            }
            if (expression.contains("last_over_time(")) {
                // Whose page is down shows nothing by which it could be known now.
                expression = expression.replaceAll("last_over_time\\(([^\\[]*)\\[1d]", "$1");
                breaking.add(query.dashboard() + " / " + query.panel());
            }
            assertFalse(expression.contains("["), query::toString);
        }
        assertEquals(exclusions("target-rate-interval-rule"), breaking);
    }

    @Test
    void countersAreShownAsRatesExceptWhereTheLintFileSaysWhyNot() {
        Set<String> breaking = new TreeSet<>();
        for (Dashboard.Query query : queries()) {
            if (!Expression.bareCounters(query.expression()).isEmpty()) {
                breaking.add(query.dashboard() + " / " + query.panel());
            }
        }
        assertEquals(exclusions("target-counter-agg-rule"), breaking);
        assertEquals(2, lint().size(), "no other rule is broken");
    }

    private static List<Dashboard.Query> queries() {
        return Dashboard.all().stream().flatMap(d -> d.queries().stream()).toList();
    }

    private static JsonNode lint() {
        return Repository.yaml(Repository.DASHBOARDS.resolve(".lint")).path("exclusions");
    }

    /** Dashboard and panel of each exception from a rule, all of which must have a reason. */
    private static Set<String> exclusions(String rule) {
        Set<String> excluded = new TreeSet<>();
        assertFalse(lint().path(rule).path("reason").asText().isBlank(), rule);
        for (JsonNode entry : lint().path(rule).path("entries")) {
            String uid =
                    Dashboard.all().stream()
                            .filter(d -> d.title().equals(entry.path("dashboard").asText()))
                            .map(Dashboard::uid)
                            .findAny()
                            .orElseThrow();
            excluded.add(uid + " / " + entry.path("panel").asText());
        }
        return excluded;
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void theOthersAreOneClickAway(Dashboard dashboard) {
        JsonNode link = dashboard.json().path("links").path(0);
        assertEquals("dashboards", link.path("type").asText());
        assertEquals(dashboard.json().path("tags"), link.path("tags"));
        assertTrue(link.path("keepTime").asBoolean(), "the same moment on each");
        List<String> names = dashboard.annotations().map(a -> a.path("name").asText()).toList();
        assertEquals(List.of("Firing alerts", "Restarts", "Model refits"), names);
    }

    /** But for alerts that compare with what was before. */
    @Test
    void everyAlertHasAPanelThatShowsItsLimit() {
        Set<String> shown = new TreeSet<>(COMPARING);
        for (Dashboard dashboard : Dashboard.all()) {
            for (JsonNode panel : dashboard.panels()) {
                Matcher alert = ALERT.matcher(panel.path("description").asText());
                alert.results().forEach(found -> shown.add(found.group(1)));
            }
        }
        assertEquals(Expression.rules().keySet(), shown);
    }

    /** The panel's words name the alert; its red begins where the alert's does. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void thresholdsAreThoseOfTheAlerts(Dashboard dashboard) {
        Map<String, String> rules = Expression.rules();
        for (JsonNode panel : dashboard.panels()) {
            Matcher alert = ALERT.matcher(panel.path("description").asText());
            if (alert.find()) {
                String rule = rules.getOrDefault(alert.group(1), "no such alert");
                JsonNode thresholds = panel.path("fieldConfig").path("defaults").path("thresholds");
                double value = thresholds.path("steps").path(1).path("value").asDouble();
                assertTrue(
                        Expression.limits(rule).contains(value),
                        () -> panel.path("title") + ": " + value + " is no limit of " + rule);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelSaysWhatItIsInWhatUnitAndShowsSomething(Dashboard dashboard) {
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

    @ParameterizedTest
    @MethodSource("dashboards")
    void noPanelLiesOverAnother(Dashboard dashboard) {
        boolean[][] taken = new boolean[400][24];
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
        assertEquals(Set.of(0.5, 3.0), Expression.limits("a / b > 0.5 and c <= 3"));
        assertEquals(Set.of(0.0, 1.0), Expression.limits("a == 0"));
        assertEquals(Set.of(172_800.0), Expression.limits("age > 2 * 86400"));
        assertEquals(List.of("a_total"), Expression.bareCounters("sum(a_total)"));
        assertEquals(List.of(), Expression.bareCounters("sum(rate(a_total{x=\"y\"}[5m]))"));
        assertEquals(List.of(), Expression.bareCounters("increase(a_total[5m])"));
        assertEquals(
                List.of("", "job=\"x\""),
                Expression.matchers("tidemark_a / tidemark_b{job=\"x\"}"));
    }
}
