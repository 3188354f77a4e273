package dev.tidemark.dashboards;

import static dev.tidemark.dashboards.Ask.byTask;
import static dev.tidemark.dashboards.Ask.job;
import static dev.tidemark.dashboards.Ask.of;
import static dev.tidemark.dashboards.Ask.operator;
import static dev.tidemark.dashboards.Ask.perSecond;
import static dev.tidemark.dashboards.Ask.task;

/** For those who run Flink and Kafka: where is the work, and what is short? */
final class FlinkDashboard {
    /** Unlike runningState it is 0 while tasks wait for a task manager. */
    private static final String TASKS_RUN = "allSubTasksRunningOrFinishedState";

    private static final String JVM = "flink_taskmanager_Status_JVM_";
    private static final String HISTORY = "flink_taskmanager_job_task_operator_history_rocksdb_";

    private FlinkDashboard() {}

    static DashboardSource source() {
        return new DashboardSource(
                        "tidemark-flink",
                        "Tidemark: Flink and Kafka",
                        "Tasks, checkpoints, Kafka at both ends, RocksDB and memory.",
                        "{__name__=~\"" + Ask.FLINKS_PROCESSES + "\"}")
                .row("Now", now())
                .row("Tasks", tasks())
                .row("Checkpoints", checkpoints())
                .row("Kafka", kafka())
                .row("RocksDB", rocks())
                .row("Processes", processes());
    }

    private static Panel[] now() {
        return new Panel[] {
            stat("Jobs", "none", "Whether all tasks of every job run.")
                    .ask("jobs", "min(max by (job, job_name) (" + job(TASKS_RUN) + "))")
                    .yesNo("one does not run", "all run")
                    .redUnder(1, "TidemarkJobDown"),
            stat("Uptime", "s", "Since the job runs without a restart.")
                    .ask("uptime", "min(" + job("runningTime") + ") / 1000"),
            stat("Restarts", "locale", "Restarts in the last quarter of an hour.")
                    .ask("restarts", "max(" + lately("numRestarts") + ")")
                    .redFrom(3, "TidemarkJobRestarts")
                    .decimals(0),
            stat("Checkpoint age", "s", "Since the last checkpoint was completed.")
                    .ask("age", checkpointAge())
                    .redFrom(180, "TidemarkCheckpointOld"),
            stat("Slots taken", "percentunit", "Share of the task slots that are in use.")
                    .ask(
                            "slots",
                            "1 - sum("
                                    + of("flink_jobmanager_taskSlotsAvailable")
                                    + ") / sum("
                                    + of("flink_jobmanager_taskSlotsTotal")
                                    + ")"),
            stat("Task managers", "locale", "Task managers that have registered.")
                    .ask(
                            "task managers",
                            "sum(" + of("flink_jobmanager_numRegisteredTaskManagers") + ")"),
            stat("Busiest task", "percentunit", "How busy the busiest subtask is.")
                    .ask(
                            "busy",
                            "max("
                                    + of("flink_taskmanager_job_task_busyTimeMsPerSecond")
                                    + ") / 1000"),
            stat("Waiting in Kafka", "locale", "Events that the source has still to read.")
                    .ask("records", Ask.backlog())
                    .redFrom(10_000, "TidemarkBacklogGrowing"),
        };
    }

    private static Panel stat(String title, String unit, String description) {
        return Panel.stat(title, unit, description).size(3, 4);
    }

    /** Before the first one Flink says -1, which is not an age of fifty years. */
    private static String checkpointAge() {
        return "max(time() - (" + job("lastCheckpointCompletedTimestamp") + " > 0) / 1000)";
    }

    /** By how much it grew in the time that the alerts look at. */
    private static String lately(String name) {
        return "sum by (job, job_name) (increase(" + job(name) + "[15m]))";
    }

