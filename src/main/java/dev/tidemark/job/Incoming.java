package dev.tidemark.job;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.scoring.Relay;

/** What reaches the key of a customer: an event, or what another customer's key sent. */
public sealed interface Incoming {
    /** The customer whose key it goes to; empty for what belongs to no customer. */
    String customerId();

    /** An event, straight from the door. */
    record Happened(CustomerEvent event) implements Incoming {
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
