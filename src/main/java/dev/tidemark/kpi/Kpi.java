package dev.tidemark.kpi;

import dev.tidemark.model.KpiValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The registry of KPIs: each with its labels, kind, help and decimal digits. Names and digits are
 * part of the contract.
 */
public enum Kpi {
    EVENTS_READ(Kind.COUNTER, "Records read from the source."),
    EVENTS_SCORED(Kind.COUNTER, "Events that were applied to a customer."),
    EVENTS_IGNORED(Kind.COUNTER, "Events that changed nothing, by reason.", "reason"),
    EVENTS_REJECTED(Kind.COUNTER, "Records that could not be understood, by reason.", "reason"),
    EVENTS_ON_THE_WAY(
            Kind.GAUGE,
            "Events of merged customers on their way to the customer that they became."),
    SCORECARDS(Kind.COUNTER, "Scorecards written, by what made them.", "cause"),
    TOMBSTONES(Kind.COUNTER, "Customers whose scorecard was taken back, by cause.", "cause"),
    ERASURES(Kind.COUNTER, "Erasures done, each with a receipt."),
    CAMPAIGN_COST_MINOR(
            Kind.COUNTER, "Money spent on campaigns, in minor units of the reporting currency."),
    CUSTOMERS(
            Kind.GAUGE,
            "Customers in each class of each dimension; churn holds those who have bought.",
            "dimension",
            "segment"),
    TRANSITIONS(
            Kind.COUNTER,
            "Moves of customers between classes, by what made them.",
            "dimension",
            "from",
            "to",
            "cause"),
    MODEL_FITS(Kind.COUNTER, "Fits of the models, by what may be thought of them.", "verdict"),
    MODEL_PARAMETER(
            Kind.GAUGE, Digits.SIX, "Parameters in force, in the units of the model.", "parameter"),
    MODEL_PARAMETER_ERROR(
            Kind.GAUGE,
            Digits.SIX,
            "Standard errors of the parameters in force; none where the data do not bound one.",
            "parameter"),
    MODEL_CUSTOMERS(Kind.GAUGE, "Customers to whom the parameters in force were fitted."),
    MODEL_FITTED_AT_SECONDS(
            Kind.GAUGE, "When the parameters in force were fitted, event time in epoch seconds."),
    CHURN_BRIER(
            Kind.GAUGE,
            Digits.SIX,
            "Mean squared error of predictions of churn, 0 is best; recency is the plain rule.",
            "forecast"),
    CHURN_CALIBRATION_ERROR(
            Kind.GAUGE,
            Digits.SIX,
            "Mean gap between predicted and actual share of churn in classes of risk.",
            "forecast"),
    CHURN_AUC(
            Kind.GAUGE,
            Digits.SIX,
            "How well predictions rank by risk of churn: 1 is perfect, 0.5 is chance.",
            "forecast"),
    CHURN_BIAS(
            Kind.GAUGE,
            Digits.SIX,
            "Mean prediction of churn less the actual share; over 0 it is too gloomy.",
            "forecast"),
    CHURN_SKILL(
            Kind.GAUGE,
            Digits.SIX,
            "How much lower the Brier score of the model is than that of recency: 1 less their"
                    + " ratio; under 0 the model is worse than the plain rule."),
    CHURN_JUDGED(Kind.GAUGE, "Predictions of churn in the figures of the judgement."),
    CHURN_ORIGINS_JUDGED(
            Kind.COUNTER, "Moments whose predictions of churn were judged by what happened.");

    /** Whether a KPI only grows. */
    public enum Kind {
        COUNTER,
        GAUGE
    }

    /** How many decimal digits; apart, as constants need it before they are there. */
    private static final class Digits {
        static final int NONE = 0;
        static final int SIX = 6;
    }

    /** Stands for no class in a label: Prometheus takes an empty label for an absent one. */
    public static final String NONE = "none";

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private final Kind kind;
    private final String help;
    private final int decimals;
    private final List<String> labels;

    Kpi(Kind kind, String help, String... labels) {
        this(kind, Digits.NONE, help, labels);
    }

    Kpi(Kind kind, int decimals, String help, String... labels) {
        this.kind = kind;
        this.decimals = decimals;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** The name in messages, such as {@code events_read}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Kind kind() {
        return kind;
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
        return Stream.of(values()).filter(kpi -> kpi.wireName().equals(wireName)).findFirst();
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
        BigInteger units =
                new BigDecimal(number).setScale(decimals, RoundingMode.HALF_EVEN).unscaledValue();
        return units.max(LEAST).min(MOST).longValue();
    }
}
