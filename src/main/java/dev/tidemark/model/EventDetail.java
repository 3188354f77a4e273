package dev.tidemark.model;

import java.util.Map;
import java.util.Objects;

/** What only some types of event have to say. */
public sealed interface EventDetail {
    /** Nothing more than every event says. */
    EventDetail NONE = new None();

    /** Nothing more. */
    record None() implements EventDetail {}

    /** A purchase that is the order as it is now, whatever was said of it before. */
    record Restatement() implements EventDetail {}

    /**
     * An e-mail, a touch or the cost of a campaign.
     *
     * @param campaignId the campaign; empty if none was named
     */
    record Campaign(String campaignId) implements EventDetail {}

    /**
     * A request for help.
     *
     * @param ticketId the request; empty if none was named
     */
    record Ticket(String ticketId) implements EventDetail {}

    /**
     * An answer to a survey.
     *
     * @param kind what was asked
     * @param scoreTenths the answer in tenths: 90 is 9; {@link #NO_SCORE} for free text
     */
    record Survey(SurveyKind kind, int scoreTenths) implements EventDetail {
        /** Stands for an answer in words. */
        public static final int NO_SCORE = -1;

        public Survey {
            Objects.requireNonNull(kind, "kind");
            if (!kind.allows(scoreTenths)) {
                throw new IllegalArgumentException(
                        "%d tenths is no score of %s".formatted(scoreTenths, kind));
            }
        }
    }

    /**
     * A referral.
     *
     * @param referredId the customer who was brought; empty if not named
     */
    record Referral(String referredId) implements EventDetail {}

    /**
     * What became known of the customer.
     *
     * @param attributes only what was said; a blank value takes back what was said before
     */
    record Profile(Map<ProfileAttribute, String> attributes) implements EventDetail {
        public Profile {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * A merge: the customer of the event is the same person as another.
     *
     * @param intoId the id that stays
     */
    record Merge(String intoId) implements EventDetail {
        public Merge {
            Objects.requireNonNull(intoId, "intoId");
        }
    }
}
