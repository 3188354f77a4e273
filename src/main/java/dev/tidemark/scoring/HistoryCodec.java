package dev.tidemark.scoring;

import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Moments;
import dev.tidemark.model.RfmSegment;

/**
 * The byte format of {@link CustomerHistory}: version 1, compact, written in one piece.
 *
 * <p>It is published: a savepoint of an older release must be readable for ever. The newest version
 * is written, every version is read; {@code docs/state-format.md} describes the bytes and {@code
 * src/test/resources/state} keeps some of each version.
 */
public final class HistoryCodec {
    /** The version that is written. */
    public static final int VERSION = 1;

    private static final int CLOSED = 1;
    private static final int SCORED = 1 << 1;
    private static final int HAS_CHURN = 1 << 2;
    private static final int ARMED = 1 << 3;
    private static final int ARMED_FOR_NEXT = 1 << 4;
    private static final int CAN_CHANGE = 1 << 5;
    private static final int HAS_FORGOTTEN = 1 << 6;

    private static final RfmSegment[] SEGMENTS = RfmSegment.values();
    private static final ChurnLevel[] LEVELS = ChurnLevel.values();

    private HistoryCodec() {}

    /** The bytes of a history, in the newest version. */
    public static byte[] encode(CustomerHistory history) {
        ByteWriter out = new ByteWriter(160);
        out.writeByte(VERSION);
        int flags = flags(history);
        out.writeByte(flags);
        if ((flags & SCORED) != 0) {
            encodeLevels(history, flags, out);
        }
        encodePurchases(history.purchases, flags, out);
        encodeEventIds(history, out);
        return out.toBytes();
    }

    private static int flags(CustomerHistory h) {
        int flags = h.closed ? CLOSED : 0;
        flags |= h.segment != null ? SCORED : 0;
        flags |= h.churnLevel != null ? HAS_CHURN : 0;
        flags |= h.nextChangeAt != Moments.NEVER ? CAN_CHANGE : 0;
        flags |= h.purchases.forgottenDay != Purchases.NO_DAY ? HAS_FORGOTTEN : 0;
        if (h.armedFor != Moments.NEVER) {
            flags |= h.armedFor == h.nextChangeAt ? ARMED_FOR_NEXT : ARMED;
        }
        return flags;
    }

    private static void encodeLevels(CustomerHistory h, int flags, ByteWriter out) {
        out.writeUnsigned(h.sequence);
        out.writeSigned(h.asOf);
        if ((flags & CAN_CHANGE) != 0) {
            out.writeSigned(h.nextChangeAt - h.asOf);
        }
        if ((flags & ARMED) != 0) {
            out.writeSigned(h.armedFor - h.asOf);
        }
        out.writeByte(h.segment.ordinal());
        out.writeSigned(h.asOf - h.segmentSince);
        out.writeByte(36 * h.r + 6 * h.f + h.m);
        if ((flags & HAS_CHURN) != 0) {
            out.writeByte(h.churnLevel.ordinal());
            out.writeSigned(h.asOf - h.churnSince);
        }
    }

    private static void encodePurchases(Purchases p, int flags, ByteWriter out) {
        out.writeUnsigned(p.days);
        out.writeSigned(p.net);
        if (p.days > 0) {
            out.writeSigned(p.firstDay);
            out.writeUnsigned(p.lastDay - p.firstDay);
            out.writeSigned(p.firstDayNet);
        }
        if ((flags & HAS_FORGOTTEN) != 0) {
            out.writeSigned(p.lastDay - p.forgottenDay);
        }
        int day = p.lastDay;
        out.writeUnsigned(p.orders.size());
        for (int i = 0; i < p.orders.size(); i++) {
            out.writeFixed(p.orders.hash(i));
            out.writeSigned(p.orders.day(i) - day);
            day = p.orders.day(i);
            out.writeUnsigned(p.orders.gross(i) << 1 | (p.orders.reversed(i) ? 1 : 0));
            out.writeUnsigned(p.orders.refunded(i));
        }
        day = p.lastDay;
        out.writeUnsigned(p.totals.size());
        for (int i = 0; i < p.totals.size(); i++) {
            out.writeSigned(p.totals.day(i) - day);
            day = p.totals.day(i);
            out.writeUnsigned(p.totals.orders(i));
            out.writeSigned(p.totals.net(i));
        }
    }

