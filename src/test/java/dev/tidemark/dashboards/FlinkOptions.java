package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.state.rocksdb.RocksDBNativeMetricOptions;

/** What is written about Flink's options is held against Flink's own. */
final class FlinkOptions {
    private static final List<Class<?>> DECLARING =
            List.of(
                    CheckpointingOptions.class,
                    CoreOptions.class,
                    HighAvailabilityOptions.class,
                    JobManagerOptions.class,
                    MetricOptions.class,
                    PipelineOptions.class,
                    RestOptions.class,
                    StateBackendOptions.class,
                    TaskManagerOptions.class,
                    WebOptions.class,
                    RocksDBNativeMetricOptions.class);

    /** With a quarter of it, and a million customers, RocksDB reads its indexes again and again. */
    private static final int LEAST_MANAGED_MB = 512;

    private static final String REPORTER = "metrics.reporter.prom.";

    private FlinkOptions() {}

    /** That each key is an option of this release, under its own name, and no old one's. */
    static void assertKnown(Set<String> keys) {
        Set<String> known = known();
        List<String> unknown =
                keys.stream()
                        .filter(key -> !key.startsWith(REPORTER))
                        .filter(key -> !known.contains(key))
                        .toList();
        assertEquals(List.of(), unknown);
    }

    /** That the reporter, its port and its labels are as the dashboards need them. */
    static void assertReports(Map<String, String> flink) {
        assertEquals("prom", flink.get("metrics.reporters"));
        assertEquals(
                PrometheusReporterFactory.class.getName(), flink.get(REPORTER + "factory.class"));
        assertEquals("9249", flink.get(REPORTER + "port"));
        assertEquals("false", flink.get(REPORTER + "filterLabelValueCharacters"));
        assertEquals("STATE;CURRENT_TIME", flink.get("metrics.job.status.enable"));
    }

    /** That nobody can upload code or stop the job with a click on a page without a login. */
    static void assertShut(Map<String, String> flink) {
        assertEquals("false", flink.get(WebOptions.SUBMIT_ENABLE.key()));
        assertEquals("false", flink.get(WebOptions.CANCEL_ENABLE.key()));
    }

    /** That RocksDB has what it needs in each slot, as Flink itself works it out. */
    static void assertRoomForRocksDb(Map<String, String> flink) {
        Configuration configuration = Configuration.fromMap(flink);
        long managed =
                TaskExecutorProcessUtils.processSpecFromConfig(configuration)
                        .getManagedMemorySize()
                        .getMebiBytes();
        long slots = configuration.get(TaskManagerOptions.NUM_TASK_SLOTS);
        assertTrue(managed / slots >= LEAST_MANAGED_MB, managed + " MB for " + slots + " slots");
    }

    private static Set<String> known() {
        Set<String> keys = new HashSet<>();
        for (Field field : fields()) {
            if (field.getType() == ConfigOption.class && Modifier.isStatic(field.getModifiers())) {
                try {
                    keys.add(((ConfigOption<?>) field.get(null)).key());
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        assertFalse(keys.isEmpty());
        return keys;
    }

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        DECLARING.forEach(declaring -> fields.addAll(List.of(declaring.getFields())));
        return fields;
    }
}
