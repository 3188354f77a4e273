package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromtoolTest {
    @BeforeEach
    void promtool() {
        Tool.require("promtool", "prometheus");
    }

    @Test
    void theConfigurationIsValid() throws Exception {
        accepted(Tool.run(Repository.PROMETHEUS, "promtool", "check", "config", "prometheus.yml"));
    }

    @Test
    void theRulesAreValid() throws Exception {
        accepted(Tool.run(Repository.PROMETHEUS, "promtool", "check", "rules", "rules.yml"));
    }

    @Test
    void theAlertsFireWhenTheyShouldAndNotBefore() throws Exception {
        accepted(Tool.run(Repository.PROMETHEUS, "promtool", "test", "rules", "rules_test.yml"));
    }

    @Test
    void theMetricsKeepTheRulesForNamesAndHelp(@TempDir Path directory) throws Exception {
        try (LivePage page = new LivePage()) {
            Path scrape = Files.writeString(directory.resolve("metrics.txt"), page.scrape());
            accepted(Tool.run(directory, scrape, List.of("promtool", "check", "metrics")));
        }
    }

    private static void accepted(Tool.Run run) {
        assertEquals(0, run.exitCode(), run.output());
    }
}
