package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.app.config.ClassOptions;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.PlainBooks;
import dev.tidemark.model.KpiValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The KPIs of what has happened, as a plain count of the raw log has them. */
final class RealisedKpis {
    private RealisedKpis() {}

    /** What is asked of the log, under a configuration, as of a moment. */
    static PlainBooks.Terms terms(Settings settings, long now) {
        return new PlainBooks.Terms(
                now,
                settings.zone(),
                settings.get(Options.WINDOW_DAYS),
                settings.get(ClassOptions.ACTIVE_DAYS),
                settings.get(ClassOptions.PERIOD_DAYS),
                settings.get(ClassOptions.PERIOD_DAYS),
                settings.get(ClassOptions.ATTRIBUTION_DAYS),
                settings.get(Options.MARGIN),
                settings.orderLines().name().toLowerCase(Locale.ROOT));
    }

    /**
     * Every figure that was counted is the last total of its KPI, to the last digit.
     *
     * @return those that are not 0
     */
    static TreeSet<String> assertSame(
            Map<String, BigDecimal> counted,
            Collection<KpiValue> totals,
            PlainBooks.Terms terms,
            String where) {
        Map<String, BigDecimal> published = byLine(totals);
        TreeSet<String> seen = new TreeSet<>();
        List<String> differing = new ArrayList<>();
        counted.forEach(
                (figure, number) -> {
                    String name = figure.split("\\|")[0];
                    List<String> labels =
                            name.equals(figure)
                                    ? name.startsWith("recent_")
                                            ? List.of(String.valueOf(terms.recentDays()))
                                            : List.of("all", "all")
                                    : List.of(figure.substring(name.length() + 1));
                    BigDecimal total =
                            published.getOrDefault(
                                    name + labels, published.getOrDefault(name + "[]", ZERO));
                    if (number.compareTo(total) != 0) {
                        differing.add("%s is %s, not %s".formatted(figure, total, number));
                    }
                    if (number.signum() != 0) {
                        seen.add(name);
                    }
                });
        assertEquals(List.of(), differing, where);
        return seen;
    }

    /** The same of one group of customers, as far as anything is told of groups. */
    static void assertSameOfGroup(
            Map<String, BigDecimal> counted,
            Collection<KpiValue> totals,
            List<String> labels,
            String where) {
        Map<String, BigDecimal> published = byLine(totals);
        List<String> differing = new ArrayList<>();
        for (String name : OF_GROUPS) {
            BigDecimal total = published.getOrDefault(name + labels, ZERO);
            BigDecimal number = counted.get(name);
            if (number.compareTo(total) != 0) {
                differing.add("%s is %s, not %s".formatted(name, total, number));
            }
        }
        assertEquals(List.of(), differing, labels + where);
    }

    private static final BigDecimal ZERO = BigDecimal.ZERO;

    private static final List<String> OF_GROUPS =
            List.of(
                    "group_customers",
                    "buyers",
                    "active_customers",
                    "repeat_customers",
                    "revenue_minor",
                    "window_revenue_minor",
                    "window_orders",
                    "acquisition_cost_minor",
                    "average_order_value_minor",
                    "repeat_rate",
                    "conversion_rate",
                    "customer_acquisition_cost_minor",
                    "nps",
                    "csat");

    private static Map<String, BigDecimal> byLine(Collection<KpiValue> totals) {
        Map<String, BigDecimal> byLine = new TreeMap<>();
        totals.forEach(total -> byLine.put(total.kpi() + total.labels(), total.number()));
        return byLine;
    }
}