    private static Panel[] tasks() {
        return new Panel[] {
            perTask(
                            "Busy",
                            "busyTimeMsPerSecond",
                            "Share of its time that the busiest subtask works."
                                    + " Near 100 % it is the one to give more of.")
                    .range(0, 1),
            perTask(
                            "Backpressured",
                            "backPressuredTimeMsPerSecond",
                            "Share of its time that a"
                                    + " subtask waits for the next. Look for the first behind that"
                                    + " is not.")
                    .range(0, 1),
            perTask(
                            "Idle",
                            "idleTimeMsPerSecond",
                            "Share of its time that a subtask has nothing to" + " do.")
                    .range(0, 1),
            Panel.lines("Records in", "cps", "Records that come into each task, per second.")
                    .ask("{{task}}", task("sum", "numRecordsInPerSecond")),
            Panel.lines("Records out", "cps", "Records that leave each task for the next.")
                    .ask("{{task}}", task("sum", "numRecordsOutPerSecond")),
            Panel.lines(
                            "Timers fired",
                            "cps",
                            "Timers per second: customers looked at by the clock.")
                    .ask("{{task}}", task("sum", "numFiredTimersPerSecond")),
        };
    }

    private static Panel perTask(String title, String metric, String description) {
        return Panel.lines(title, "percentunit", description)
                .ask(
                        "{{task}}",
                        byTask("max", of("flink_taskmanager_job_task_" + metric) + " / 1000"));
    }

    private static Panel[] checkpoints() {
        return new Panel[] {
            Panel.lines("Duration", "s", "How long the last checkpoint took.")
                    .ask(
                            "{{job_name}}",
                            "max by (job_name) (" + job("lastCheckpointDuration") + ") / 1000")
                    .fromZero(),
            Panel.lines("Size", "bytes", "Of the last checkpoint: what was new, and all of it.")
                    .ask("new", "max(" + job("lastCheckpointSize") + ")")
                    .ask("all", "max(" + job("lastCheckpointFullSize") + ")")
                    .fromZero(),
            Panel.lines(
                            "Age",
                            "s",
                            "Since the last checkpoint: so much is read again after a failure.")
                    .ask("age", checkpointAge())
                    .redFrom(180, "TidemarkCheckpointOld")
                    .fromZero(),
            Panel.lines(
                            "Failed lately",
                            "locale",
                            "Checkpoints that failed in the last quarter of an hour.")
                    .ask("{{job_name}}", lately("numberOfFailedCheckpoints"))
                    .redFrom(3, "TidemarkCheckpointsFailing")
                    .fromZero(),
            Panel.lines(
                            "Delay of barriers",
                            "s",
                            "How long a barrier is on its way to the slowest"
                                    + " subtask of each task. It grows with backpressure.")
                    .ask(
                            "{{task}}",
                            byTask(
                                    "max",
                                    of("flink_taskmanager_job_task_checkpointStartDelayNanos")
                                            + " / 1e9"))
                    .fromZero(),
            Panel.lines("Restarts lately", "locale", "Restarts in the last quarter of an hour.")
                    .ask("{{job_name}}", lately("numRestarts"))
                    .redFrom(3, "TidemarkJobRestarts")
                    .fromZero(),
        };
    }

    private static Panel[] kafka() {
        return new Panel[] {
            Panel.lines(
                            "Waiting to be read",
                            "locale",
                            "Records in Kafka that a source has not fetched yet.")
                    .ask("{{operator_name}}", operator("sum", "pendingRecords"))
                    .redFrom(10_000, "TidemarkBacklogGrowing")
                    .fromZero(),
            Panel.lines("Consumed", "cps", "Records that each source takes from Kafka, per second.")
                    .ask(
                            "{{operator_name}}",
                            operator(
                                    "sum",
                                    "KafkaSourceReader_KafkaConsumer_records_consumed_rate")),
            Panel.lines(
                            "Offset commits",
                            "cps",
                            "Commits of offsets to Kafka per second. They only"
                                    + " tell others how far we are: the checkpoint counts.")
                    .ask(
                            "succeeded",
                            "sum("
                                    + perSecond(
                                            operatorSeries("KafkaSourceReader_commitsSucceeded"))
                                    + ")")
                    .ask(
                            "failed",
                            "sum("
                                    + perSecond(operatorSeries("KafkaSourceReader_commitsFailed"))
                                    + ")")
                    .line("succeeded", "green")
                    .line("failed", "red"),
            Panel.lines("Sent", "cps", "Records that each sink sends to Kafka, per second.")
                    .ask("{{operator_name}}", operator("sum", "KafkaProducer_record_send_rate")),
            Panel.lines(
                            "Time of a request",
                            "s",
                            "Mean time that the broker takes to answer a sink.")
                    .ask(
                            "{{operator_name}}",
                            operator("max", "KafkaProducer_request_latency_avg") + " / 1000"),
            Panel.lines(
                            "Sent again",
                            "cps",
                            "Records that a sink sends once more, per second, as Kafka did not"
                                    + " take them. When it gives up, the job restarts.")
                    .ask(
                            "{{operator_name}}",
                            "sum by (operator_name) ("
                                    + perSecond(operatorSeries("KafkaProducer_record_retry_total"))
                                    + ")")
                    .redFrom(0.1, "TidemarkSinkErrors")
                    .fromZero(),
            Panel.lines(
                            "Transactions committed",
                            "cps",
                            "Of each sink, per second. None for long: what"
                                    + " is written stays invisible.")
                    .ask(
                            "{{operator_name}}",
                            "sum by (operator_name) ("
                                    + perSecond(operatorSeries("successfulCommittables"))
                                    + ")"),
        };
    }

