package dev.tidemark.kpi;

import static dev.tidemark.kpi.Kpi.Kind.COUNTER;
import static dev.tidemark.kpi.Kpi.Kind.GAUGE;

import dev.tidemark.model.KpiValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The registry of KPIs: each with its labels, kind, unit, decimal digits and help; how each is
 * computed stands in {@link Formulas}. Names, units and digits are part of the contract.
 *
 * <p>A KPI with the labels {@code by} and {@code group} is there for all customers, for each
 * quadrant of the CRM matrix and for each value of the configured profile attributes; see {@link
 * Groups}.
 */
public enum Kpi {
    EVENTS_READ(COUNTER, Unit.RECORDS, "Records read from the source."),
    EVENTS_SCORED(COUNTER, Unit.EVENTS, "Events that were applied to a customer."),
    EVENTS_IGNORED(COUNTER, Unit.EVENTS, "Events that changed nothing, by reason.", "reason"),
    EVENTS_REJECTED(
            COUNTER, Unit.RECORDS, "Records that could not be understood, by reason.", "reason"),
    EVENTS_ON_THE_WAY(
            GAUGE,
            Unit.EVENTS,
            "Events of merged customers on their way to the customer that they became."),
    SCORECARDS(COUNTER, Unit.SCORECARDS, "Scorecards written, by what made them.", "cause"),
    TOMBSTONES(
            COUNTER,
            Unit.CUSTOMERS,
            "Customers whose scorecard was taken back, by cause.",
            "cause"),
    ERASURES(COUNTER, Unit.CUSTOMERS, "Erasures done, each with a receipt."),
    CAMPAIGN_COST_MINOR(
            COUNTER,
            Unit.MINOR_UNITS,
            "Money spent on campaigns, in minor units of the reporting currency."),
    CUSTOMERS(
            GAUGE,
            Unit.CUSTOMERS,
            "Customers in each class of each dimension; churn holds those who have bought.",
            "dimension",
            "segment"),
    TRANSITIONS(
            COUNTER,
            Unit.MOVES,
            "Moves of customers between classes, by what made them.",
            "dimension",
            "from",
            "to",
            "cause"),
    FLAPS(
            COUNTER,
            Unit.MOVES,
            "Moves back into a class that the customer had left only lately.",
            "dimension"),
    SIGNIFICANT_CUSTOMERS(
            GAUGE,
            Unit.CUSTOMERS,
            "How few customers made most of the revenue in the window when the cut points in force"
                    + " were counted."),
    GROUP_CUSTOMERS(GAUGE, Unit.CUSTOMERS, "Customers who are known.", "by", "group"),
    BUYERS(GAUGE, Unit.CUSTOMERS, "Customers with at least one order that stands.", "by", "group"),
    ACTIVE_CUSTOMERS(
            GAUGE, Unit.CUSTOMERS, "Customers with an order in the window.", "by", "group"),
    REPEAT_CUSTOMERS(
            GAUGE,
            Unit.CUSTOMERS,
            "Customers with two orders in the window, or more.",
            "by",
            "group"),
    REVENUE_MINOR(GAUGE, Unit.MINOR_UNITS, "Net revenue of all time.", "by", "group"),
    WINDOW_REVENUE_MINOR(
            GAUGE,
            Unit.MINOR_UNITS,
            "Net revenue of the window; a customer of whom more went back than came counts 0.",
            "by",
            "group"),
    WINDOW_ORDERS(GAUGE, Unit.ORDERS, "Orders in the window that stand.", "by", "group"),
    EXPECTED_SPEND_MINOR(
            GAUGE,
            Unit.MINOR_UNITS,
            "Expected net spend, of each customer as of the last decision.",
            "by",
            "group"),
    CLV_MINOR(GAUGE, Unit.MINOR_UNITS, "Discounted customer lifetime value.", "by", "group"),
    REVENUE_AT_RISK_MINOR(
            GAUGE,
            Unit.MINOR_UNITS,
            "Expected net spend of those whose churn risk is high.",
            "by",
            "group"),
    AT_RISK_CUSTOMERS(GAUGE, Unit.CUSTOMERS, "Customers whose churn risk is high.", "by", "group"),
    ENGAGEMENT_POINTS(GAUGE, Unit.POINTS, "Engagement of all together.", "by", "group"),
    NPS_PROMOTERS(GAUGE, Unit.ANSWERS, "Customers who last answered 9 or 10.", "by", "group"),
    NPS_DETRACTORS(GAUGE, Unit.ANSWERS, "Customers who last answered 0 to 6.", "by", "group"),
    NPS_ANSWERS(
            GAUGE, Unit.ANSWERS, "Customers who said whether they recommend us.", "by", "group"),
    CSAT_POINTS(GAUGE, Unit.POINTS, "Last answers on satisfaction, 1 to 5.", "by", "group"),
    CSAT_ANSWERS(GAUGE, Unit.ANSWERS, "Customers who said how satisfied they are.", "by", "group"),
    ACQUISITION_COST_MINOR(
            GAUGE, Unit.MINOR_UNITS, "Cost of acquisition in the profiles.", "by", "group"),
    GROUPS_REFUSED(
            COUNTER,
            Unit.ENTRIES,
            "Entries of values that have no line of their own, as there are too many.",
            "by"),
    AVERAGE_ORDER_VALUE_MINOR(
            GAUGE, Kpi.SIX, Unit.MINOR_UNITS, "Mean net revenue of an order.", "by", "group"),
    REPEAT_RATE(GAUGE, Kpi.SIX, Unit.RATIO, "Share of the active who bought again.", "by", "group"),
    CONVERSION_RATE(
            GAUGE, Kpi.SIX, Unit.RATIO, "Share of the known who have bought.", "by", "group"),
    CUSTOMER_ACQUISITION_COST_MINOR(
            GAUGE,
            Kpi.SIX,
            Unit.MINOR_UNITS,
            "What it cost to win a buyer; campaigns count only over all customers.",
            "by",
            "group"),
    MEAN_CLV_MINOR(GAUGE, Kpi.SIX, Unit.MINOR_UNITS, "Mean CLV of a buyer.", "by", "group"),
    CLV_TO_ACQUISITION_COST(
            GAUGE, Kpi.SIX, Unit.RATIO, "CLV over the cost of winning the buyers.", "by", "group"),
    NPS(
            GAUGE,
            Kpi.SIX,
            Unit.POINTS,
            "Net promoter score, -100 to 100: percent promoters less percent detractors.",
            "by",
            "group"),
    CSAT(GAUGE, Kpi.SIX, Unit.POINTS, "Mean satisfaction, 1 to 5.", "by", "group"),
    ENGAGEMENT(GAUGE, Kpi.SIX, Unit.POINTS, "Mean engagement, 0 to 100.", "by", "group"),
    REVENUE_AT_RISK_SHARE(
            GAUGE,
            Kpi.SIX,
            Unit.RATIO,
            "Share of the expected spend whose churn risk is high.",
            "by",
            "group"),
    COST_BY_CAMPAIGN_MINOR(COUNTER, Unit.MINOR_UNITS, "Money spent on each campaign.", "campaign"),
    REVENUE_BY_CAMPAIGN_MINOR(
            GAUGE,
            Unit.MINOR_UNITS,
            "Net revenue that followed each campaign's touches.",
            "campaign"),
    RETURN_BY_CAMPAIGN(
            GAUGE,
            Kpi.SIX,
            Unit.RATIO,
            "Return on investment of each campaign: 0 is what it cost, 1 twice that.",
            "campaign"),
    PERIOD_ACTIVE_CUSTOMERS(
            GAUGE, Unit.CUSTOMERS, "Customers who were active at the start of the period."),
    PERIOD_LOST_CUSTOMERS(
            GAUGE, Unit.CUSTOMERS, "Of those, the ones who did not buy in the period."),
    CHURN_RATE(GAUGE, Kpi.SIX, Unit.RATIO, "Share of the active who did not buy in the period."),
    RETENTION_RATE(GAUGE, Kpi.SIX, Unit.RATIO, "Share of the active who bought in the period."),
    RECENT_REVENUE_MINOR(GAUGE, Unit.MINOR_UNITS, "Net revenue dated in the last days.", "days"),
    RECENT_ORDERS(GAUGE, Unit.ORDERS, "Orders of the last days that stand.", "days"),
    RECENT_NEW_CUSTOMERS(
            GAUGE, Unit.CUSTOMERS, "Customers whose first order is of the last days.", "days"),
    RECENT_CAMPAIGN_COST_MINOR(
            GAUGE, Unit.MINOR_UNITS, "Money spent on campaigns in the last days.", "days"),
    TOP_FIFTH_REVENUE_SHARE(
            GAUGE,
            Kpi.SIX,
            Unit.RATIO,
            "Share of the revenue in the window that the best fifth of the buyers made."),
    CLV_PERCENTILE_MINOR(
            GAUGE, Unit.MINOR_UNITS, "How CLV is spread over the buyers.", "percentile"),
    MODEL_FITS(
            COUNTER, Unit.FITS, "Fits of the models, by what may be thought of them.", "verdict"),
    MODEL_PARAMETER(
            GAUGE,
            Kpi.SIX,
            Unit.MODEL,
            "Parameters in force, in the units of the model.",
            "parameter"),
    MODEL_PARAMETER_ERROR(
            GAUGE,
            Kpi.SIX,
            Unit.MODEL,
            "Standard errors of the parameters in force; none where the data do not bound one.",
            "parameter"),
    MODEL_CUSTOMERS(
            GAUGE, Unit.CUSTOMERS, "Customers to whom the parameters in force were fitted."),
    MODEL_FITTED_AT_SECONDS(
            GAUGE,
            Unit.SECONDS,
            "When the parameters in force were fitted, event time in epoch seconds."),
    CHURN_BRIER(
            GAUGE,
            Kpi.SIX,
            Unit.RATIO,
            "Mean squared error of predictions of churn, 0 is best; recency is the plain rule.",
            "forecast"),
    CHURN_CALIBRATION_ERROR(
            GAUGE,
            Kpi.SIX,
            Unit.RATIO,
            "Mean gap between predicted and actual share of churn in classes of risk.",
            "forecast"),
    CHURN_AUC(
            GAUGE,
            Kpi.SIX,
            Unit.RATIO,
            "How well predictions rank by risk of churn: 1 is perfect, 0.5 is chance.",
            "forecast"),
    CHURN_BIAS(
            GAUGE,
            Kpi.SIX,
            Unit.RATIO,
            "Mean prediction of churn less the actual share; over 0 it is too gloomy.",
            "forecast"),
    CHURN_SKILL(
            GAUGE,
            Kpi.SIX,
            Unit.RATIO,
            "How much lower the Brier score of the model is than that of recency: 1 less their"
                    + " ratio; under 0 the model is worse than the plain rule."),
    CHURN_JUDGED(GAUGE, Unit.PREDICTIONS, "Predictions of churn in the figures of the judgement."),
    CHURN_ORIGINS_JUDGED(
            COUNTER,
            Unit.MOMENTS,
            "Moments whose predictions of churn were judged by what happened.");

