package dev.tidemark.scoring;

import dev.tidemark.model.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a customer besides buying: consent, where the id leads, and an erasure.
 * Most customers have {@link #PLAIN}. Immutable.
 *
 * @param consent what the customer said last, in event time
 * @param consentAt when, epoch milliseconds
 * @param movedTo the id this one was merged into; empty if it stands for itself
 * @param movedBy the merge that did it
 * @param erasedAt events up to this moment are ignored; {@link Moments#BEFORE_ALL} if nothing was
 *     erased
 * @param erasedUntil when that is forgotten, too
 * @param absorbed the ids that were merged into this one, directly or not
 */
record Standing(
        Consent consent,
        long consentAt,
        String movedTo,
        Optional<MergeStamp> movedBy,
        long erasedAt,
        long erasedUntil,
        List<Hop> absorbed) {

    static final Standing PLAIN =
            new Standing(
                    Consent.UNSAID,
                    Moments.BEFORE_ALL,
                    "",
                    Optional.empty(),
                    Moments.BEFORE_ALL,
                    Moments.NEVER,
                    List.of());

    Standing {
        absorbed = List.copyOf(absorbed);
    }

    boolean hasMoved() {
        return movedBy.isPresent();
    }

    /** This id with what it is a step on the way of. */
    Hop hop(String customerId) {
        return new Hop(customerId, movedBy.orElseThrow());
    }

    Standing saying(Consent said, long at) {
        return new Standing(said, at, movedTo, movedBy, erasedAt, erasedUntil, absorbed);
    }

    /** Whether something said at that moment is news; of two at once the withdrawal counts. */
    boolean isOutdatedBy(Consent said, long at) {
        return at > consentAt || at == consentAt && said == Consent.WITHDRAWN;
    }

    /** The newer of what two ids of one person said. */
    Standing withConsentOf(Standing other) {
        return other.consent != Consent.UNSAID && isOutdatedBy(other.consent, other.consentAt)
                ? saying(other.consent, other.consentAt)
                : this;
    }

    /** Merged away: the ids it had absorbed are handed over with the history. */
    Standing movedTo(String id, MergeStamp by) {
        return new Standing(
                Consent.UNSAID,
                Moments.BEFORE_ALL,
                id,
                Optional.of(by),
                erasedAt,
                erasedUntil,
                List.of());
    }

    /** Standing for itself again. */
    Standing returned() {
        return new Standing(
                consent, consentAt, "", Optional.empty(), erasedAt, erasedUntil, absorbed);
    }

    /** Whether what is dated so was erased. */
    boolean erasedSince(long occurredAt) {
        return occurredAt <= erasedAt;
    }

    /**
     * What stays after an erasure: until it lapses, also that the customer did not agree; and what
     * was merged only afterwards, though we may hear of it before.
     */
    Standing erased(long at, long until) {
        boolean refuses = consent == Consent.WITHDRAWN;
        boolean stays = movedBy.isEmpty() || movedBy.get().occurredAt() <= at;
        List<Hop> later = absorbed.stream().filter(hop -> hop.stamp().occurredAt() > at).toList();
        return new Standing(
                refuses ? consent : Consent.UNSAID,
                refuses ? consentAt : Moments.BEFORE_ALL,
                stays ? "" : movedTo,
                stays ? Optional.empty() : movedBy,
                Math.max(at, erasedAt),
                remembersErasure() ? Math.max(until, erasedUntil) : until,
                later);
    }

    /** The erasure is long enough ago, and so is what the customer said before it. */
    Standing erasureForgotten() {
        boolean before = consentAt <= erasedAt;
        return new Standing(
                before ? Consent.UNSAID : consent,
                before ? Moments.BEFORE_ALL : consentAt,
                movedTo,
                movedBy,
                Moments.BEFORE_ALL,
                Moments.NEVER,
                absorbed);
    }

    boolean remembersErasure() {
        return erasedAt != Moments.BEFORE_ALL;
    }

    /** With the ids that were merged into it; the oldest fall out over the limit. */
    Standing absorbing(List<Hop> newcomers, int most) {
        List<Hop> all = new ArrayList<>(absorbed);
        for (Hop hop : newcomers) {
            all.removeIf(known -> known.customerId().equals(hop.customerId()));
            all.add(hop);
        }
        int from = Math.max(0, all.size() - most);
        while (Hop.characters(all.subList(from, all.size())) > Relay.MOST_CHARACTERS) {
            from++;
        }
        List<Hop> kept = all.subList(from, all.size());
        return new Standing(consent, consentAt, movedTo, movedBy, erasedAt, erasedUntil, kept);
    }
}
