package dev.tidemark.app.demo;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.LifecycleStage;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.Transition;
import dev.tidemark.serving.KpiBoard;
import dev.tidemark.serving.KpiLine;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A few lines that say how the shop's customers stand; on a terminal they are redrawn in place. */
public final class Screen {
    private static final Map<Dimension, String> KINDS =
            Map.of(Dimension.RFM, "", Dimension.CHURN, "churn risk ");
    private static final List<String> MOVES =
            List.of("churn ", "matrix ", "abc ", "tier ", "lifecycle ");

    private static final int WIDTH = 110;

    private final PrintStream out;
    private final boolean redraw;
    private int linesDrawn;
    private long lastRead;
    private long lastTransitions;
    private long lastNanos = System.nanoTime();

    public Screen(PrintStream out, boolean redraw) {
        this.out = out;
        this.redraw = redraw;
    }

    /** Draws the state of affairs. */
    public void draw(String shopTime, KpiBoard.State kpis, List<Transition> latest) {
        List<String> lines = new ArrayList<>();
        Map<KpiLine, Long> totals = kpis.totals();
        long read = sum(totals, Kpi.EVENTS_READ);
        long transitions = sum(totals, Kpi.TRANSITIONS);
        long now = System.nanoTime();
        double seconds = (now - lastNanos) / 1e9;
        lines.add(
                String.format(
                        Locale.ROOT,
                        "shop time %s   %,d read = %,d scored + %,d ignored + %,d rejected",
                        shopTime,
                        read,
                        sum(totals, Kpi.EVENTS_SCORED),
                        sum(totals, Kpi.EVENTS_IGNORED),
                        sum(totals, Kpi.EVENTS_REJECTED)));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "pace      %,.0f events/s, %,.0f transitions/s",
                        (read - lastRead) / seconds,
                        (transitions - lastTransitions) / seconds));
        lines.add("segments  " + sizes(totals, Dimension.RFM, segments()));
        lines.add(
                "churn     " + sizes(totals, Dimension.CHURN, Stream.of("low", "medium", "high")));
        lines.add("matrix    " + sizes(totals, Dimension.MATRIX, quadrants()));
        lines.add("lifecycle " + sizes(totals, Dimension.LIFECYCLE, stages()));
        lines.add("worth     " + WorthLines.of(totals));
        lines.add("model     " + ModelLines.fit(totals));
        lines.add("judged    " + ModelLines.judgement(totals));
        String title = "lately    ";
        for (Transition transition : latest) {
            lines.add(title + inWords(transition));
            title = "          ";
        }
        lastRead = read;
        lastTransitions = transitions;
        lastNanos = now;
        print(lines);
    }

    /** A move in words: who, from where to where, and why. */
    static String inWords(Transition t) {
        String kind = KINDS.getOrDefault(t.dimension(), t.dimension().wireName() + " ");
        String how = t.cause().name().toLowerCase(Locale.ROOT);
        String to = t.to().isEmpty() ? "none" : t.to();
        String why = t.reasons().stream().map(Screen::figure).collect(Collectors.joining("; "));
        return t.customerId() + " " + kind + t.from() + " -> " + to + " by " + how + ": " + why;
    }

    /** The move itself was said already. */
    private static String figure(String reason) {
        int colon = reason.indexOf(": ");
        return MOVES.stream().anyMatch(reason::startsWith) ? reason.substring(colon + 2) : reason;
    }

    private static Stream<String> quadrants() {
        return Stream.of(Quadrant.values()).map(Quadrant::label);
    }

    private static Stream<String> stages() {
        return Stream.of(LifecycleStage.values()).map(LifecycleStage::label);
    }

    private static Stream<String> segments() {
        return RfmSegment.STANDARD.stream().map(RfmSegment::label);
    }

    private static String sizes(
            Map<KpiLine, Long> totals, Dimension dimension, Stream<String> labels) {
        Function<String, Long> size =
                label ->
                        totals.getOrDefault(
                                new KpiLine(Kpi.CUSTOMERS, List.of(dimension.wireName(), label)),
                                0L);
        return labels.filter(label -> size.apply(label) != 0)
                .map(label -> "%s %,d".formatted(label, size.apply(label)))
                .collect(Collectors.joining(" | "));
    }

    private static long sum(Map<KpiLine, Long> totals, Kpi kpi) {
        return totals.entrySet().stream()
                .filter(total -> total.getKey().kpi() == kpi)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void print(List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (redraw && linesDrawn > 0) {
            text.append("\u001b[").append(linesDrawn).append('A');
        }
        for (String line : wrapped(lines)) {
            text.append(redraw ? "\u001b[K" : "").append(line).append('\n');
        }
        if (redraw) {
            text.append("\u001b[J");
        } else {
            text.append('\n');
        }
        linesDrawn = wrapped(lines).size();
        out.print(text);
        out.flush();
    }

    /** Long lines are folded here, so that the terminal does not fold them and the count holds. */
    private static List<String> wrapped(List<String> lines) {
        List<String> folded = new ArrayList<>();
        for (String line : lines) {
            String rest = line;
            while (rest.length() > WIDTH) {
                int at = Math.max(rest.lastIndexOf(' ', WIDTH), 40);
                folded.add(rest.substring(0, at));
                rest = "          " + rest.substring(at).strip();
            }
            folded.add(rest);
        }
        return folded;
    }
}