    /** Whether a KPI only grows. */
    public enum Kind {
        COUNTER,
        GAUGE
    }

    /** Stands for no class in a label: Prometheus takes an empty label for an absent one. */
    public static final String NONE = "none";

    /** So long may the value of a label be, in characters. */
    public static final int LONGEST_LABEL = 100;

    /** Decimal digits of ratios and the like. */
    private static final int SIX = 6;

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private static final Map<String, Kpi> BY_WIRE_NAME =
            Stream.of(values()).collect(Collectors.toMap(Kpi::wireName, Function.identity()));

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final Kind kind;
    private final Unit unit;
    private final String help;
    private final int decimals;
    private final List<String> labels;

    Kpi(Kind kind, Unit unit, String help, String... labels) {
        this(kind, 0, unit, help, labels);
    }

    Kpi(Kind kind, int decimals, Unit unit, String help, String... labels) {
        this.kind = kind;
        this.unit = unit;
        this.decimals = decimals;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** The name in messages, such as {@code events_read}. */
    public String wireName() {
        return wireName;
    }

    public Kind kind() {
        return kind;
    }

    /** What it counts in. */
    public Unit unit() {
        return unit;
    }

    /** How it is computed. */
    public Formula formula() {
        return Formulas.of(this);
    }

    /** One sentence for a person. */
    public String help() {
        return help;
    }

    /** Decimal digits of its values: these count in units of 10 to the minus that. */
    public int decimals() {
        return decimals;
    }

    /** The names of the labels, in order. */
    public List<String> labels() {
        return labels;
    }

    /** The KPI of that wire name, if this release knows it. */
    public static Optional<Kpi> ofWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    /**
     * A value of this KPI; there must be one label value for each label.
     *
     * @param value in units of 10 to the minus {@link #decimals}
     */
    public KpiValue of(long value, String... labelValues) {
        if (labelValues.length != labels.size()) {
            throw new IllegalArgumentException(
                    "%s has the labels %s, got %d values"
                            .formatted(this, labels, labelValues.length));
        }
        return new KpiValue(wireName(), List.of(labelValues), value, decimals);
    }

    /**
     * A value of this KPI from a number, rounded half even to its digits; what is beyond them all
     * becomes the largest or smallest value there is.
     *
     * @throws IllegalArgumentException if the number is not finite
     */
    public KpiValue ofDecimal(double number, String... labelValues) {
        return of(units(number), labelValues);
    }

    /** A number in the units of this KPI's values, rounded as {@link #ofDecimal} rounds. */
    public long units(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("%s is %s".formatted(wireName(), number));
        }
        return units(new BigDecimal(number));
    }

    /** A number in the units of this KPI's values, rounded as {@link #ofDecimal} rounds. */
    long units(BigDecimal number) {
        BigInteger units = number.setScale(decimals, RoundingMode.HALF_EVEN).unscaledValue();
        return units.max(LEAST).min(MOST).longValue();
    }
}
