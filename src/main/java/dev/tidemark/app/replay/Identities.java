package dev.tidemark.app.replay;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.Moments;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Who is who, by the end of a log. A finished log tells it beforehand, so that in a replay the two
 * ids of a merge are one customer from the beginning, and no history has to move.
 *
 * <p>An erasure ends the lives of all ids of a person: what happens to them afterwards is another
 * life, in which nobody knows any more that they were one.
 */
final class Identities implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<String, List<Life>> lives;

    /**
     * A time in which an id was this person's.
     *
     * @param until the last moment of it, epoch milliseconds; {@link Moments#NEVER} for the last
     * @param person the id that stands for the person
     */
    record Life(long until, String person) implements Serializable {}

    Identities(Map<String, List<Life>> lives) {
        this.lives = lives;
    }

    /** The event under the id of the person whom it happened to. */
    CustomerEvent resolve(CustomerEvent event) {
        if (lives.isEmpty()) {
            return event;
        }
        String person = personOf(event.customerId(), event.occurredAt());
        CustomerEvent theirs = person.equals(event.customerId()) ? event : event.of(person);
        return event.detail() instanceof EventDetail.Merge merge
                ? theirs.with(new EventDetail.Merge(personOf(merge.intoId(), event.occurredAt())))
                : theirs;
    }

    private String personOf(String id, long at) {
        List<Life> known = lives.get(id);
        if (known == null) {
            return id;
        }
        for (Life life : known) {
            if (at <= life.until()) {
                return life.person();
            }
        }
        return id;
    }
}
