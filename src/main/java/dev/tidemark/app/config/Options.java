package dev.tidemark.app.config;

import dev.tidemark.scoring.OrderLines;
import dev.tidemark.wire.EventDialect;
import dev.tidemark.wire.ExchangeRates;
import dev.tidemark.wire.Topics;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The list of all options. Keys with the prefixes {@code kafka.} and {@code flink.} pass through.
 */
public final class Options {
    private static final OptionList LIST = new OptionList();
    private static final String SOME_TIME = "a number over 0 with a unit: ms, s, m, h or d";
    static final String DURATION = "a number with a unit: ms, s, m, h or d";

    public static final Option<ZoneId> ZONE =
            LIST.add(
                    "time.zone",
                    "UTC",
                    "a time zone such as Europe/Prague",
                    "Zone in which days are counted.",
                    ZoneId::of);
    public static final Option<Duration> MAX_DISORDER =
            LIST.add(
                    "time.max-disorder",
                    "10m",
                    DURATION,
                    "How far behind the latest event of its partition an event may be and"
                            + " still be in order.",
                    Parsers::duration);
    public static final Option<Integer> MAX_LATENESS =
            LIST.add(
                    "time.max-lateness-days",
                    "30",
                    "a whole number from 0 to rfm.window-days",
                    "Events older than the scorecard by more, of a day before the last purchase,"
                            + " are too late.",
                    Parsers.wholeNumber(0, 1095));
    public static final Option<Instant> EARLIEST =
            LIST.add(
                    "events.earliest",
                    "1990-01-01T00:00:00Z",
                    "an RFC 3339 time",
                    "Events before are rejected.",
                    Instant::parse);
    public static final Option<Instant> LATEST =
            LIST.add(
                    "events.latest",
                    "2100-01-01T00:00:00Z",
                    "an RFC 3339 time",
                    "Events at or after are rejected.",
                    Instant::parse);
    public static final Option<Duration> MAX_AHEAD =
            LIST.add(
                    "events.max-ahead",
                    "24h",
                    DURATION,
                    "Live, events further ahead of the clock are rejected.",
                    Parsers::duration);
    public static final Option<EventDialect> DIALECT =
            LIST.add(
                    "events.dialect",
                    "auto",
                    "auto, native, segment or cloudevents",
                    "Live, in which form events come; auto recognises each record's.",
                    Parsers.oneOf(EventDialect.class));
    public static final Option<String> CURRENCY =
            LIST.add(
                    "currency",
                    "USD",
                    "an ISO 4217 code",
                    "The reporting currency; all amounts are converted to it.",
                    Options::currency);
    public static final Option<ExchangeRates> CURRENCY_RATES =
            LIST.add(
                    "currency.rates",
                    "",
                    "a list such as EUR=1.08,EUR@2026-01-01=1.10 with each rate over 0, no currency"
                            + " twice from one day on, and not the reporting currency",
                    "What one unit of another currency is worth in the reporting one, always or"
                            + " from a day on (UTC); other currencies are rejected.",
                    ExchangeRates::parse);
    public static final Option<Integer> WINDOW_DAYS =
            LIST.add(
                    "rfm.window-days",
                    "365",
                    "a whole number from 1 to 1095",
                    "Length of the rolling RFM window.",
                    Parsers.wholeNumber(1, 1095));
    public static final Option<String> GRID =
            LIST.add(
                    "rfm.grid",
                    "standard",
                    "standard, six-groups, recency-frequency, or the path of a file",
                    "Which cell of r, f and m is which segment.",
                    Parsers::nonEmpty);
    public static final Option<List<Long>> RECENCY_DAYS =
            LIST.add(
                    "rfm.recency-days",
                    "30,90,180,365",
                    "four ascending whole numbers, or two with a grid of three scores",
                    "Recency scores highest up to the first number of days, 1 beyond the last.",
                    Parsers::wholeNumbers);
    public static final Option<List<Long>> FREQUENCY =
            LIST.add(
                    "rfm.frequency-orders",
                    "2,3,5,8",
                    "four ascending whole numbers, or two with a grid of three scores",
                    "Frequency scores 1 below the first number of orders, highest from the last"
                            + " on.",
                    Parsers::wholeNumbers);
    public static final Option<List<BigDecimal>> MONETARY =
            LIST.add(
                    "rfm.monetary",
                    "50,150,400,1000",
                    "four ascending amounts, or two with a grid of three scores",
                    "Monetary value scores 1 below the first amount, highest from the last on.",
                    Parsers::decimals);
    public static final Option<Integer> HORIZON_DAYS =
            LIST.add(
                    "churn.horizon-days",
                    "90",
                    "a whole number from 1 to 3650",
                    "Churn means no purchase within so many days.",
                    Parsers.wholeNumber(1, 3650));
    public static final Option<Double> CHURN_MEDIUM =
            LIST.add(
                    "churn.medium",
                    "0.5",
                    "a number over 0 and under churn.high",
                    "Probability from which the churn level is medium.",
                    Parsers.number(v -> v > 0 && v < 1));
    public static final Option<Double> CHURN_HIGH =
            LIST.add(
                    "churn.high",
                    "0.8",
                    "a number over churn.medium and under 1",
                    "Probability from which the churn level is high.",
                    Parsers.number(v -> v > 0 && v < 1));
    public static final Option<Double> CHURN_HYSTERESIS =
            LIST.add(
                    "churn.hysteresis",
                    "0.05",
                    "a number from 0 to under churn.medium and churn.high - churn.medium",
                    "A level is left downwards only this far below the probability that entered"
                            + " it.",
                    Parsers.number(v -> v >= 0 && v < 1));
    public static final Option<Double> MARGIN =
            LIST.add(
                    "value.margin",
                    "1",
                    "a number over 0 and at most 1",
                    "Share of net spend that counts in CLV.",
                    Parsers.number(v -> v > 0 && v <= 1));
    public static final Option<Double> DISCOUNT =
            LIST.add(
                    "value.monthly-discount",
                    "0.01",
                    "a number from 0 to under 1",
                    "Discount rate of a month in CLV.",
                    Parsers.number(v -> v >= 0 && v < 1));
    public static final Option<String> PLAYBOOK_FILE =
            LIST.add(
                    "playbook.file",
                    "",
                    "nothing, or the path of a playbook",
                    "What to do about customers by where they stand; nothing stands for the"
                            + " playbook that comes with Tidemark.",
                    Function.identity());
    public static final Option<OrderLines> ORDER_LINES =
            LIST.add(
                    "orders.lines",
                    "ignore",
                    "sum, replace or ignore",
                    "What a second purchase event with the same order id means.",
                    Parsers.oneOf(OrderLines.class));
    public static final Option<Integer> ORDER_DAYS =
            LIST.add(
                    "orders.remember-days",
                    "240",
                    "a whole number from 0 to 3650",
                    "How long orders are remembered one by one, for refunds and order lines.",
                    Parsers.wholeNumber(0, 3650));
    public static final Option<Integer> ORDER_COUNT =
            LIST.add(
                    "orders.remember",
                    "64",
                    "a whole number from 1 to 10000",
                    "How many orders of a customer are remembered one by one at most.",
                    Parsers.wholeNumber(1, 10_000));
    public static final Option<Integer> DUPLICATE_HOURS =
            LIST.add(
                    "duplicates.remember-hours",
                    "72",
                    "a whole number from 0 to 8760",
                    "How long event ids are remembered, besides time.max-lateness-days.",
                    Parsers.wholeNumber(0, 8760));
    public static final Option<Integer> DUPLICATE_COUNT =
            LIST.add(
                    "duplicates.remember",
                    "1000",
                    "a whole number from 1 to 10000",
                    "How many event ids of a customer are remembered at most.",
                    Parsers.wholeNumber(1, 10_000));
    public static final Option<String> TOPIC_PREFIX =
            LIST.add(
                    "topics.prefix",
                    "tidemark",
                    "1 to 200 letters, digits, '.', '_' or '-'",
                    "First part of every topic's name.",
                    text -> new Topics(text).prefix());
    public static final Option<Integer> PARTITIONS =
            LIST.add(
                    "topics.partitions",
                    "4",
                    "a whole number from 1 to 10000",
                    "Partitions of the topics that `topics --create` makes.",
                    Parsers.wholeNumber(1, 10_000));
    public static final Option<Integer> REPLICATION =
            LIST.add(
                    "topics.replication",
                    "1",
                    "a whole number from 1 to 15",
                    "Replicas of the topics that `topics --create` makes.",
                    Parsers.wholeNumber(1, 15));
    public static final Option<Delivery> DELIVERY =
            LIST.add(
                    "delivery",
                    "exactly-once",
                    "exactly-once or at-least-once",
                    "Guarantee from Kafka to Kafka; exactly-once shows output at each checkpoint.",
                    Parsers.oneOf(Delivery.class));
    public static final Option<Duration> TRANSACTION_TIMEOUT =
            LIST.add(
                    "delivery.transaction-timeout",
                    "10m",
                    SOME_TIME,
                    "Longer than checkpoint interval and downtime, at most the broker's"
                            + " transaction.max.timeout.ms (15m by default).",
                    Parsers::someTime);
    public static final Option<String> JOB_NAME =
            LIST.add(
                    "job.name",
                    "tidemark",
                    "a text",
                    "Names consumer group and transactions: unlike for each job on one Kafka.",
                    Parsers::nonEmpty);
    public static final Option<Integer> PARALLELISM =
            LIST.add(
                    "job.parallelism",
                    "2",
                    "a whole number from 1 to job.max-parallelism",
                    "Parallel scoring tasks.",
                    Parsers.wholeNumber(1, 32_768));
    public static final Option<Integer> MAX_PARALLELISM =
            LIST.add(
                    "job.max-parallelism",
                    "720",
                    "a whole number from 1 to 32768",
                    "Upper bound of job.parallelism for the life of the state.",
                    Parsers.wholeNumber(1, 32_768));
    public static final Option<Duration> CHECKPOINT_INTERVAL =
            LIST.add(
                    "checkpoint.interval",
                    "10s",
                    SOME_TIME,
                    "Time between checkpoints.",
                    Parsers::someTime);
    public static final Option<String> CHECKPOINT_DIRECTORY =
            LIST.add(
                    "checkpoint.directory",
                    "tidemark-state",
                    "a path or a URI",
                    "Where checkpoints are kept; on a cluster a shared place.",
                    Parsers::nonEmpty);
    public static final Option<Integer> CHECKPOINTS_RETAINED =
            LIST.add(
                    "checkpoint.retained",
                    "3",
                    "a whole number from 1 to 100",
                    "Completed checkpoints that are kept.",
                    Parsers.wholeNumber(1, 100));
    public static final Option<String> RESTORE_FROM =
            LIST.add(
                    "checkpoint.restore-from",
                    "latest",
                    "latest, none, or the path of a checkpoint or savepoint",
                    "State to start from: the newest checkpoint of this job.name, or nothing and"
                            + " the beginning of the topic, or that path.",
                    Parsers::nonEmpty);
    public static final Option<Duration> RESTART_MAX_DELAY =
            LIST.add(
                    "restart.max-delay",
                    "1m",
                    SOME_TIME,
                    "Restarts after a failure wait longer each time, up to this.",
                    Parsers::someTime);
    public static final Option<Integer> MANAGED_MEGABYTES =
            LIST.add(
                    "state.memory-mb",
                    "1024",
                    "a whole number from 64 to 1000000",
                    "Memory of RocksDB in the process when the job runs in it.",
                    Parsers.wholeNumber(64, 1_000_000));
    public static final Option<TimerStore> TIMERS =
            LIST.add(
                    "state.timers",
                    "rocksdb",
                    "rocksdb or heap",
                    "Where timers are kept: heap is faster, and takes memory for each customer.",
                    Parsers.oneOf(TimerStore.class));
    public static final Option<Integer> METRICS_PORT =
            LIST.add(
                    "metrics.port",
                    "9464",
                    "a whole number from 0 to 65535; 0 turns the page off",
                    "Port of the /metrics page.",
                    Parsers.wholeNumber(0, 65_535));
    public static final Option<String> METRICS_ADDRESS =
            LIST.add(
                    "metrics.address",
                    "127.0.0.1",
                    "an address of this machine; 0.0.0.0 for all",
                    "Where the /metrics page is served.",
                    Parsers::nonEmpty);
    public static final Option<Integer> FLINK_METRICS_PORT =
            LIST.add(
                    "metrics.flink-port",
                    "0",
                    "a whole number from 0 to 65535; 0 turns it off",
                    "Port of the metrics of Flink and of the scoring tasks when the job runs in"
                            + " this process; off, as Flink's reporter listens on all addresses"
                            + " and asks nobody who they are.",
                    Parsers.wholeNumber(0, 65_535));
    public static final Option<Integer> WEB_PORT =
            LIST.add(
                    "web.port",
                    "8081",
                    "a whole number from 0 to 65535; 0 picks a free one",
                    "Port of Flink's web UI when the job runs in this process.",
                    Parsers.wholeNumber(0, 65_535));

    private Options() {}

    /** All options, in the order of the documents. */
    public static List<Option<?>> all() {
        List<Option<?>> all = new ArrayList<>(LIST.all());
        all.addAll(ServeOptions.all());
        all.addAll(ClassOptions.all());
        all.addAll(PopulationOptions.all());
        all.addAll(ModelOptions.all());
        all.addAll(PrivacyOptions.all());
        return List.copyOf(all);
    }

    private static String currency(String text) {
        return Currency.getInstance(text.toUpperCase(Locale.ROOT)).getCurrencyCode();
    }
}
