package dev.tidemark.scoring;

import dev.tidemark.model.IgnoreReason;
import java.util.List;
import java.util.Optional;

/** What became of an event in a customer's books. */
enum Booking {
    /** It is in the books, or says nothing about orders. */
    BOOKED(Optional.empty(), List.of()),
    /** Money back of no order in particular. */
    MONEY_ONLY(Optional.empty(), List.of("refund of no named order: money only")),
    /** Money back of an order that is not known: booked, until the order comes. */
    ORDER_UNKNOWN(
            Optional.empty(), List.of("refund of an order that is not remembered: money only")),
    /** A whole order that is not known was taken back: nothing to book until it comes. */
    ORDER_AWAITED(
            Optional.empty(),
            List.of("refund of an order that is not remembered: awaiting the order")),
    /** An event that was applied long ago. */
    DUPLICATE(Optional.of(IgnoreReason.DUPLICATE), List.of()),
    /** An order that was counted already. */
    DUPLICATE_ORDER(Optional.of(IgnoreReason.DUPLICATE_ORDER), List.of());

    private final Optional<IgnoreReason> ignored;
    private final List<String> notes;

    Booking(Optional<IgnoreReason> ignored, List<String> notes) {
        this.ignored = ignored;
        this.notes = notes;
    }

    /** Why the event changed nothing; empty if it was booked. */
    Optional<IgnoreReason> ignored() {
        return ignored;
    }

    /** What the scorecard should say of it among its reasons. */
    List<String> notes() {
        return notes;
    }
}
