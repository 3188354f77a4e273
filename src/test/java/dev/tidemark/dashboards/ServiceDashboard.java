package dev.tidemark.dashboards;

import static dev.tidemark.dashboards.Ask.of;
import static dev.tidemark.dashboards.Ask.perSecond;
import static dev.tidemark.dashboards.Ask.quantile;
import static dev.tidemark.dashboards.Ask.rate;
import static dev.tidemark.dashboards.Ask.rateBy;
import static dev.tidemark.dashboards.Ask.scoring;
import static dev.tidemark.dashboards.Ask.total;
import static dev.tidemark.dashboards.Ask.totalBy;

/** For those who are woken up: does it score, fast and fresh, and is nothing lost? */
final class ServiceDashboard {
    private static final String BOTH =
            "{__name__=~\"tidemark_build_info|" + Ask.FLINKS_PROCESSES + "\"}";
    private static final String WATERMARK =
            "flink_taskmanager_job_task_operator_currentInputWatermark";

    /** What only our pages have: others may be scraped by the same Prometheus. */
    private static final String PAGE = "tidemark_build_info";

    private static final String ALSO = " and on (job, instance) ";
    private static final String ALSO_LATELY = ALSO + "last_over_time(";
    private static final double[] QUANTILES = {0.5, 0.95, 0.99};

    private ServiceDashboard() {}

    static DashboardSource source() {
        return new DashboardSource(
                        "tidemark-service",
                        "Tidemark: scoring service",
                        "Rate, errors, latency, freshness, and what became of every record.",
                        BOTH)
                .row("Now", now())
                .row("Rate and errors", rates())
                .row("Latency", latency())
                .row("Freshness", freshness())
                .row("The books", books())
                .row("Timers and state", state())
                .row("tidemark serve", serve());
    }

    private static Panel[] now() {
        return new Panel[] {
            Panel.stat("Pages", "none", "Whether every page that is scraped answers.")
                    .ask("pages", "min(" + of("up") + ALSO_LATELY + of(PAGE) + "[1d]))")
                    .yesNo("one is down", "up")
                    .redUnder(1, "TidemarkPageDown")
                    .size(3, 4),
            Panel.stat("Read", "cps", "Records read from the source, per second.")
                    .ask("read", rate("tidemark_events_read_total"))
                    .size(3, 4),
            Panel.stat("Scored", "cps", "Events that were applied to a customer, per second.")
                    .ask("scored", rate("tidemark_events_scored_total"))
                    .color("fixed", "green")
                    .size(3, 4),
            Panel.stat(
                            "Rejected",
                            "percentunit",
                            "Share of the records that could not be understood.")
                    .ask("rejected", rejectedShare())
                    .redFrom(0.05, "TidemarkManyRejected")
                    .decimals(2)
                    .size(3, 4),
            Panel.stat(
                            "Latency, 99 %",
                            "s",
                            "Within so long 99 of 100 events were scored, from when Kafka had"
                                    + " them.")
                    .ask("p99", quantile(0.99, "processingSeconds"))
                    .redFrom(10, "TidemarkLatencyHigh"),
            Panel.stat(
                            "Balance of the books",
                            "locale",
                            "Records read, less those scored, ignored, rejected and on the way,"
                                    + " since the beginning. Anything but 0 is a fault in Tidemark,"
                                    + " or a job that was started afresh on the topics of another.")
                    .ask("not accounted for", balance())
                    .redFrom(1, "TidemarkBooksDoNotBalance"),
            Panel.stat(
                            "Figures",
                            "none",
                            "Whether the pages have read all figures that the job has published. If"
                                    + " not, they show the last ones they know.")
                    .ask("figures", "min(" + of("tidemark_kpis_caught_up") + ")")
                    .yesNo("old", "up to date")
                    .redUnder(1, "TidemarkFiguresOld"),
        };
    }

    private static String rejectedShare() {
        return rate("tidemark_events_rejected_total") + " / " + rate("tidemark_events_read_total");
    }

    /** Of one scrape each, so per instance: another instance is at another record. */
    private static String balance() {
        return "max(abs("
                + perPage("tidemark_events_read_total")
                + " - "
                + perPage("tidemark_events_scored_total")
                + " - "
                + perPage("tidemark_events_ignored_total")
                + " - "
                + perPage("tidemark_events_rejected_total")
                + " - "
                + perPage("tidemark_events_on_the_way")
                + "))";
    }

    private static String perPage(String metric) {
        return "sum by (job, instance) (" + of(metric) + ")";
    }

