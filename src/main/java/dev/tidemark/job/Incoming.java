package dev.tidemark.job;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.Relay;

/** What reaches the key of a customer: an event, or what another customer's key sent. */
public sealed interface Incoming {
    /** The customer whose key it goes to; empty for what belongs to no customer. */
    String customerId();

    /**
     * An event, straight from the door.
     *
     * @param arrivedAt the timestamp of its record, epoch milliseconds; {@link Moments#BEFORE_ALL}
     *     where there is none
     */
    record Happened(CustomerEvent event, long arrivedAt) implements Incoming {
        /** An event of which it is not known when it arrived. */
        Happened(CustomerEvent event) {
            this(event, Moments.BEFORE_ALL);
        }

        static Happened of(Intake.Accepted accepted) {
            return new Happened(accepted.event(), accepted.arrivedAt());
        }

        Intake.Accepted accepted() {
            return new Intake.Accepted(event, arrivedAt);
        }

        @Override
        public String customerId() {
            return event.customerId();
        }
    }

    /** A relay, back from its topic. */
    record Relayed(Relay relay) implements Incoming {
        @Override
        public String customerId() {
            return relay.to();
        }

        /** Whether it brings an event that was read before and whose fate is not yet told. */
        boolean bringsEvent() {
            return relay.content() instanceof Relay.Forwarded;
        }
    }
}
