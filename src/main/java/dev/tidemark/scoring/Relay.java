package dev.tidemark.scoring;

import dev.tidemark.model.CustomerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the key of one customer sends to the key of another.
 *
 * @param to the customer it is for
 * @param path the ids it has come through, the first one first
 * @param content what it brings
 */
public record Relay(String to, List<Hop> path, Content content) {
    /** Of the ids on its way: a relay must fit into a record of Kafka's default size. */
    static final int MOST_CHARACTERS = 100_000;

    /** What a relay brings. */
    public sealed interface Content {}

    /**
     * An event of an id that was merged away. It keeps the id that it was sent to.
     *
     * @param event the event as it came
     */
    public record Forwarded(CustomerEvent event) implements Content {}

    /**
     * The history of an id that was merged away; the id and the merge are the first hop.
     *
     * @param history what was known
     * @param eventId the event that merged them
     */
    public record HandedOver(CustomerHistory history, String eventId) implements Content {}

    /**
     * The customer was erased, and with it every id that was merged into it.
     *
     * @param movedBy the merge that moved the id: if another one has moved it since, it is no
     *     longer concerned
     * @param erasedAt when, event time in epoch milliseconds
     * @param erasedUntil how long to remember it, epoch milliseconds
     */
    public record Erased(MergeStamp movedBy, long erasedAt, long erasedUntil) implements Content {}

    public Relay {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(content, "content");
        path = List.copyOf(path);
    }

    /** The same, sent on. Of a very long way the first id and the latter half are kept. */
    Relay onward(Hop hop, String next) {
        List<Hop> longer = new ArrayList<>(path);
        longer.add(hop);
        if (Hop.characters(longer) > MOST_CHARACTERS) {
            longer.subList(1, 1 + longer.size() / 2).clear();
        }
        return new Relay(next, longer, content);
    }

    /** The way from an id, where it last came through it; empty if it never did. */
    List<Hop> pathFrom(String customerId) {
        for (int i = path.size() - 1; i >= 0; i--) {
            if (path.get(i).customerId().equals(customerId)) {
                return path.subList(i, path.size());
            }
        }
        return List.of();
    }

    /** Since when all ids on its way are one person, epoch milliseconds. */
    long linkedAt() {
        return path.stream().mapToLong(hop -> hop.stamp().occurredAt()).max().orElseThrow();
    }

    /** The id it first came from. */
    Hop origin() {
        return path.get(0);
    }
}