    private static void encodeEventIds(CustomerHistory h, ByteWriter out) {
        long base = Math.floorDiv(h.asOf, 1000L);
        out.writeUnsigned(h.eventIds.size());
        for (int i = 0; i < h.eventIds.size(); i++) {
            out.writeFixed(h.eventIds.hash(i));
            out.writeSigned(base - h.eventIds.second(i));
        }
    }

    /**
     * The history of bytes of any version.
     *
     * @throws IllegalArgumentException if the bytes are of a newer version, or damaged
     */
    public static CustomerHistory decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        try {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "customer history of version %d; this release reads up to %d"
                                .formatted(version, VERSION));
            }
            CustomerHistory history = decodeV1(in);
            if (!in.atEnd()) {
                throw new IllegalArgumentException("customer history with bytes left over");
            }
            return history;
        } catch (ArrayIndexOutOfBoundsException | ArithmeticException e) {
            throw new IllegalArgumentException("damaged customer history", e);
        }
    }

    private static CustomerHistory decodeV1(ByteReader in) {
        int flags = in.readByte();
        CustomerHistory h = CustomerHistory.unknown();
        h.closed = (flags & CLOSED) != 0;
        if ((flags & SCORED) != 0) {
            decodeLevels(h, flags, in);
        }
        h.purchases = decodePurchases(flags, in);
        decodeEventIds(h, in);
        return h;
    }

    private static void decodeLevels(CustomerHistory h, int flags, ByteReader in) {
        h.sequence = in.readUnsigned();
        h.asOf = in.readSigned();
        if ((flags & CAN_CHANGE) != 0) {
            h.nextChangeAt = h.asOf + in.readSigned();
        }
        if ((flags & ARMED) != 0) {
            h.armedFor = h.asOf + in.readSigned();
        } else if ((flags & ARMED_FOR_NEXT) != 0) {
            h.armedFor = h.nextChangeAt;
        }
        h.segment = SEGMENTS[in.readByte()];
        h.segmentSince = h.asOf - in.readSigned();
        int rfm = in.readByte();
        h.r = rfm / 36;
        h.f = rfm / 6 % 6;
        h.m = rfm % 6;
        if ((flags & HAS_CHURN) != 0) {
            h.churnLevel = LEVELS[in.readByte()];
            h.churnSince = h.asOf - in.readSigned();
        }
    }

    private static Purchases decodePurchases(int flags, ByteReader in) {
        Purchases p = Purchases.none();
        p.days = in.readCount();
        p.net = in.readSigned();
        if (p.days > 0) {
            p.firstDay = Math.toIntExact(in.readSigned());
            p.lastDay = p.firstDay + in.readCount();
            p.firstDayNet = in.readSigned();
        }
        if ((flags & HAS_FORGOTTEN) != 0) {
            p.forgottenDay = Math.toIntExact(p.lastDay - in.readSigned());
        }
        int orders = in.readCount();
        p.orders = new OrderLedger(orders + 1);
        long day = p.lastDay;
        for (int i = 0; i < orders; i++) {
            long hash = in.readFixed();
            day += in.readSigned();
            long gross = in.readUnsigned();
            long refunded = in.readUnsigned();
            p.orders.add(hash, Math.toIntExact(day), gross >>> 1, refunded, (gross & 1) != 0);
        }
        int totals = in.readCount();
        p.totals = new DayTotals(totals);
        day = p.lastDay;
        for (int i = 0; i < totals; i++) {
            day += in.readSigned();
            p.totals.add(Math.toIntExact(day), in.readCount(), in.readSigned());
        }
        return p;
    }

    private static void decodeEventIds(CustomerHistory h, ByteReader in) {
        long base = Math.floorDiv(h.asOf, 1000L);
        int ids = in.readCount();
        h.eventIds = new EventIds(ids + 1);
        for (int i = 0; i < ids; i++) {
            long hash = in.readFixed();
            h.eventIds.add(hash, base - in.readSigned());
        }
    }
}
