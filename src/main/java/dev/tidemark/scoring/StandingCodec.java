package dev.tidemark.scoring;

import dev.tidemark.model.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bytes of a {@link Standing} within those of a history; few customers have one. */
final class StandingCodec {
    private static final int CONSENT = 0b11;
    private static final int MOVED = 1 << 2;
    private static final int ERASED = 1 << 3;
    private static final int ABSORBED = 1 << 4;
    private static final int LEAST_BYTES_OF_HOP = 1 + 1 + 8;

    private static final Consent[] CONSENTS = Consent.values();

    private StandingCodec() {}

    static void encode(Standing standing, ByteWriter out) {
        int flags = standing.consent().ordinal();
        flags |= standing.hasMoved() ? MOVED : 0;
        flags |= standing.remembersErasure() ? ERASED : 0;
        flags |= standing.absorbed().isEmpty() ? 0 : ABSORBED;
        out.writeByte(flags);
        if (standing.consent() != Consent.UNSAID) {
            out.writeSigned(standing.consentAt());
        }
        if (standing.hasMoved()) {
            encode(standing.hop(standing.movedTo()), out);
        }
        if (standing.remembersErasure()) {
            out.writeSigned(standing.erasedAt());
            out.writeSigned(standing.erasedUntil());
        }
        if (!standing.absorbed().isEmpty()) {
            out.writeUnsigned(standing.absorbed().size());
            standing.absorbed().forEach(hop -> encode(hop, out));
        }
    }

    private static void encode(Hop hop, ByteWriter out) {
        out.writeText(hop.customerId());
        out.writeSigned(hop.stamp().occurredAt());
        out.writeFixed(hop.stamp().eventHash());
    }

    static Standing decode(ByteReader in) {
        int flags = in.readByte();
        if ((flags & CONSENT) >= CONSENTS.length || flags >= ABSORBED << 1) {
            throw new IllegalArgumentException("flags of the standing");
        }
        Consent consent = CONSENTS[flags & CONSENT];
        long consentAt = consent == Consent.UNSAID ? Moments.BEFORE_ALL : in.readSigned();
        Optional<Hop> moved = (flags & MOVED) != 0 ? Optional.of(hop(in)) : Optional.empty();
        boolean erased = (flags & ERASED) != 0;
        long erasedAt = erased ? in.readSigned() : Moments.BEFORE_ALL;
        long erasedUntil = erased ? in.readSigned() : Moments.NEVER;
        int absorbed = (flags & ABSORBED) != 0 ? in.readCount(LEAST_BYTES_OF_HOP) : 0;
        List<Hop> hops = new ArrayList<>(absorbed);
        for (int i = 0; i < absorbed; i++) {
            hops.add(hop(in));
        }
        return new Standing(
                consent,
                consentAt,
                moved.map(Hop::customerId).orElse(""),
                moved.map(Hop::stamp),
                erasedAt,
                erasedUntil,
                hops);
    }

    private static Hop hop(ByteReader in) {
        String id = in.readText();
        long occurredAt = in.readSigned();
        return new Hop(id, new MergeStamp(occurredAt, in.readFixed()));
    }
}
