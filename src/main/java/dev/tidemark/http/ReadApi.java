package dev.tidemark.http;

import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.Dimension;
import dev.tidemark.serving.CustomerView;
import dev.tidemark.serving.KpiBoard;
import dev.tidemark.serving.KpiLine;
import dev.tidemark.serving.TopicProgress;
import dev.tidemark.wire.ApiJson;
import dev.tidemark.wire.EventLimits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answers to those who look something up; each may throw a {@link Refusal}. */
final class ReadApi {
    private static final Comparator<KpiLine> BY_LABELS =
            Comparator.comparing(line -> String.join("\n", line.labels()));

    private final Served served;

    ReadApi(Served served) {
        this.served = served;
    }

    /** Whether all topics are read, and how far each is. */
    Answer ready() {
        boolean ready = served.caughtUp();
        List<ApiJson.Reading> topics =
                served.topics().get().stream().map(ReadApi::reading).toList();
        return Answer.json(ready ? 200 : 503, ApiJson.readiness(ready, topics));
    }

    private static ApiJson.Reading reading(TopicProgress topic) {
        return new ApiJson.Reading(topic.topic(), topic.caughtUp(), topic.lagRecords());
    }

    /**
     * The scorecard of a customer and the transitions that led to it.
     *
     * @param encodedId as it stands in the path
     */
    Answer customer(String encodedId) {
        String id = Query.decoded(encodedId);
        if (id.isBlank() || id.length() > EventLimits.MAX_ID_LENGTH) {
            throw new Refusal(
                    Problem.BAD_REQUEST,
                    "the id of a customer has 1 to %d characters, not all blank"
                            .formatted(EventLimits.MAX_ID_LENGTH));
        }
        boolean caughtUp = served.caughtUp();
        requireComplete();
        Optional<CustomerView> found = served.store().customer(served.ids().apply(id));
        // Once more: in between the store may have been emptied to be read anew.
        requireComplete();
        CustomerView view =
                found.orElseThrow(
                        () ->
                                new Refusal(
                                        Problem.CUSTOMER_UNKNOWN,
                                        "there is no scorecard of this customer: never seen,"
                                                + " erased, withdrawn or merged into another"));
        return Answer.json(200, ApiJson.customer(view.scorecard(), view.transitions(), caughtUp));
    }

    private void requireComplete() {
        if (!served.store().isComplete()) {
            throw new Refusal(
                    Problem.NOT_CAUGHT_UP,
                    "the scorecards are still being read; /health/ready says how far");
        }
    }

    /** How many customers stand in which class, in all dimensions or one. */
    Answer segments(Request request) {
        Optional<Dimension> only = Query.only("dimension", request).map(ReadApi::dimension);
        KpiBoard.State state = filled();
        List<ApiJson.Sizes> dimensions = new ArrayList<>();
        for (Dimension dimension : only.map(List::of).orElse(List.of(Dimension.values()))) {
            Map<String, Long> sizes = new TreeMap<>();
            state.totals()
                    .forEach(
                            (line, total) -> {
                                if (line.kpi() == Kpi.CUSTOMERS
                                        && line.labels().get(0).equals(dimension.wireName())) {
                                    sizes.put(line.labels().get(1), total);
                                }
                            });
            dimensions.add(new ApiJson.Sizes(dimension.wireName(), sizes));
        }
        return Answer.json(200, ApiJson.segments(dimensions, state.caughtUp()));
    }

    private static Dimension dimension(String name) {
        return Stream.of(Dimension.values())
                .filter(dimension -> dimension.wireName().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Refusal(
                                        Problem.BAD_REQUEST,
                                        "dimension must be one of "
                                                + Stream.of(Dimension.values())
                                                        .map(Dimension::wireName)
                                                        .collect(Collectors.joining(", "))));
    }

    /** All KPIs that have a value, or one. */
    Answer kpis(Request request) {
        Optional<Kpi> only =
                Query.only("kpi", request)
                        .map(
                                name ->
                                        Kpi.ofWireName(name)
                                                .orElseThrow(
                                                        () ->
                                                                new Refusal(
                                                                        Problem.BAD_REQUEST,
                                                                        "there is no such KPI")));
        KpiBoard.State state = filled();
        Map<Kpi, List<KpiLine>> lines =
                state.totals().keySet().stream().collect(Collectors.groupingBy(KpiLine::kpi));
        List<ApiJson.KpiTable> tables =
                Stream.of(Kpi.values())
                        .filter(kpi -> only.map(kpi::equals).orElse(lines.containsKey(kpi)))
                        .map(kpi -> table(kpi, lines.getOrDefault(kpi, List.of()), state))
                        .toList();
        return Answer.json(200, ApiJson.kpis(tables, state.caughtUp()));
    }

    private static ApiJson.KpiTable table(Kpi kpi, List<KpiLine> lines, KpiBoard.State state) {
        return new ApiJson.KpiTable(
                kpi.wireName(),
                kpi.kind().name().toLowerCase(Locale.ROOT),
                kpi.unit().text(),
                kpi.help(),
                lines.stream()
                        .sorted(BY_LABELS)
                        .map(line -> line(line, state.totals().get(line)))
                        .toList());
    }

    private static ApiJson.Line line(KpiLine line, long total) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < line.labels().size(); i++) {
            labels.put(line.kpi().labels().get(i), line.labels().get(i));
        }
        return new ApiJson.Line(labels, BigDecimal.valueOf(total, line.kpi().decimals()));
    }

    /** What the board says, once it says something: before that, no total would be the truth. */
    private KpiBoard.State filled() {
        KpiBoard.State state = served.board().state();
        if (!state.filled()) {
            throw new Refusal(
                    Problem.NOT_CAUGHT_UP,
                    "the KPIs are still being read; /health/ready says how far");
        }
        return state;
    }
}