    private static Panel[] rates() {
        return new Panel[] {
            Panel.lines(
                            "Where records go",
                            "cps",
                            "What became of the records, per second. Read is the sum of the"
                                    + " others.")
                    .ask("read", rate("tidemark_events_read_total"))
                    .ask("scored", rate("tidemark_events_scored_total"))
                    .ask("ignored", rate("tidemark_events_ignored_total"))
                    .ask("rejected", rate("tidemark_events_rejected_total"))
                    .line("read", "blue")
                    .line("scored", "green")
                    .line("ignored", "yellow")
                    .line("rejected", "red"),
            Panel.lines(
                            "Rejected share",
                            "percentunit",
                            "Share of the records read that could not be understood.")
                    .ask("rejected", rejectedShare())
                    .redFrom(0.05, "TidemarkManyRejected")
                    .fromZero(),
            Panel.lines(
                            "Scorecards, by cause",
                            "cps",
                            "Scorecards written per second. SILENCE is the clock's doing.")
                    .ask("{{cause}}", rateBy("cause", "tidemark_scorecards_total")),
            Panel.lines(
                            "Rejected, by reason",
                            "cps",
                            "Records that could not be understood, per second; each is in the topic"
                                    + " of rejections, with its bytes.")
                    .ask("{{reason}}", rateBy("reason", "tidemark_events_rejected_total")),
            Panel.lines(
                            "Ignored, by reason",
                            "cps",
                            "Events that changed nothing, per second. Many duplicates: a producer"
                                    + " sends again; many too late: one was cut off.")
                    .ask("{{reason}}", rateBy("reason", "tidemark_events_ignored_total")),
            Panel.lines(
                            "Scorecards taken back, by cause",
                            "locale",
                            "Customers who are no more, in the time before: merged into another,"
                                    + " without consent, or erased.")
                    .ask("{{cause}}", totalBy("cause", "tidemark_tombstones_total"))
                    .ask("receipts", total("tidemark_erasures_total")),
        };
    }

    private static Panel[] latency() {
        return new Panel[] {
            latencies(
                            "From Kafka to the scorecard",
                            "processingSeconds",
                            "From when Kafka had the event to its scorecard, before the commit."
                                    + " Who reads what is committed sees it a checkpoint later.")
                    .redFrom(10, "TidemarkLatencyHigh"),
            latencies(
                    "From the event to the scorecard",
                    "eventSeconds",
                    "From the event itself, by the clock of events: late senders count too."),
            Panel.heat(
                            "Latency from Kafka, all of it",
                            "Events scored per second, in the buckets of the latency.")
                    .ask(
                            "{{le}}",
                            "sum by (le) (" + perSecond(scoring("le_processingSeconds")) + ")"),
        };
    }

    private static Panel latencies(String title, String histogram, String description) {
        Panel panel = Panel.lines(title, "s", description).fromZero();
        for (double q : QUANTILES) {
            panel.ask("%.0f %%".formatted(100 * q), quantile(q, histogram));
        }
        return panel;
    }

    private static Panel[] freshness() {
        return new Panel[] {
            Panel.lines(
                            "Event time behind",
                            "s",
                            "How far the time that scoring has reached lies behind the clock of"
                                    + " events, beyond time.max-disorder.")
                    .ask("task {{subtask_index}}", "max by (subtask_index) (" + behind() + ")")
                    .redFrom(300, "TidemarkEventTimeLag"),
            Panel.lines(
                            "Overdue timers",
                            "locale",
                            "Timers whose time has passed and which have not fired: customers who"
                                    + " should have moved.")
                    .ask("overdue", "sum(" + scoring("timersOverdue") + ")")
                    .fromZero(),
            Panel.lines("Oldest overdue timer", "s", "How long the oldest of them has been due.")
                    .ask("oldest", "max(" + scoring("oldestOverdueSeconds") + ")")
                    .redFrom(600, "TidemarkOverdueExits")
                    .fromZero(),
            Panel.stat(
                            "Event time",
                            "dateTimeAsIso",
                            "The watermark of the slowest scoring task: all before it is known.")
                    .ask("event time", "min(" + of(WATERMARK, "operator_name=\"score\"") + " > 0)")
                    .size(6, 4),
            Panel.stat(
                            "Watermark lag",
                            "s",
                            "Of the slowest scoring task, time.max-disorder included.")
                    .ask("lag", "max(" + scoring("watermarkLagSeconds") + ")")
                    .size(6, 4),
            Panel.stat("Overdue now", "locale", "Timers whose time has passed.")
                    .ask("overdue", "sum(" + scoring("timersOverdue") + ")")
                    .size(6, 4),
            Panel.stat("Waiting in Kafka", "locale", "Events that the source has still to read.")
                    .ask("records", Ask.backlog())
                    .redFrom(10_000, "TidemarkBacklogGrowing")
                    .size(6, 4),
        };
    }

    private static String behind() {
        return scoring("watermarkLagSeconds") + " - " + scoring("maxDisorderSeconds");
    }

