package dev.tidemark.app.demo;

import dev.tidemark.kpi.Groups;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.serving.KpiLine;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the screen says of what the customers are worth, all together. */
final class WorthLines {
    private static final List<String> OF_ALL = List.of(Groups.ALL, Groups.ALL);

    private WorthLines() {}

    /** Revenue and who makes it, what is at risk, how many are lost and won. */
    static String of(Map<KpiLine, Long> totals) {
        return String.format(
                Locale.ROOT,
                "%,d customers make most of a revenue of %,.0f; %.0f %% of the expected spend at"
                        + " risk; churn rate %.0f %%, conversion %.0f %%",
                totals.getOrDefault(new KpiLine(Kpi.SIGNIFICANT_CUSTOMERS, List.of()), 0L),
                number(totals, Kpi.WINDOW_REVENUE_MINOR, OF_ALL) / 100,
                100 * number(totals, Kpi.REVENUE_AT_RISK_SHARE, OF_ALL),
                100 * number(totals, Kpi.CHURN_RATE, List.of()),
                100 * number(totals, Kpi.CONVERSION_RATE, OF_ALL));
    }

    private static double number(Map<KpiLine, Long> totals, Kpi kpi, List<String> labels) {
        long units = totals.getOrDefault(new KpiLine(kpi, labels), 0L);
        return BigDecimal.valueOf(units, kpi.decimals()).doubleValue();
    }
}
