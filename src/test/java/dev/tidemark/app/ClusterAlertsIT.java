package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.app.demo.ShopFront;
import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.wire.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is killed under load is told by a real Prometheus with our rules, and taken back when it is
 * over. The rules are those that are shipped, with all their times a tenth.
 */
@ExtendWith(SharedCluster.class)
class ClusterAlertsIT {
    private static final Path RULES = Path.of("dashboards/prometheus/rules.yml");
    private static final int FACTOR = 10;
    private static final String JOB = "alerts";
    private static final Topics TOPICS = new Topics(JOB);
    private static final int KILLS = 3;

    /**
     * Beside the rule's own times: scrapes, evaluations, and a machine that does more than this.
     */
    private static final double SLACK_SECONDS = 45;

    @TempDir private Path directory;

    @Test
    void whatIsKilledIsToldAndTakenBack(LocalCluster cluster) throws Exception {
        assumeTrue(LivePrometheus.isInstalled(), "Debian's package prometheus is not installed");
        TopicCreation.ensure(cluster.kafka(), TOPICS, 2, (short) 1);
        cluster.seeToTaskManagers(KILLS + 1);
        try (ShopFront front = shop(cluster);
                LivePrometheus prometheus =
                        LivePrometheus.start(directory, RULES, FACTOR, cluster.metricsPages())) {
            cluster.await("Prometheus", prometheus::answers);
            String job = submit(cluster);
            cluster.await("a checkpoint", () -> cluster.completedCheckpoints(job) > 0);
            for (int i = 1; i <= KILLS; i++) {
                int restored = i;
                String killed = cluster.killBusyTaskManager();
                cluster.await(
                        "the tasks to run again",
                        () -> cluster.restored(job) >= restored && cluster.runs(job));
                cluster.awaitNoticed(killed);
            }
            awaitAlert(cluster, prometheus, "TidemarkJobRestarts", true, seconds("1m"));

            while (cluster.taskManagers() > 0) {
                cluster.awaitNoticed(cluster.killTaskManager());
            }
            awaitAlert(cluster, prometheus, "TidemarkJobDown", true, seconds("2m"));
            assertEquals("RUNNING", cluster.state(job), "Flink calls it so without any task");
            cluster.seeToTaskManagers(KILLS);
            cluster.await("the tasks to run again", () -> cluster.runs(job));
            awaitAlert(cluster, prometheus, "TidemarkJobDown", false, 0);

            String checkpoint = cluster.newestCheckpoint(job);
            cluster.kill("job-manager");
            awaitAlert(cluster, prometheus, "TidemarkJobDown", true, seconds("2m"));

            assertEquals(0, cluster.run("job-manager").exitCode());
            cluster.await("the task manager", () -> cluster.taskManagers() > 0);
            String again = submit(cluster, "--fromSavepoint", checkpoint);
            cluster.await("the tasks to run", () -> cluster.runs(again));
            awaitAlert(cluster, prometheus, "TidemarkJobDown", false, 0);
            awaitAlert(cluster, prometheus, "TidemarkJobRestarts", false, seconds("15m"));
            assertTrue(front.sent() > 1_000, "there was no load: " + front.sent() + " events");
            assertEquals(0, cluster.run("flink", "cancel", again).exitCode());
        }
    }

    private static double seconds(String unscaled) {
        Duration duration = Settings.duration("rule", unscaled);
        return duration.toMillis() / 1000.0 / FACTOR;
    }

    private static void awaitAlert(
            LocalCluster cluster,
            LivePrometheus prometheus,
            String alert,
            boolean fires,
            double ruleSeconds) {
        double seconds =
                cluster.await(
                        alert + (fires ? " to fire" : " to clear"),
                        () -> prometheus.firing(JOB).contains(alert) == fires);
        System.out.printf(
                "%s %s after %.1f s%n", alert, fires ? "fired" : "was taken back", seconds);
        assertTrue(
                seconds < ruleSeconds + SLACK_SECONDS,
                alert + " took " + seconds + " s, and its rule " + ruleSeconds);
    }

    private static String submit(LocalCluster cluster, String... options) throws Exception {
        String[] words = new String[options.length + 9];
        System.arraycopy(options, 0, words, 0, options.length);
        String[] arguments = {
            "-p",
            "2",
            "--",
            "--set",
            "job.name=" + JOB,
            "--set",
            "topics.prefix=" + JOB,
            "--set",
            "checkpoint.interval=1s"
        };
        System.arraycopy(arguments, 0, words, options.length, arguments.length);
        return cluster.submit(words);
    }

    /** A day of the shop passes in a second. */
    private static ShopFront shop(LocalCluster cluster) {
        Instant begin = Instant.parse("2025-01-01T00:00:00Z");
        ShopConfig config = ShopConfig.defaults(7, 20_000).withStartAt(begin.toEpochMilli());
        ShopRecords records = new ShopRecords(Settings.of(Map.of()).eventLimits());
        ScaledClock clock =
                new ScaledClock(
                        begin.toEpochMilli(),
                        Instant.now().toEpochMilli(),
                        Duration.ofDays(1).toSeconds());
        return ShopFront.open(
                new Shop(config),
                records::bytes,
                clock::wallTimeAt,
                cluster.kafka(),
                TOPICS.events());
    }

    @Test
    void theTimesOfRulesAreScaledAndNothingElse() {
        String rules = "for: 2m\nexpr: increase(a_total[15m]) > 3 and a{le=\"1m\"} offset 1d\n";
        assertEquals(
                "for: 12000ms\nexpr: increase(a_total[90000ms]) > 3 and a{le=\"1m\"}"
                        + " offset 8640000ms\n",
                LivePrometheus.scaled(rules, FACTOR));
    }

    @Test
    void theRulesOfThisTestAreThere() throws Exception {
        String rules = Files.readString(RULES);
        assertTrue(rules.contains("alert: TidemarkJobDown"), "TidemarkJobDown");
        assertTrue(rules.contains("alert: TidemarkJobRestarts"), "TidemarkJobRestarts");
    }
}