    private static String operatorSeries(String name) {
        return of("flink_taskmanager_job_task_operator_" + name);
    }

    private static Panel[] rocks() {
        return new Panel[] {
            Panel.lines("Keys", "locale", "Customers whose history is kept, as RocksDB estimates.")
                    .ask("histories", "sum(" + of(HISTORY + "estimate_num_keys") + ")")
                    .fromZero(),
            Panel.lines("Bytes", "bytes", "Live data of the histories, and the files that hold it.")
                    .ask("live", "sum(" + of(HISTORY + "estimate_live_data_size") + ")")
                    .ask("files", "sum(" + of(HISTORY + "total_sst_files_size") + ")")
                    .fromZero(),
            Panel.lines("Block cache", "bytes", "In use, of all that is kept in one task manager.")
                    .ask(
                            "task {{subtask_index}}",
                            "max by (subtask_index) (" + of(HISTORY + "block_cache_usage") + ")")
                    .fromZero(),
        };
    }

    private static Panel[] processes() {
        return new Panel[] {
            Panel.lines("Heap of task managers", "percentunit", "Used of the most it may take.")
                    .ask(
                            "{{instance}}",
                            of(JVM + "Memory_Heap_Used")
                                    + " / ("
                                    + of(JVM + "Memory_Heap_Max")
                                    + " > 0)")
                    .range(0, 1),
            Panel.lines(
                            "Garbage collection",
                            "percentunit",
                            "Share of its time that a task manager" + " stands still for it.")
                    .ask(
                            "{{instance}}",
                            of(JVM + "GarbageCollector_All_TimeMsPerSecond") + " / 1000")
                    .fromZero(),
            Panel.lines("Processor", "percentunit", "Load of the machine that the process takes.")
                    .ask("{{instance}}", of(JVM + "CPU_Load"))
                    .range(0, 1),
            Panel.lines("Heap of the job manager", "percentunit", "Used of the most it may take.")
                    .ask(
                            "{{instance}}",
                            of("flink_jobmanager_Status_JVM_Memory_Heap_Used")
                                    + " / ("
                                    + of("flink_jobmanager_Status_JVM_Memory_Heap_Max")
                                    + " > 0)")
                    .range(0, 1),
            Panel.lines("Managed memory", "bytes", "What RocksDB may use, and what is taken of it.")
                    .ask(
                            "taken",
                            "sum(" + of("flink_taskmanager_Status_Flink_Memory_Managed_Used") + ")")
                    .ask(
                            "all",
                            "sum("
                                    + of("flink_taskmanager_Status_Flink_Memory_Managed_Total")
                                    + ")")
                    .fromZero(),
            Panel.lines("Slots", "locale", "Task slots of the cluster, and those that are taken.")
                    .ask("all", "sum(" + of("flink_jobmanager_taskSlotsTotal") + ")")
                    .ask(
                            "taken",
                            "sum("
                                    + of("flink_jobmanager_taskSlotsTotal")
                                    + ") - sum("
                                    + of("flink_jobmanager_taskSlotsAvailable")
                                    + ")")
                    .fromZero(),
        };
    }
}
