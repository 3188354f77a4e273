package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.MarkdownFile;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:tidemark|flink|process|http)_[A-Za-z0-9_]+");

    private final List<JsonNode> rules =
            Repository.yaml(Repository.PROMETHEUS.resolve("rules.yml"))
                    .path("groups")
                    .valueStream()
                    .flatMap(group -> group.path("rules").valueStream())
                    .toList();

    /** What the document lists is held against real scrapes elsewhere. */
    @Test
    void everyMetricInTheRulesIsInTheDocument() {
        Set<String> named =
                rules.stream()
                        .flatMap(rule -> metrics(rule.path("expr").asText()))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.contains("tidemark_events_read_total"), named::toString);
        assertTrue(named.contains("flink_jobmanager_job_runningState"), named::toString);
        named.removeAll(MarkdownFile.of("docs/metrics.md").firstCells());
        assertEquals(Set.of(), named, "metrics that do not exist");
    }

    private static Stream<String> metrics(String expression) {
        return METRIC.matcher(expression).results().map(MatchResult::group);
    }

    @Test
    void everyAlertHasItsPlaceInTheRunbookAndNothingElseHas() {
        List<String> alerts = rules.stream().map(rule -> rule.path("alert").asText()).toList();
        MarkdownFile runbook = MarkdownFile.of("docs/operations.md").section("Runbook");
        assertEquals(alerts, runbook.headings(), "in this order");
        for (String alert : alerts) {
            String paragraph = runbook.section(alert).text().strip();
            assertTrue(paragraph.startsWith("**"), alert + " does not say first what it means");
            assertTrue(paragraph.length() > 250, alert + " does not say what to do");
        }
    }

    @Test
    void everyAlertPointsAtItsPlaceInTheRunbook() {
        for (JsonNode rule : rules) {
            String anchor = rule.path("alert").asText().toLowerCase(Locale.ROOT);
            String url = rule.path("annotations").path("runbook_url").asText();
            assertEquals("docs/operations.md#" + anchor, url);
        }
    }

    @Test
    void everyAlertHasATestInWhichItClearsAndOneWhereNothingIsScraped() {
        List<JsonNode> tests =
                Repository.yaml(Repository.PROMETHEUS.resolve("rules_test.yml"))
                        .path("tests")
                        .valueStream()
                        .toList();
        Set<String> clears = new TreeSet<>();
        Set<String> quiet = new TreeSet<>();
        for (JsonNode test : tests) {
            boolean empty = test.path("name").asText().startsWith("where nothing is scraped");
            Set<String> fires = new TreeSet<>();
            for (JsonNode expectation : test.path("alert_rule_test")) {
                String alert = expectation.path("alertname").asText();
                if (!expectation.path("exp_alerts").isEmpty()) {
                    fires.add(alert);
                } else if (fires.contains(alert)) {
                    clears.add(alert);
                }
                if (empty) {
                    quiet.add(alert);
                }
            }
        }
        Set<String> alerts = new TreeSet<>();
        rules.forEach(rule -> alerts.add(rule.path("alert").asText()));
        assertEquals(alerts, clears);
        assertEquals(alerts, quiet);
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatItMeans() {
        for (JsonNode rule : rules) {
            String name = rule.path("alert").asText();
            assertTrue(name.startsWith("Tidemark"), rule::toString);
            String severity = rule.path("labels").path("severity").asText();
            assertTrue(Set.of("warning", "critical").contains(severity), name);
            assertFalse(rule.path("annotations").path("summary").asText().isBlank(), name);
            assertFalse(rule.path("annotations").path("description").asText().isBlank(), name);
            assertFalse(rule.path("for").asText().isBlank(), name + " must not fire on a blip");
        }
    }

    @Test
    void everyAlertHasATestInWhichItFires() {
        Set<String> fired =
                Repository.yaml(Repository.PROMETHEUS.resolve("rules_test.yml"))
                        .path("tests")
                        .valueStream()
                        .flatMap(test -> test.path("alert_rule_test").valueStream())
                        .filter(expectation -> !expectation.path("exp_alerts").isEmpty())
                        .map(expectation -> expectation.path("alertname").asText())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> alerts =
                rules.stream()
                        .map(rule -> rule.path("alert").asText())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(alerts, fired);
    }
}
