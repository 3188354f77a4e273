package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RulesTest {
    private final List<JsonNode> rules =
            Repository.yaml(Repository.PROMETHEUS.resolve("rules.yml"))
                    .path("groups")
                    .valueStream()
                    .flatMap(group -> group.path("rules").valueStream())
                    .toList();

    @Test
    void everyMetricInTheRulesIsOnThePage() throws Exception {
        Set<String> named =
                rules.stream()
                        .flatMap(rule -> Expression.metrics(rule.path("expr").asText()).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.contains("tidemark_events_read_total"), named::toString);
        try (LivePage page = new LivePage()) {
            named.removeAll(page.metricNames());
        }
        assertEquals(Set.of(), named, "metrics that do not exist");
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
