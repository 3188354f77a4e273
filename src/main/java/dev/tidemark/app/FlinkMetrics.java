package dev.tidemark.app;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;
import org.apache.flink.state.rocksdb.RocksDBNativeMetricOptions;

/**
 * What Flink tells of itself and of the scoring tasks, through its Prometheus reporter. The names
 * are those of {@code docs/metrics.md}; a cluster's own configuration needs the same keys.
 */
final class FlinkMetrics {
    private static final String REPORTER = "metrics.reporter.prom.";

    /** What RocksDB knows anyway; what it would have to count for us is left out. */
    private static final List<ConfigOption<Boolean>> ROCKSDB =
            List.of(
                    RocksDBNativeMetricOptions.ESTIMATE_NUM_KEYS,
                    RocksDBNativeMetricOptions.ESTIMATE_LIVE_DATA_SIZE,
                    RocksDBNativeMetricOptions.MONITOR_TOTAL_SST_FILES_SIZE,
                    RocksDBNativeMetricOptions.BLOCK_CACHE_USAGE,
                    RocksDBNativeMetricOptions.BLOCK_CACHE_CAPACITY,
                    RocksDBNativeMetricOptions.MONITOR_CUR_SIZE_ALL_MEM_TABLE,
                    RocksDBNativeMetricOptions.ESTIMATE_PENDING_COMPACTION_BYTES,
                    RocksDBNativeMetricOptions.MONITOR_NUM_RUNNING_COMPACTIONS,
                    RocksDBNativeMetricOptions.MONITOR_BACKGROUND_ERRORS,
                    RocksDBNativeMetricOptions.IS_WRITE_STOPPED);

    private FlinkMetrics() {}

    /** Serves them on a port of all addresses of this machine; nothing is served for 0. */
    static void report(int port, Configuration flink) {
        if (port == 0) {
            return;
        }
        String factory = PrometheusReporterFactory.class.getName();
        flink.setString(REPORTER + "factory.class", factory);
        flink.setString(REPORTER + "port", String.valueOf(port));
        // Bounds of buckets have a point and a sign in them.
        flink.setString(REPORTER + "filterLabelValueCharacters", "false");
        // Without STATE it is not told whether the job runs.
        flink.setString("metrics.job.status.enable", "STATE;CURRENT_TIME");
        ROCKSDB.forEach(known -> flink.set(known, true));
    }
}
