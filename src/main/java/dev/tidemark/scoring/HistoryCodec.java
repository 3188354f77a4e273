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

    /** In the two low bits of an order's gross amount. */
    private static final int REVERSED = 1;

    private static final int PARTLY_REFUNDED = 1 << 1;

    private static final int LEAST_BYTES_OF_ORDER = 8 + 1 + 1;
    private static final int LEAST_BYTES_OF_TOTAL = 1 + 1 + 1;
    private static final int LEAST_BYTES_OF_EVENT_ID = 8 + 1;

    /** No event is farther than this from 1970: some 10,000 years, in milliseconds. */
    private static final long FAR = 10_000L * 366 * DayCalendar.DAY_MILLIS;

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
            out.writeUnsigned(h.nextChangeAt - h.asOf);
        }
        if ((flags & ARMED) != 0) {
            out.writeSigned(h.armedFor - h.asOf);
        }
        out.writeByte(h.segment.ordinal());
        out.writeUnsigned(h.asOf - h.segmentSince);
        out.writeByte(36 * h.r + 6 * h.f + h.m);
        if ((flags & HAS_CHURN) != 0) {
            out.writeByte(h.churnLevel.ordinal());
            out.writeUnsigned(h.asOf - h.churnSince);
        }
    }

    private static void encodePurchases(Purchases p, int flags, ByteWriter out) {
        out.writeUnsigned(p.days);
        out.writeSigned(p.net);
        if (p.days > 0) {
            out.writeSigned(p.firstDay);
            out.writeUnsigned((long) p.lastDay - p.firstDay);
            out.writeSigned(p.firstDayNet);
        }
        if ((flags & HAS_FORGOTTEN) != 0) {
            out.writeUnsigned((long) p.lastDay - p.forgottenDay);
        }
        encodeOrders(p.orders, p.lastDay, out);
        int day = p.lastDay;
        out.writeUnsigned(p.totals.size());
        for (int i = 0; i < p.totals.size(); i++) {
            out.writeSigned(p.totals.day(i) - day);
            day = p.totals.day(i);
            out.writeUnsigned(p.totals.orders(i));
            out.writeSigned(p.totals.net(i));
        }
    }

    /** An order that was wholly or not at all taken back says so in two bits. */
    private static void encodeOrders(OrderLedger orders, int lastDay, ByteWriter out) {
        int day = lastDay;
        out.writeUnsigned(orders.size());
        for (int i = 0; i < orders.size(); i++) {
            out.writeFixed(orders.hash(i));
            out.writeSigned(orders.day(i) - day);
            day = orders.day(i);
            boolean partly = orders.refunded(i) > 0 && !orders.reversed(i);
            int fate = orders.reversed(i) ? REVERSED : partly ? PARTLY_REFUNDED : 0;
            out.writeUnsigned(orders.gross(i) << 2 | fate);
            if (partly) {
                out.writeUnsigned(orders.refunded(i));
            }
        }
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
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "customer history of version %d; this release reads up to %d"
                            .formatted(version, VERSION));
        }
        try {
            CustomerHistory history = decodeV1(in);
            check(in.atEnd(), "bytes left over");
            return history;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("damaged customer history: " + e.getMessage(), e);
        }
    }

    private static CustomerHistory decodeV1(ByteReader in) {
        int flags = in.readByte();
        check(flags < HAS_FORGOTTEN << 1, "flags");
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
        h.segment = SEGMENTS[index(in, SEGMENTS.length, "segment")];
        h.segmentSince = h.asOf - in.readUnsigned();
        int rfm = index(in, 36 * 6, "scores");
        h.r = rfm / 36;
        h.f = rfm / 6 % 6;
        h.m = rfm % 6;
        if ((flags & HAS_CHURN) != 0) {
            h.churnLevel = LEVELS[index(in, LEVELS.length, "churn level")];
            h.churnSince = h.asOf - in.readUnsigned();
        }
    }

    private static int index(ByteReader in, int bound, String name) {
        int index = in.readByte();
        check(index < bound, name);
        return index;
    }

    private static void check(boolean holds, String name) {
        if (!holds) {
            throw new IllegalArgumentException(name);
        }
    }

    private static Purchases decodePurchases(int flags, ByteReader in) {
        Purchases p = Purchases.none();
        p.days = in.readInt();
        p.net = in.readSigned();
        if (p.days > 0) {
            p.firstDay = Math.toIntExact(in.readSigned());
            p.lastDay = Math.addExact(p.firstDay, in.readInt());
            p.firstDayNet = in.readSigned();
        }
        if ((flags & HAS_FORGOTTEN) != 0) {
            p.forgottenDay = Math.subtractExact(p.lastDay, in.readInt());
        }
        p.orders = decodeOrders(p.lastDay, in);
        int totals = in.readCount(LEAST_BYTES_OF_TOTAL);
        p.totals = new DayTotals(totals);
        long day = p.lastDay;
        for (int i = 0; i < totals; i++) {
            day += in.readSigned();
            p.totals.add(Math.toIntExact(day), in.readInt(), in.readSigned());
        }
        return p;
    }

    private static OrderLedger decodeOrders(int lastDay, ByteReader in) {
        int count = in.readCount(LEAST_BYTES_OF_ORDER);
        OrderLedger orders = new OrderLedger(count + 1);
        long day = lastDay;
        for (int i = 0; i < count; i++) {
            long hash = in.readFixed();
            day += in.readSigned();
            long packed = in.readUnsigned();
            long gross = packed >>> 2;
            boolean reversed = (packed & REVERSED) != 0;
            boolean partly = (packed & PARTLY_REFUNDED) != 0;
            long refunded = reversed ? gross : partly ? in.readUnsigned() : 0;
            check(refunded >= 0 && refunded <= gross, "refund over the order");
            orders.add(hash, Math.toIntExact(day), gross, refunded, reversed);
        }
        return orders;
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
