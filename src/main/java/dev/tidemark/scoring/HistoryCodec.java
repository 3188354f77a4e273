package dev.tidemark.scoring;

import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Moments;
import dev.tidemark.model.RfmSegment;

/**
 * The byte format of {@link CustomerHistory}: version 3, compact, written in one piece.
 *
 * <p>It is published: a savepoint of an older release must be readable for ever. The newest version
 * is written, every version is read; {@code docs/state-format.md} describes the bytes and {@code
 * src/test/resources/state} keeps some of each version.
 */
public final class HistoryCodec {
    /** The version that is written. */
    public static final int VERSION = 3;

    private static final int CLOSED = 1;
    private static final int SCORED = 1 << 1;
    private static final int HAS_CHURN = 1 << 2;
    private static final int ARMED = 1 << 3;
    private static final int ARMED_FOR_NEXT = 1 << 4;
    private static final int CAN_CHANGE = 1 << 5;
    private static final int HAS_FORGOTTEN = 1 << 6;

    /** In the second byte of flags, which version 1 did not have. */
    private static final int HAS_AWAITED = 1;

    private static final int SIGNED_ORDERS = 1 << 1;

    /** Not scored, but there is a time to count from: it was once, or only ids are remembered. */
    private static final int TIMED = 1 << 2;

    private static final int HAS_STANDING = 1 << 3;

    /** Not before version 3. */
    private static final int HAS_DEALINGS = 1 << 4;

    private static final int LEAST_BYTES_OF_EVENT_ID = 8 + 1;

    /** No event is farther than this from 1970: some 10,000 years, in milliseconds. */
    private static final long FAR = 10_000L * 366 * DayCalendar.DAY_MILLIS;

    private static final ChurnLevel[] LEVELS = ChurnLevel.values();

    private HistoryCodec() {}

    /** The bytes of a history, in the newest version. */
    public static byte[] encode(CustomerHistory history) {
        ByteWriter out = new ByteWriter(384);
        out.writeByte(VERSION);
        int flags = flags(history);
        out.writeByte(flags);
        int moreFlags = moreFlags(history);
        out.writeByte(moreFlags);
        if ((flags & SCORED) != 0 || (moreFlags & TIMED) != 0) {
            encodeTime(history, flags, out);
        }
        if ((flags & SCORED) != 0) {
            encodeLevels(history, flags, out);
        }
        PurchasesCodec.encode(history.purchases, out);
        encodeEventIds(history, out);
        if ((moreFlags & HAS_AWAITED) != 0) {
            PurchasesCodec.encodeAwaited(history.purchases, out);
        }
        if ((moreFlags & HAS_STANDING) != 0) {
            StandingCodec.encode(history.standing, out);
        }
        if ((moreFlags & HAS_DEALINGS) != 0) {
            DealingsCodec.encode(history.dealings, history.purchases, lastHeardAt(history), out);
        }
        return out.toBytes();
    }

    private static int flags(CustomerHistory h) {
        int flags = h.closed ? CLOSED : 0;
        flags |= h.isScored() ? SCORED : 0;
        flags |= h.places.churn().current() != null ? HAS_CHURN : 0;
        flags |= h.nextChangeAt != Moments.NEVER ? CAN_CHANGE : 0;
        flags |= h.purchases.forgottenDay != Purchases.NO_DAY ? HAS_FORGOTTEN : 0;
        if (h.armedFor != Moments.NEVER) {
            flags |= h.armedFor == h.nextChangeAt ? ARMED_FOR_NEXT : ARMED;
        }
        return flags;
    }

    private static int moreFlags(CustomerHistory h) {
        int flags = h.purchases.awaited.size() > 0 ? HAS_AWAITED : 0;
        flags |= h.purchases.orders.signed() ? SIGNED_ORDERS : 0;
        flags |= !h.isScored() && h.asOf != Moments.BEFORE_ALL ? TIMED : 0;
        flags |= h.standing.equals(Standing.PLAIN) ? 0 : HAS_STANDING;
        return flags | (DealingsCodec.flags(h.dealings, h.purchases) != 0 ? HAS_DEALINGS : 0);
    }

    /**
     * About when the last event was applied: near it lie most moments that are remembered. Silence
     * since then may have been scored as of a later moment.
     */
    private static long lastHeardAt(CustomerHistory h) {
        int ids = h.eventIds.size();
        return ids == 0 ? h.asOf : h.eventIds.second(ids - 1) * 1000;
    }

    private static void encodeTime(CustomerHistory h, int flags, ByteWriter out) {
        out.writeUnsigned(h.sequence);
        out.writeSigned(h.asOf);
        if ((flags & CAN_CHANGE) != 0) {
            out.writeUnsigned(h.nextChangeAt - h.asOf);
        }
        if ((flags & ARMED) != 0) {
            out.writeSigned(h.armedFor - h.asOf);
        }
    }

