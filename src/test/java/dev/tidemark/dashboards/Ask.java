package dev.tidemark.dashboards;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Queries for Prometheus, as text.
 *
 * <p>Several pages of one job show the same totals: of these the largest is taken for each job, and
 * only then they are added up. What Flink reports is of one task each and is added up as it is.
 */
final class Ask {
    /** A metric that each process of Flink has, as a pattern: on a cluster these are two kinds. */
    static final String FLINKS_PROCESSES =
            "flink_jobmanager_Status_JVM_CPU_Load|flink_taskmanager_Status_JVM_CPU_Load";

    private static final String CHOSEN = "job=~\"$job\",instance=~\"$instance\"";
    private static final String TASK = "flink_taskmanager_job_task_";
    private static final String OPERATOR = TASK + "operator_";

    private Ask() {}

    /** Series of a metric at the chosen jobs and instances; more matchers may follow. */
    static String of(String metric, String... matchers) {
        String more = Stream.of(matchers).map(m -> "," + m).collect(Collectors.joining());
        return metric + "{" + CHOSEN + more + "}";
    }

    /** A figure of a KPI page, over all jobs. */
    static String total(String metric, String... matchers) {
        return "sum(max by (job) (" + of(metric, matchers) + "))";
    }

    /** The same, not added up over jobs: for shares and means. */
    static String mean(String metric, String... matchers) {
        return "avg(max by (job) (" + of(metric, matchers) + "))";
    }

    /** A figure of a KPI page for each value of these labels, with commas between. */
    static String totalBy(String labels, String metric, String... matchers) {
        return "sum by (%s) (max by (job, %s) (%s))"
                .formatted(labels, labels, of(metric, matchers));
    }

    /** The same for shares and means. */
    static String meanBy(String labels, String metric, String... matchers) {
        return "avg by (%s) (max by (job, %s) (%s))"
                .formatted(labels, labels, of(metric, matchers));
    }

    /** A counter of a KPI page, per second, over all jobs; its other labels are added up. */
    static String rate(String metric, String... matchers) {
        return "sum(max by (job) (sum by (job, instance) (%s)))"
                .formatted(perSecond(of(metric, matchers)));
    }

    /** The same for each value of these labels. */
    static String rateBy(String labels, String metric, String... matchers) {
        return "sum by (%s) (max by (job, %s) (sum by (job, instance, %s) (%s)))"
                .formatted(labels, labels, labels, perSecond(of(metric, matchers)));
    }

    /** By how much a counter of a KPI page grew in the time that is shown. */
    static String grownBy(String labels, String metric, String... matchers) {
        String grown = "increase(" + of(metric, matchers) + "[$__range])";
        return "sum by (%s) (max by (job, %s) (sum by (job, instance, %s) (%s)))"
                .formatted(labels, labels, labels, grown);
    }

    /** Per second, over the interval that fits the scrapes. */
    static String perSecond(String series) {
        return "rate(" + series + "[$__rate_interval])";
    }

    /** A figure of Flink's job manager about a job. */
    static String job(String name) {
        return of("flink_jobmanager_job_" + name);
    }

    /** A figure of each task of a job; {@code reduce} puts its subtasks together. */
    static String task(String reduce, String name) {
        return byTask(reduce, of(TASK + name));
    }

    /** Series of tasks, for each task by its first operator: its whole name is a chain of them. */
    static String byTask(String reduce, String series) {
        return "%s by (task) (label_replace(%s, \"task\", \"$1\", \"task_name\", %s))"
                .formatted(reduce, series, "\"(?:Source:[ _])?([a-z-]+).*\"");
    }

    /** A figure of an operator, for each of its names. */
    static String operator(String reduce, String name, String... matchers) {
        return reduce + " by (operator_name) (" + of(OPERATOR + name, matchers) + ")";
    }

    /** Events in Kafka that the source has still to read. */
    static String backlog() {
        return "sum(" + of(OPERATOR + "pendingRecords", "operator_name=~\"Source:.events\"") + ")";
    }

    /** A figure of the scoring operator. */
    static String scoring(String name, String... matchers) {
        return of(OPERATOR + "tidemark_" + name, matchers);
    }

    /** A quantile of one of the scoring operator's histograms. */
    static String quantile(double q, String histogram) {
        return "histogram_quantile(%s, sum by (le) (%s))"
                .formatted(q, perSecond(scoring("le_" + histogram)));
    }
}
