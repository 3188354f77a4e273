package dev.tidemark.job;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A group of metrics that keeps what is shown in it, by its name with the groups before. */
final class ShownGauges extends UnregisteredMetricsGroup {
    private final Map<String, Gauge<?>> gauges;
    private final String prefix;

    ShownGauges() {
        this(new TreeMap<>(), "");
    }

    private ShownGauges(Map<String, Gauge<?>> gauges, String prefix) {
        this.gauges = gauges;
        this.prefix = prefix;
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new ShownGauges(gauges, prefix + name + "_");
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return new ShownGauges(gauges, prefix + key + "=" + value + "_");
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        gauges.put(prefix + name, gauge);
        return gauge;
    }

    boolean has(String name) {
        return gauges.containsKey("tidemark_" + name);
    }

    /** What a gauge shows now. */
    double value(String name) {
        Gauge<?> gauge = gauges.get("tidemark_" + name);
        if (gauge == null) {
            throw new AssertionError("no " + name + " in " + gauges.keySet());
        }
        return ((Number) gauge.getValue()).doubleValue();
    }

    /** How many took at most so long, as the bucket of that label says. */
    double upTo(String seconds, String name) {
        return value("le=" + seconds + "_" + name);
    }
}
