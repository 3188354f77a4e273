package dev.tidemark.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * A KPI that is the ratio of sums of other lines of the ledger.
 *
 * <p>It is there as soon as something was entered in one of its denominator's lines, and is 0 while
 * the denominator is not over 0.
 *
 * @param kpi what it is
 * @param numerator its lines are added up
 * @param denominator likewise
 * @param scale what the ratio is multiplied by: 100 for percent
 */
record Derived(Kpi kpi, List<Term> numerator, List<Term> denominator, int scale) {
    private static final List<Derived> ALL =
            List.of(
                    ratio(
                            Kpi.AVERAGE_ORDER_VALUE_MINOR,
                            Term.of(Kpi.WINDOW_REVENUE_MINOR),
                            Term.of(Kpi.WINDOW_ORDERS)),
                    ratio(
                            Kpi.REPEAT_RATE,
                            Term.of(Kpi.REPEAT_CUSTOMERS),
                            Term.of(Kpi.ACTIVE_CUSTOMERS)),
                    ratio(Kpi.CONVERSION_RATE, Term.of(Kpi.BUYERS), Term.of(Kpi.GROUP_CUSTOMERS)),
                    new Derived(
                            Kpi.CUSTOMER_ACQUISITION_COST_MINOR,
                            costOfAcquisition(),
                            List.of(Term.of(Kpi.BUYERS)),
                            1),
                    ratio(Kpi.MEAN_CLV_MINOR, Term.of(Kpi.CLV_MINOR), Term.of(Kpi.BUYERS)),
                    new Derived(
                            Kpi.CLV_TO_ACQUISITION_COST,
                            List.of(Term.of(Kpi.CLV_MINOR)),
                            costOfAcquisition(),
                            1),
                    new Derived(
                            Kpi.NPS,
                            List.of(Term.of(Kpi.NPS_PROMOTERS), Term.less(Kpi.NPS_DETRACTORS)),
                            List.of(Term.of(Kpi.NPS_ANSWERS)),
                            100),
                    ratio(Kpi.CSAT, Term.of(Kpi.CSAT_POINTS), Term.of(Kpi.CSAT_ANSWERS)),
                    ratio(
                            Kpi.ENGAGEMENT,
                            Term.of(Kpi.ENGAGEMENT_POINTS),
                            Term.of(Kpi.GROUP_CUSTOMERS)),
                    ratio(
                            Kpi.REVENUE_AT_RISK_SHARE,
                            Term.of(Kpi.REVENUE_AT_RISK_MINOR),
                            Term.of(Kpi.EXPECTED_SPEND_MINOR)),
                    new Derived(
                            Kpi.RETURN_BY_CAMPAIGN,
                            List.of(
                                    Term.profitOf(Kpi.REVENUE_BY_CAMPAIGN_MINOR),
                                    Term.less(Kpi.COST_BY_CAMPAIGN_MINOR)),
                            List.of(Term.of(Kpi.COST_BY_CAMPAIGN_MINOR)),
                            1));

    /** What a line counts for in a sum. */
    enum Weight {
        PLUS("+", ""),
        MINUS("-", ""),
        /** Money of which only the margin is profit. */
        MARGIN("+", "`value.margin` × ");

        private final String sign;
        private final String factor;

        Weight(String sign, String factor) {
            this.sign = sign;
            this.factor = factor;
        }
    }

    /**
     * A line of a sum.
     *
     * @param kpi with the labels of the derived one, or with none at all: such a line is of all
     *     customers, and counts for nothing in a group of them
     * @param weight what it counts for
     */
    record Term(Kpi kpi, Weight weight) {
        static Term of(Kpi kpi) {
            return new Term(kpi, Weight.PLUS);
        }

        static Term less(Kpi kpi) {
            return new Term(kpi, Weight.MINUS);
        }

        static Term profitOf(Kpi kpi) {
            return new Term(kpi, Weight.MARGIN);
        }
    }

    /** All there are. */
    static List<Derived> all() {
        return ALL;
    }

    private static Derived ratio(Kpi kpi, Term numerator, Term denominator) {
        return new Derived(kpi, List.of(numerator), List.of(denominator), 1);
    }

    private static List<Term> costOfAcquisition() {
        return List.of(Term.of(Kpi.CAMPAIGN_COST_MINOR), Term.of(Kpi.ACQUISITION_COST_MINOR));
    }

    /** The ratio in words and symbols. */
    String formula() {
        String times = scale == 1 ? "" : scale + " × ";
        return "%s%s / %s".formatted(times, text(numerator), text(denominator));
    }

    private static String text(List<Term> terms) {
        String sum =
                terms.stream()
                        .map(
                                term ->
                                        " %s %s`%s`"
                                                .formatted(
                                                        term.weight.sign,
                                                        term.weight.factor,
                                                        term.kpi.wireName()))
                        .collect(Collectors.joining())
                        .replaceFirst("^ \\+ ", "");
        return terms.size() == 1 ? sum : "(" + sum + ")";
    }

    /**
     * The value, rounded half even to the digits of the KPI; 0 if the denominator is not over 0.
     *
     * @param lines the totals of the terms
     * @param margin share of money that is profit
     */
    long units(ToLongFunction<Kpi> lines, BigDecimal margin) {
        BigDecimal below = sum(denominator, lines, margin);
        if (below.signum() <= 0) {
            return 0;
        }
        BigDecimal above = sum(numerator, lines, margin).multiply(BigDecimal.valueOf(scale));
        return kpi.units(above.divide(below, kpi.decimals(), RoundingMode.HALF_EVEN));
    }

    private static BigDecimal sum(List<Term> terms, ToLongFunction<Kpi> lines, BigDecimal margin) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Term term : terms) {
            BigDecimal line = BigDecimal.valueOf(lines.applyAsLong(term.kpi));
            sum =
                    switch (term.weight) {
                        case PLUS -> sum.add(line);
                        case MINUS -> sum.subtract(line);
                        case MARGIN -> sum.add(line.multiply(margin));
                    };
        }
        return sum;
    }
}
