package dev.tidemark.kpi;

import dev.tidemark.model.KpiValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The registry of KPIs: each with its labels, kind and help. Names are part of the contract. */
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
            "cause");

    /** Whether a KPI only grows. */
    public enum Kind {
        COUNTER,
        GAUGE
    }

    /** Stands for no class in a label: Prometheus takes an empty label for an absent one. */
    public static final String NONE = "none";

    private final Kind kind;
    private final String help;
    private final List<String> labels;

    Kpi(Kind kind, String help, String... labels) {
        this.kind = kind;
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

    /** The names of the labels, in order. */
    public List<String> labels() {
        return labels;
    }

    /** The KPI of that wire name, if this release knows it. */
    public static Optional<Kpi> ofWireName(String wireName) {
        return Stream.of(values()).filter(kpi -> kpi.wireName().equals(wireName)).findFirst();
    }

    /** A value of this KPI; there must be one label value for each label. */
    public KpiValue of(long value, String... labelValues) {
        if (labelValues.length != labels.size()) {
            throw new IllegalArgumentException(
                    "%s has the labels %s, got %d values"
                            .formatted(this, labels, labelValues.length));
        }
        return new KpiValue(wireName(), List.of(labelValues), value);
    }
}
