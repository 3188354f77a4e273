package dev.tidemark.scoring;

import dev.tidemark.model.AccountChange;
import dev.tidemark.model.ErasureReceipt;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Transition;
import java.util.List;
import java.util.Optional;

/** What the fold answers. */
public sealed interface Decision {
    /**
     * What came was applied.
     *
     * @param history the memory to keep; nothing if it {@linkplain CustomerHistory#isUnknown is
     *     unknown}
     * @param outcomes in order; several if deadlines had passed before the event, none if a
     *     deadline was looked at too early
     * @param relays what other customers must be told
     * @param receipt of an erasure
     */
    record Scored(
            CustomerHistory history,
            List<Outcome> outcomes,
            List<Relay> relays,
            Optional<ErasureReceipt> receipt)
            implements Decision {

        /** One that concerns nobody else. */
        public Scored(CustomerHistory history, List<Outcome> outcomes) {
            this(history, outcomes, List.of(), Optional.empty());
        }
    }

    /** What came changes nothing; the memory stays as it was. */
    record Ignored(IgnoreReason reason) implements Decision {}

    /**
     * What came is for another customer, into whom this one was merged; the memory stays as it was.
     *
     * @param relays the last of them brings what came
     */
    record Onward(List<Relay> relays) implements Decision {
        Onward(Relay relay) {
            this(List.of(relay));
        }
    }

    /**
     * Money was spent that belongs to no customer.
     *
     * @param history the memory to keep
     * @param campaignId on which campaign; empty if none was named
     * @param amountMinor how much, in minor units of the reporting currency
     * @param change how the figures of all customers change
     */
    record Spent(CustomerHistory history, String campaignId, long amountMinor, AccountChange change)
            implements Decision {}

    /**
     * One update of the customer's scores and the transitions that it shows.
     *
     * @param update the new scorecard, or a tombstone
     * @param transitions in the order of dimensions
     * @param change how the figures of all customers change
     */
    record Outcome(ScoreUpdate update, List<Transition> transitions, AccountChange change) {
        /**
         * The new scorecard.
         *
         * @throws ClassCastException if the update is a tombstone
         */
        public Scorecard scorecard() {
            return (Scorecard) update;
        }
    }
}
