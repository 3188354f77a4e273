package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A cluster within this process, whose task managers can be killed. */
final class TestCluster {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private TestCluster() {}

    static MiniCluster start(Configuration flink, int taskManagers, int slots) throws Exception {
        flink.setString("taskmanager.memory.managed.size", "256m");
        flink.setString("rest.bind-port", "0");
        flink.setString("heartbeat.interval", "500");
        flink.setString("heartbeat.timeout", "5000");
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(flink)
                                .setNumTaskManagers(taskManagers)
                                .setNumSlotsPerTaskManager(slots)
                                .build());
        cluster.start();
        return cluster;
    }

    static long completedCheckpoints(MiniCluster cluster, JobID job) {
        return cluster.getExecutionGraph(job)
                .thenApply(
                        graph ->
                                graph.getCheckpointStatsSnapshot()
                                        .getCounts()
                                        .getNumberOfCompletedCheckpoints())
                .exceptionally(notYet -> 0L)
                .join();
    }

    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "waited in vain for " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
