package dev.tidemark.app.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.Cause;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Versions;
import dev.tidemark.scoring.Rules;
import dev.tidemark.wire.Rfc3339;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a replay did, in figures: {@code summary.json}.
 *
 * @param input name of the log
 * @param digest SHA-256 of its bytes
 * @param rules under which it was scored
 * @param ledger the totals at the end
 * @param sortSeconds time to read and sort the log
 * @param fitSeconds time to find out which models are in force when
 * @param scoreSeconds time of the pipeline, its start included
 * @param writeSeconds time to sort and write the results
 */
public record ReplaySummary(
        String input,
        String digest,
        Rules rules,
        Ledger ledger,
        double sortSeconds,
        double fitSeconds,
        double scoreSeconds,
        double writeSeconds) {

    /** What tells how good the predictions of churn were. */
    private static final Set<String> JUDGED =
            Stream.of(
                            Kpi.CHURN_BRIER,
                            Kpi.CHURN_CALIBRATION_ERROR,
                            Kpi.CHURN_AUC,
                            Kpi.CHURN_BIAS,
                            Kpi.CHURN_SKILL,
                            Kpi.CHURN_JUDGED,
                            Kpi.CHURN_ORIGINS_JUDGED)
                    .map(Kpi::wireName)
                    .collect(Collectors.toUnmodifiableSet());

    public long read() {
        return ledger.total(Kpi.EVENTS_READ);
    }

    public long scored() {
        return ledger.total(Kpi.EVENTS_SCORED);
    }

    public long ignored() {
        return sum(byFirstLabel(Kpi.EVENTS_IGNORED));
    }

    public long rejected() {
        return sum(byFirstLabel(Kpi.EVENTS_REJECTED));
    }

    /** read = scored + ignored + rejected. */
    public boolean booksBalance() {
        return read() == scored() + ignored() + rejected();
    }

    /** Customers by segment of a dimension. */
    public Map<String, Long> customers(Dimension dimension) {
        Map<String, Long> sizes = new TreeMap<>();
        for (KpiValue total : ledger.totals()) {
            if (total.kpi().equals(Kpi.CUSTOMERS.wireName())
                    && total.labels().get(0).equals(dimension.wireName())
                    && total.value() != 0) {
                sizes.put(total.labels().get(1), total.value());
            }
        }
        return sizes;
    }

    /** Everyone has one RFM segment, so these sum to all customers. */
    public long customers() {
        return sum(customers(Dimension.RFM));
    }

    /** The figures of the last judgement, by KPI and what was judged; empty if none was made. */
    public Map<String, Double> judgement() {
        Map<String, Double> figures = new TreeMap<>();
        for (KpiValue total : ledger.totals()) {
            if (JUDGED.contains(total.kpi())) {
                String of = total.labels().isEmpty() ? "" : "_" + total.labels().get(0);
                figures.put(total.kpi() + of, total.number().doubleValue());
            }
        }
        return figures;
    }

    public long transitions() {
        return sum(byFirstLabel(Kpi.TRANSITIONS));
    }

    /** Records over all seconds of the run. */
    public double eventsPerSecond() {
        return read() / (sortSeconds + fitSeconds + scoreSeconds + writeSeconds);
    }

    /**
     * All scorecards, those that silence made too, over the seconds of scoring: where customers are
     * silent most of the time, this and not {@link #eventsPerSecond} tells what was done.
     */
    public double scorecardsPerSecond() {
        return sum(byFirstLabel(Kpi.SCORECARDS)) / scoreSeconds;
    }

    /** Whether not one record could be read as an event; then nobody was scored as of any day. */
    public boolean isEmpty() {
        return read() == rejected();
    }

    /** The lines of all sorted files that are written of a run with these totals. */
    static long lines(Ledger ledger) {
        long cards = byFirstLabel(ledger, Kpi.SCORECARDS).getOrDefault(Cause.END.name(), 0L);
        return cards
                + sum(byFirstLabel(ledger, Kpi.TRANSITIONS))
                + sum(byFirstLabel(ledger, Kpi.EVENTS_REJECTED));
    }

    /** Totals of a KPI by its first label. */
    public Map<String, Long> byFirstLabel(Kpi kpi) {
        return byFirstLabel(ledger, kpi);
    }

    private static Map<String, Long> byFirstLabel(Ledger ledger, Kpi kpi) {
        Map<String, Long> byLabel = new TreeMap<>();
        for (KpiValue total : ledger.totals()) {
            if (total.kpi().equals(kpi.wireName())) {
                byLabel.merge(total.labels().get(0), total.value(), Long::sum);
            }
        }
        return byLabel;
    }

    private static long sum(Map<String, Long> totals) {
        return totals.values().stream().mapToLong(Long::longValue).sum();
    }

    byte[] toJson() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = mapper.createObjectNode();
        json.put("input", input);
        json.put("sha256", digest);
        if (!isEmpty()) {
            json.put("asOf", Rfc3339.format(rules.closesAt()));
        }
        json.put("read", read());
        json.put("scored", scored());
        put(json.putObject("ignored"), byFirstLabel(Kpi.EVENTS_IGNORED));
        put(json.putObject("rejected"), byFirstLabel(Kpi.EVENTS_REJECTED));
        json.put("booksBalance", booksBalance());
        json.put("customers", customers());
        ObjectNode segments = json.putObject("segments");
        for (Dimension dimension : Dimension.values()) {
            put(segments.putObject(dimension.wireName()), customers(dimension));
        }
        put(json.putObject("scorecards"), byFirstLabel(Kpi.SCORECARDS));
        json.put("transitions", transitions());
        Versions used = rules.versionsAt(rules.closesAt());
        ObjectNode versions = json.putObject("versions");
        versions.put("rules", used.rules());
        versions.put("cutPoints", used.cutPoints());
        versions.put("model", used.model());
        ObjectNode churn = json.putObject("churnJudgement");
        judgement().forEach(churn::put);
        json.put("eventsPerSecond", Math.round(eventsPerSecond()));
        json.put("scorecardsPerSecond", Math.round(scorecardsPerSecond()));
        ObjectNode seconds = json.putObject("seconds");
        seconds.put("sort", rounded(sortSeconds));
        seconds.put("fit", rounded(fitSeconds));
        seconds.put("score", rounded(scoreSeconds));
        seconds.put("write", rounded(writeSeconds));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    private static void put(ObjectNode json, Map<String, Long> totals) {
        totals.forEach(json::put);
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
