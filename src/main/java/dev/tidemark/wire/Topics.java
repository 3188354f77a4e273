package dev.tidemark.wire;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * The names of the topics, all under one prefix, so that several installations share a cluster.
 *
 * @param prefix first part of every name: letters, digits, '.', '_' and '-', at most 200 characters
 */
public record Topics(String prefix) implements Serializable {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    /**
     * @throws IllegalArgumentException when Kafka would refuse the names
     */
    public Topics {
        if (!LEGAL.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "topic prefix '"
                            + prefix
                            + "' is not 1 to 200 letters, digits, '.', '_' or '-'");
        }
    }

    /** Interaction events in; key: customer id. */
    public String events() {
        return prefix + ".events.v1";
    }

    /** The latest scorecard of each customer; key: customer id; compacted. */
    public String scores() {
        return prefix + ".scores.v1";
    }

    /** Every segment transition; key: customer id. */
    public String transitions() {
        return prefix + ".transitions.v1";
    }

    /** What one customer's key sends to another's within the job; key: the other's id. */
    public String relays() {
        return prefix + ".relays.v1";
    }

    /** Receipts of erasures; key: keyed hash of the customer id. */
    public String erasures() {
        return prefix + ".erasures.v1";
    }

    /** What was learned of all customers together; key: kind and version; compacted. */
    public String population() {
        return prefix + ".population.v1";
    }

    /** KPI values; key: name and dimension; compacted. */
    public String kpis() {
        return prefix + ".kpis.v1";
    }

    /** Input that could not be understood, whole; no key. */
    public String rejections() {
        return prefix + ".rejections.v1";
    }
}
