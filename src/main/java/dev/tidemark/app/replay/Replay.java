package dev.tidemark.app.replay;

import dev.tidemark.app.Scratch;
import dev.tidemark.job.Inlet;
import dev.tidemark.job.Learning;
import dev.tidemark.job.ScoringPipeline;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.scoring.Rules;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.KeyedHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The pipeline over a finished log: sorts it by time, streams it through as fast as it goes, closes
 * the books as of the end, and writes sorted files.
 */
public final class Replay {
    private static final long SORT_BYTES = 64L << 20;

    /**
     * What to replay.
     *
     * @param input the log
     * @param format how it is cut into records
     * @param reader makes the reader of its records, from its header and its digest
     * @param until the books close at this moment, epoch milliseconds; if empty, at the end of the
     *     day of the last event
     * @param output directory for the results; made if it is not there
     * @param explain horizon in days of {@code explain.jsonl}; none is written if empty
     * @param receiptHash of the customer's id, for {@code erasures.jsonl}; without it receipts name
     *     the event only
     * @param population what an earlier run learned, to be scored by; if empty, what there is to
     *     learn is found out beforehand
     */
    public record Order(
            Path input,
            LogFormat format,
            ReaderFactory reader,
            OptionalLong until,
            Path output,
            Optional<Duration> explain,
            Optional<KeyedHash> receiptHash,
            Optional<Path> population) {}

    /** Makes the reader of a log. */
    public interface ReaderFactory {
        /**
         * The reader.
         *
         * @param header first record of a delimited log; empty for other formats
         * @param digest names the contents of the file
         */
        EventReader of(byte[] header, String digest);
    }

    private final Order order;
    private final Rules rules;
    private final Function<Rules, Learning> learning;
    private final Function<Path, Configuration> flink;
    private final ReplayConsole console;

    /**
     * A replay.
     *
     * @param rules of a run without an end
     * @param learning how is learned from all customers, beside rules of scoring
     * @param flink Flink's options, given the directory for its scratch files
     * @param console is told how far it has come
     */
    public Replay(
            Order order,
            Rules rules,
            Function<Rules, Learning> learning,
            Function<Path, Configuration> flink,
            ReplayConsole console) {
        this.order = order;
        this.rules = rules;
        this.learning = learning;
        this.flink = flink;
        this.console = console;
    }

    /** Runs it and writes the files. */
    public ReplaySummary run() throws IOException {
        Files.createDirectories(order.output());
        try (Scratch scratch = Scratch.in(order.output())) {
            return run(scratch.directory());
        }
    }

    private ReplaySummary run(Path scratch) throws IOException {
        long began = System.nanoTime();
        // The first of all: a mistake in it costs nobody the time that the log takes.
        Optional<Foreknowledge> given = given();
        String digest = LogFile.sha256(order.input());
        String name = order.input().getFileName().toString();
        try (LogFile log = LogFile.open(order.input(), order.format())) {
            EventReader reader = order.reader().of(log.header(), digest.substring(0, 16));
            // Not sooner: a mistake in the options leaves the results of before as they were.
            ReplayOutputs.clear(order.output());
            try (SortedLog sorted =
                    SortedLog.sort(log, name, reader, scratch, SORT_BYTES, console)) {
                long sortedAt = System.nanoTime();
                Foreknowledge known = known(given, sorted, name, reader);
                Rules closing = known.rules();
                long rehearsedAt = System.nanoTime();
                ReplayOutputs outputs = new ReplayOutputs(scratch, order.receiptHash());
                score(sorted, name, reader, closing, outputs, scratch);
                long scoredAt = System.nanoTime();
                Ledger ledger = outputs.ledger();
                write(closing, outputs, ledger);
                PopulationLog.write(ReplayOutputs.population(order.output()), known.notices());
                ReplaySummary summary =
                        new ReplaySummary(
                                name,
                                digest,
                                closing,
                                ledger,
                                seconds(began, sortedAt),
                                seconds(sortedAt, rehearsedAt),
                                seconds(rehearsedAt, scoredAt),
                                seconds(scoredAt, System.nanoTime()));
                ReplayOutputs.writeSummary(order.output(), summary);
                return summary;
            }
        }
    }

    private Optional<Foreknowledge> given() throws IOException {
        return order.population().isPresent()
                ? Optional.of(
                        PopulationLog.read(order.population().get(), rules, learning.apply(rules)))
                : Optional.empty();
    }

    /** The models and cut points that will be in force. */
    private Foreknowledge known(
            Optional<Foreknowledge> given, SortedLog sorted, String name, EventReader reader)
            throws IOException {
        long closesAt = closesAt(sorted);
        if (given.isPresent()) {
            return given.get().closingAt(closesAt);
        }
        Rules closing = rules.closingAt(closesAt);
        Learning learns = learning.apply(closing);
        if (!learns.statistics().fitting().fits() && !learns.census().isLive()) {
            return Foreknowledge.none(closing);
        }
        console.learning();
        return Rehearsal.of(sorted, name, reader, closing, learns);
    }

    private long closesAt(SortedLog sorted) {
        if (order.until().isPresent()) {
            return order.until().getAsLong();
        }
        if (sorted.isEmpty()) {
            return 0;
        }
        int lastDay = rules.calendar().dayOf(sorted.latest());
        return rules.calendar().startOf(lastDay + 1);
    }

    private void score(
            SortedLog sorted,
            String name,
            EventReader reader,
            Rules closing,
            ReplayOutputs outputs,
            Path scratch) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(flink.apply(scratch));
        String progress = scratch.toString();
        Inlet inlet =
                new Inlet(
                        new ReplaySource(
                                sorted.frames().toString(),
                                name,
                                reader,
                                sorted.merges().until(closing.closesAt()),
                                progress),
                        Duration.ZERO,
                        1);
        ScoringPipeline.define(env, inlet, outputs.outlets(), closing, learning.apply(closing));
        try (ReplayConsole.Ticker ticker =
                console.scoring(ReplayProgress.of(progress), sorted.records())) {
            env.execute("tidemark-replay");
        } catch (Exception e) {
            throw new IllegalStateException("the replay failed: " + rootMessage(e), e);
        } finally {
            ReplayProgress.forget(progress);
        }
    }

    private void write(Rules closing, ReplayOutputs outputs, Ledger ledger) throws IOException {
        Runnable eachLine = console.writing(ReplaySummary.lines(ledger));
        if (order.explain().isEmpty()) {
            outputs.write(order.output(), line -> {}, eachLine);
        } else {
            Path file = ReplayOutputs.explanations(order.output());
            try (Explanations explanations =
                    Explanations.open(file, closing, order.explain().get())) {
                outputs.write(order.output(), explanations::explain, eachLine);
            }
        }
        console.finished();
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    private static double seconds(long from, long to) {
        return (to - from) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