    private static Panel[] books() {
        return new Panel[] {
            Panel.lines(
                            "Read = scored + ignored + rejected + on the way",
                            "locale",
                            "All records since the beginning. Both lines are one, or the books do"
                                    + " not balance.")
                    .ask("read", total("tidemark_events_read_total"))
                    .ask(
                            "accounted for",
                            total("tidemark_events_scored_total")
                                    + " + "
                                    + pages("tidemark_events_ignored_total")
                                    + " + "
                                    + pages("tidemark_events_rejected_total")
                                    + " + "
                                    + total("tidemark_events_on_the_way"))
                    .size(12, 8),
            Panel.bars("The books now", "locale", "What became of all records that were ever read.")
                    .ask("scored", total("tidemark_events_scored_total"))
                    .ask("ignored", pages("tidemark_events_ignored_total"))
                    .ask("rejected", pages("tidemark_events_rejected_total"))
                    .ask("on the way", total("tidemark_events_on_the_way"))
                    .size(6, 8),
            Panel.table(
                            "Reasons",
                            "locale",
                            "Records ignored or rejected since the beginning, by reason.")
                    .ask(
                            "",
                            totalBy("reason", "tidemark_events_ignored_total")
                                    + " > 0 or "
                                    + totalBy("reason", "tidemark_events_rejected_total")
                                    + " > 0")
                    .columns("reason", "reason", "Value", "records")
                    .size(6, 8),
        };
    }

    private static String pages(String metric) {
        return "sum(max by (job) (" + perPage(metric) + "))";
    }

    private static Panel[] state() {
        return new Panel[] {
            Panel.lines("Timers pending", "locale", "One timer at most for each customer.")
                    .ask("timers", "sum(" + scoring("timersPending") + ")")
                    .ask("customers", total("tidemark_group_customers", "by=\"all\""))
                    .fromZero(),
            Panel.lines(
                            "Bytes per customer",
                            "bytes",
                            "Mean size of the histories written lately, of each scoring task.")
                    .ask(
                            "task {{subtask_index}}",
                            "avg by (subtask_index) (" + scoring("stateBytesPerCustomer") + ")")
                    .fromZero(),
            Panel.lines(
                            "Versions of models and cut points",
                            "locale",
                            "How many the scoring tasks have taken up. Tasks that differ for long"
                                    + " do not hear the same.")
                    .ask(
                            "task {{subtask_index}}",
                            "max by (subtask_index) (" + scoring("populationVersions") + ")")
                    .fromZero(),
        };
    }

    private static Panel[] serve() {
        return new Panel[] {
            Panel.stat("Caught up", "none", "Whether serve has read each topic to its end.")
                    .ask("{{topic}}", "min by (topic) (" + of("tidemark_serve_caught_up") + ")")
                    .yesNo("behind", "caught up")
                    .redUnder(1, "TidemarkServeNotCaughtUp")
                    .size(6, 8),
            Panel.stat("Customers in store", "locale", "Customers whom serve can look up.")
                    .ask("customers", "max(" + of("tidemark_serve_customers") + ")")
                    .size(6, 8),
            Panel.lines(
                            "Records behind",
                            "locale",
                            "Records that serve has still to read, of each topic.")
                    .ask("{{topic}}", "max by (topic) (" + of("tidemark_serve_lag_records") + ")")
                    .fromZero()
                    .size(6, 8),
            Panel.lines(
                            "Records followed",
                            "cps",
                            "Records that serve has taken up per second, of each topic, and those"
                                    + " it could not show.")
                    .ask("{{topic}}", serveRate("topic", "tidemark_serve_records_total"))
                    .ask("skipped {{topic}}", serveRate("topic", "tidemark_serve_skipped_total"))
                    .size(6, 8),
            Panel.lines(
                            "From Kafka to visible",
                            "s",
                            "From the moment Kafka had a scorecard to when it can be looked up.")
                    .ask("50 %", serveQuantile(0.5, "tidemark_serve_visible_seconds"))
                    .ask("99 %", serveQuantile(0.99, "tidemark_serve_visible_seconds"))
                    .fromZero()
                    .size(6, 8),
            Panel.lines("Requests, by status", "reqps", "Requests to serve, per second.")
                    .ask("{{status}}", "sum by (status) (" + requests("count") + ")")
                    .size(6, 8),
            Panel.lines("Time of a request", "s", "Mean time that serve takes to answer.")
                    .ask("mean", "sum(" + requests("sum") + ") / sum(" + requests("count") + ")")
                    .fromZero()
                    .size(6, 8),
            Panel.lines("Heap of the pages' processes", "bytes", "Of serve, or of job and demo.")
                    .ask(
                            "{{instance}}",
                            "sum by (instance) ("
                                    + of("jvm_memory_used_bytes", "area=\"heap\"")
                                    + ALSO
                                    + of(PAGE)
                                    + ")")
                    .fromZero()
                    .size(6, 8),
        };
    }

    /** Requests to us, per second: every service that is made with Micrometer counts such. */
    private static String requests(String suffix) {
        return perSecond(of("http_server_requests_seconds_" + suffix)) + ALSO + of(PAGE);
    }

    private static String serveRate(String labels, String metric) {
        return "sum by (" + labels + ") (" + perSecond(of(metric)) + ")";
    }

    private static String serveQuantile(double q, String metric) {
        return "histogram_quantile("
                + q
                + ", sum by (le) ("
                + perSecond(of(metric + "_bucket"))
                + "))";
    }
}