    private static void encodeLevels(CustomerHistory h, int flags, ByteWriter out) {
        PlacesCodec.encodeSegment(h.places.rfm().current(), out);
        out.writeUnsigned(h.asOf - h.places.rfm().since());
        out.writeByte(36 * h.r + 6 * h.f + h.m);
        if ((flags & HAS_CHURN) != 0) {
            out.writeByte(h.places.churn().current().ordinal());
            out.writeUnsigned(h.asOf - h.places.churn().since());
        }
        PlacesCodec.encode(h, out);
    }

    private static void encodeEventIds(CustomerHistory h, ByteWriter out) {
        long after = Math.floorDiv(h.asOf, 1000L);
        out.writeUnsigned(h.eventIds.size());
        for (int i = h.eventIds.size() - 1; i >= 0; i--) {
            out.writeFixed(h.eventIds.hash(i));
            out.writeUnsigned(after - h.eventIds.second(i));
            after = h.eventIds.second(i);
        }
    }

    /**
     * The history of bytes of any version.
     *
     * @throws IllegalArgumentException if the bytes are of a newer version, or damaged
     */
    public static CustomerHistory decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int version = in.readByte();
        if (version < 1 || version > VERSION) {
            throw new IllegalArgumentException(
                    "customer history of version %d; this release reads up to %d"
                            .formatted(version, VERSION));
        }
        try {
            CustomerHistory history = decode(version, in);
            check(in.atEnd(), "bytes left over");
            return history;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("damaged customer history: " + e.getMessage(), e);
        }
    }

    private static CustomerHistory decode(int version, ByteReader in) {
        int flags = in.readByte();
        check(flags < HAS_FORGOTTEN << 1, "flags");
        int moreFlags = version == 1 ? 0 : in.readByte();
        int newest = version < 3 ? HAS_STANDING : HAS_DEALINGS;
        check(moreFlags < newest << 1, "more flags");
        CustomerHistory h = CustomerHistory.unknown();
        h.closed = (flags & CLOSED) != 0;
        if ((flags & SCORED) != 0 || (moreFlags & TIMED) != 0) {
            decodeTime(h, flags, in);
        }
        if ((flags & SCORED) != 0) {
            decodeLevels(version, h, flags, in);
        }
        h.purchases = PurchasesCodec.decode(version, (flags & HAS_FORGOTTEN) != 0, in);
        h.purchases.orders.signed((moreFlags & SIGNED_ORDERS) != 0);
        decodeEventIds(h, in);
        if ((moreFlags & HAS_AWAITED) != 0) {
            PurchasesCodec.decodeAwaited(h.purchases, in);
        }
        if ((moreFlags & HAS_STANDING) != 0) {
            h.standing = StandingCodec.decode(in);
        }
        h.dealings =
                (moreFlags & HAS_DEALINGS) != 0
                        ? DealingsCodec.decode(h.purchases, lastHeardAt(h), in)
                        : DealingsCodec.of(h.purchases);
        h.account = PlacesCodec.completed(h);
        return h;
    }

    private static void decodeTime(CustomerHistory h, int flags, ByteReader in) {
        h.sequence = in.readUnsigned();
        h.asOf = in.readSigned();
        check(h.asOf > -FAR && h.asOf < FAR, "time of the scorecard");
        if ((flags & CAN_CHANGE) != 0) {
            h.nextChangeAt = Math.addExact(h.asOf, in.readUnsigned());
            check(h.nextChangeAt > h.asOf, "next change");
        }
        if ((flags & ARMED) != 0) {
            h.armedFor = Math.addExact(h.asOf, in.readSigned());
        } else if ((flags & ARMED_FOR_NEXT) != 0) {
            h.armedFor = h.nextChangeAt;
        }
    }

    private static void decodeLevels(int version, CustomerHistory h, int flags, ByteReader in) {
        RfmSegment segment = PlacesCodec.decodeSegment(in);
        Place<RfmSegment> inGrid = new Place<>(segment, h.asOf - in.readUnsigned(), null, 0);
        Place<ChurnLevel> churn = Place.none();
        int rfm = index(in, 36 * 6, "scores");
        h.r = rfm / 36;
        h.f = rfm / 6 % 6;
        h.m = rfm % 6;
        if ((flags & HAS_CHURN) != 0) {
            ChurnLevel level = LEVELS[index(in, LEVELS.length, "churn level")];
            churn = new Place<>(level, h.asOf - in.readUnsigned(), null, 0);
        }
        h.places = Places.of(inGrid, churn);
        if (version >= 3) {
            PlacesCodec.decode(h, in);
        }
    }

    private static int index(ByteReader in, int bound, String name) {
        int index = in.readByte();
        check(index < bound, name);
        return index;
    }

    static void check(boolean holds, String name) {
        if (!holds) {
            throw new IllegalArgumentException(name);
        }
    }

    private static void decodeEventIds(CustomerHistory h, ByteReader in) {
        int count = in.readCount(LEAST_BYTES_OF_EVENT_ID);
        long[] hashes = new long[count];
        long[] seconds = new long[count];
        long after = Math.floorDiv(h.asOf, 1000L);
        for (int i = count - 1; i >= 0; i--) {
            hashes[i] = in.readFixed();
            after -= in.readUnsigned();
            seconds[i] = after;
        }
        h.eventIds = EventIds.of(hashes, seconds);
    }
}
