package dev.tidemark.app.replay;

import dev.tidemark.job.Outlets;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.Cause;
import dev.tidemark.model.ErasureReceipt;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Transition;
import dev.tidemark.wire.ErasureJson;
import dev.tidemark.wire.ErasureNotice;
import dev.tidemark.wire.KeyedHash;
import dev.tidemark.wire.KpiJson;
import dev.tidemark.wire.RejectionJson;
import dev.tidemark.wire.ScoreUpdateJson;
import dev.tidemark.wire.TransitionJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The files a replay leaves: each sorted, so that the same input gives the same bytes.
 *
 * <p>Scorecards by customer, only the one as of the end; transitions by time, customer and
 * sequence; rejections by line; what was known of the population by the moment from which it is in
 * force.
 */
final class ReplayOutputs {
    private static final String SCORES = "scores.jsonl";
    private static final String TRANSITIONS = "transitions.jsonl";
    private static final String REJECTIONS = "rejections.jsonl";
    private static final String ERASURES = "erasures.jsonl";
    private static final String POPULATION = "population.jsonl";
    private static final String EXPLANATIONS = "explain.jsonl";
    private static final String SUMMARY = "summary.json";

    private static final long SORT_BYTES = 64L << 20;

    private final Path scratch;
    private final PartFiles<ScoreUpdate> scores;
    private final PartFiles<Transition> transitions;
    private final PartFiles<Rejection> rejections;
    private final PartFiles<ErasureReceipt> erasures;
    private final PartFiles<KpiValue> kpis;

    ReplayOutputs(Path scratch, Optional<KeyedHash> receiptHash) {
        this.scratch = scratch;
        scores =
                new PartFiles<>(
                        scratch,
                        "scores",
                        update -> update.cause() == Cause.END,
                        update -> text(update.customerId()),
                        ScoreUpdateJson::write);
        transitions =
                new PartFiles<>(
                        scratch,
                        "transitions",
                        transition -> true,
                        ReplayOutputs::transitionKey,
                        TransitionJson::write);
        rejections =
                new PartFiles<>(
                        scratch,
                        "rejections",
                        rejection -> true,
                        rejection -> SortKey.of(0, rejection.at().offset()),
                        RejectionJson::write);
        erasures =
                new PartFiles<>(
                        scratch,
                        "erasures",
                        receipt -> true,
                        receipt -> text(receipt.eventId()),
                        notices(receiptHash));
        kpis =
                new PartFiles<>(
                        scratch,
                        "kpis",
                        kpi -> true,
                        kpi -> text(KpiJson.key(kpi)),
                        KpiJson::write);
    }

    /** What is said of an erasure; what the line is made with travels to the tasks. */
    private static PartFiles.Form<ErasureReceipt, byte[]> notices(Optional<KeyedHash> hash) {
        if (hash.isEmpty()) {
            return receipt -> ErasureJson.write(ErasureNotice.of(receipt));
        }
        KeyedHash present = hash.get();
        return receipt -> ErasureJson.write(ErasureNotice.of(receipt, present));
    }

    /**
     * Where the pipeline leaves what it makes. What it learns of the population once more is none
     * of the results: they are scored by what was known beforehand, and that is written.
     */
    Outlets outlets() {
        return new Outlets(
                scores,
                transitions,
                rejections,
                erasures,
                new NoRelays(),
                new DiscardingSink<>(),
                kpis);
    }

    /** Where the consumer of each final scorecard writes what else it makes of it. */
    interface ScorecardConsumer {
        void accept(byte[] scorecard) throws IOException;
    }

    /** Removes what an earlier replay left, so that no file of it is taken for one of this. */
    static void clear(Path directory) throws IOException {
        for (String name :
                List.of(
                        SUMMARY,
                        SCORES,
                        TRANSITIONS,
                        REJECTIONS,
                        ERASURES,
                        POPULATION,
                        EXPLANATIONS)) {
            Files.deleteIfExists(directory.resolve(name));
        }
    }

    /** The file of what was known of the population, which is not written here. */
    static Path population(Path directory) {
        return directory.resolve(POPULATION);
    }

    /** The file of explanations, which is not written here. */
    static Path explanations(Path directory) {
        return directory.resolve(EXPLANATIONS);
    }

    /** Writes the summary, the last of the files: where it is, the others are whole. */
    static void writeSummary(Path directory, ReplaySummary summary) throws IOException {
        Files.write(directory.resolve(SUMMARY), summary.toJson());
    }

    /**
     * Makes the sorted files.
     *
     * @param eachScorecard gets each final scorecard
     * @param eachLine is run after each line of any of the files
     */
    void write(Path directory, ScorecardConsumer eachScorecard, Runnable eachLine)
            throws IOException {
        writeLines(
                scores,
                directory.resolve(SCORES),
                line -> {
                    eachScorecard.accept(line);
                    eachLine.run();
                });
        writeLines(transitions, directory.resolve(TRANSITIONS), line -> eachLine.run());
        writeLines(rejections, directory.resolve(REJECTIONS), line -> eachLine.run());
        writeLines(erasures, directory.resolve(ERASURES), line -> eachLine.run());
    }

    private void writeLines(PartFiles<?> parts, Path file, ScorecardConsumer each)
            throws IOException {
        try (ExternalSort sort = new ExternalSort(scratch, SORT_BYTES);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18)) {
            parts.collect(sort);
            sort.forEach(
                    (key, line) -> {
                        out.write(line);
                        out.write('\n');
                        each.accept(line);
                    });
        }
    }

    /** The ledger at the end. */
    Ledger ledger() throws IOException {
        Ledger ledger = new Ledger();
        try (ExternalSort sort = new ExternalSort(scratch, SORT_BYTES)) {
            kpis.collect(sort);
            sort.forEach((key, line) -> ledger.add(KpiJson.read(line)));
        }
        return ledger;
    }

    private static byte[] transitionKey(Transition transition) {
        byte[] customer = text(transition.customerId());
        return ByteBuffer.allocate(Long.BYTES + customer.length + 1 + Long.BYTES + 1)
                .putLong(transition.asOf() ^ Long.MIN_VALUE)
                .put(customer)
                .put((byte) 0)
                .putLong(transition.sequence())
                .put((byte) transition.dimension().ordinal())
                .array();
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
