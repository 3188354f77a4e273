package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.ConfigurationException;
import dev.tidemark.app.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the job insists on, on a cluster, what it fills in, and what it leaves alone. */
class ClusterEnvironmentTest {
    private static final Map<String, String> STORAGE =
            Map.of("execution.checkpointing.dir", "s3://bucket/checkpoints");

    private static Configuration made(Map<String, String> cluster, String... settings) {
        return ClusterEnvironment.of(settings(settings), Configuration.fromMap(cluster));
    }

    private static Settings settings(String... pairs) {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            texts.put(pairs[i], pairs[i + 1]);
        }
        return Settings.of(texts);
    }

    private static String refused(Map<String, String> cluster, String... settings) {
        String message =
                assertThrows(ConfigurationException.class, () -> made(cluster, settings))
                        .getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    @Test
    void exactnessIsInsistedOn() {
        Configuration flink = made(STORAGE);
        assertEquals(false, flink.get(PipelineOptions.GENERIC_TYPES));
        assertEquals(false, flink.get(PipelineOptions.AUTO_GENERATE_UIDS));
        assertEquals(true, flink.get(PipelineOptions.OBJECT_REUSE));
        assertEquals(720, flink.get(PipelineOptions.MAX_PARALLELISM));
        assertEquals(
                CheckpointingMode.EXACTLY_ONCE,
                flink.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE));
        assertEquals(false, flink.get(CheckpointingOptions.ENABLE_UNALIGNED));
    }

    @ParameterizedTest
    @CsvSource({
        "pipeline.generic-types, true",
        "pipeline.auto-generate-uids, true",
        "pipeline.object-reuse, false",
        "pipeline.max-parallelism, 128",
        "execution.checkpointing.mode, AT_LEAST_ONCE",
        "execution.checkpointing.unaligned.enabled, true",
        "execution.runtime-mode, BATCH",
        "execution.checkpointing.interval, 10 min",
        "parallelism.default, 721",
    })
    void whatContradictsIsRefusedByItsKey(String key, String value) {
        String message = refused(Map.of("execution.checkpointing.dir", "s3://b/c", key, value));
        assertTrue(message.startsWith(key + " = "), message);
    }

    @Test
    void whatTheJobsOwnConfigurationContradictsIsRefusedAsItIsWrittenThere() {
        String message = refused(STORAGE, "flink.pipeline.object-reuse", "false");
        assertTrue(message.startsWith("flink.pipeline.object-reuse = 'false'"), message);
    }

    @Test
    void whatAgreesIsAllowed() {
        made(
                Map.of(
                        "execution.checkpointing.dir",
                        "s3://b/c",
                        "execution.checkpointing.mode",
                        "EXACTLY_ONCE",
                        "pipeline.max-parallelism",
                        "720"));
    }

    @Test
    void whatTheClusterLeavesUnsaidIsAsInTheJobOfOneProcess() {
        Configuration flink = made(STORAGE, "checkpoint.interval", "7s", "job.parallelism", "3");
        assertEquals(Duration.ofSeconds(7), flink.get(CheckpointingOptions.CHECKPOINTING_INTERVAL));
        assertEquals(3, flink.get(CoreOptions.DEFAULT_PARALLELISM));
        assertEquals("rocksdb", flink.get(StateBackendOptions.STATE_BACKEND));
        assertEquals("exponential-delay", flink.get(RestartStrategyOptions.RESTART_STRATEGY));
        assertFalse(flink.contains(TaskManagerOptions.MANAGED_MEMORY_SIZE));
    }

    @Test
    void whatTheClusterSaysCounts() {
        Configuration flink =
                made(
                        Map.of(
                                "execution.checkpointing.dir", "s3://b/c",
                                "execution.checkpointing.interval", "30 s",
                                "parallelism.default", "8",
                                "state.backend.type", "hashmap",
                                "restart-strategy.type", "fixed-delay"),
                        "checkpoint.interval",
                        "7s",
                        "checkpoint.directory",
                        "/elsewhere");
        assertFalse(flink.contains(CheckpointingOptions.CHECKPOINTING_INTERVAL));
        assertFalse(flink.contains(CheckpointingOptions.CHECKPOINTS_DIRECTORY));
        assertFalse(flink.contains(CoreOptions.DEFAULT_PARALLELISM));
        assertFalse(flink.contains(StateBackendOptions.STATE_BACKEND));
        assertFalse(flink.contains(RestartStrategyOptions.RESTART_STRATEGY));
    }

    @Test
    void checkpointsNeedAPlace() {
        String message = refused(Map.of());
        assertTrue(message.startsWith("execution.checkpointing.dir is not set"), message);
        assertEquals(
                "s3://mine/tidemark",
                made(Map.of(), "checkpoint.directory", "s3://mine")
                        .get(CheckpointingOptions.CHECKPOINTS_DIRECTORY));
    }

    @ParameterizedTest
    @CsvSource({
        "embedded, kubernetes, true",
        "embedded, zookeeper, true",
        "embedded, NONE, false",
        "remote, zookeeper, false",
    })
    void onlyAnApplicationWithHighAvailabilityMayFindItsStateByItself(
            String target, String availability, boolean may) {
        Configuration cluster =
                Configuration.fromMap(
                        Map.of(
                                "execution.target", target,
                                "high-availability.type", availability));
        assertEquals(may, ClusterEnvironment.mayRecover(cluster));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--set=nonsense=1 | unknown option 'nonsense'",
                "--config=/nowhere/a.properties | --config /nowhere/a.properties cannot be read",
                "--unknown | Unknown option: '--unknown'",
                "--set=currency=USD | kafka.bootstrap.servers is not set",
                "--set=kafka.bootstrap.servers=127.0.0.1:9 | there is no cluster here",
            })
    void aMistakeIsToldInOneLineThatFlinksCommandLineShows(String word, String begin) {
        String message =
                assertThrows(
                                ProgramParametrizationException.class,
                                () -> ClusterMain.main(new String[] {word}))
                        .getMessage();
        assertTrue(message.startsWith("tidemark: " + begin), message);
        assertFalse(message.contains("\n"), message);
    }
}
