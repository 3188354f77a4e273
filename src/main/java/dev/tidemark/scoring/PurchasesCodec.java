package dev.tidemark.scoring;

/** The part of {@link HistoryCodec}'s bytes that is about orders and money. */
final class PurchasesCodec {
    /** In the two low bits of an order's gross amount: called off as a whole, no more to say. */
    private static final int WHOLE = 1;

    /** The refunded amount follows. */
    private static final int REFUNDED = 2;

    /** A byte follows that says what is so; in version 1 no order had it. */
    private static final int SEVERAL = 3;

    private static final int ALSO_WHOLE = 1;
    private static final int ALSO_REFUNDED = 1 << 1;
    private static final int ALSO_RESTATED = 1 << 2;

    private static final int LEAST_BYTES_OF_ORDER = 8 + 1 + 1;
    private static final int LEAST_BYTES_OF_TOTAL = 1 + 1 + 1;
    private static final int LEAST_BYTES_OF_AWAITED = 8 + 1 + 1;

    private PurchasesCodec() {}

    static void encode(Purchases p, ByteWriter out) {
        out.writeUnsigned(p.days);
        out.writeSigned(p.net);
        if (p.days > 0) {
            out.writeSigned(p.firstDay);
            out.writeUnsigned((long) p.lastDay - p.firstDay);
            out.writeSigned(p.firstDayNet);
        }
        if (p.forgottenDay != Purchases.NO_DAY) {
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

    /** An order that nothing happened to, or that was called off, says so in two bits. */
    private static void encodeOrders(OrderLedger orders, int lastDay, ByteWriter out) {
        int day = lastDay;
        out.writeUnsigned(orders.size());
        for (int i = 0; i < orders.size(); i++) {
            out.writeFixed(orders.hash(i));
            out.writeSigned(orders.day(i) - day);
            day = orders.day(i);
            int also = also(orders, i);
            int fate = also <= ALSO_REFUNDED ? also : SEVERAL;
            out.writeUnsigned(orders.gross(i) << 2 | fate);
            if (fate == SEVERAL) {
                out.writeByte(also);
            }
            if ((also & ALSO_REFUNDED) != 0) {
                out.writeUnsigned(orders.refunded(i));
            }
            if ((also & ALSO_RESTATED) != 0) {
                out.writeSigned(orders.restatedAt(i) - day * DayCalendar.DAY_MILLIS);
            }
        }
    }

    private static int also(OrderLedger orders, int i) {
        int also = orders.whole(i) ? ALSO_WHOLE : 0;
        also |= orders.refunded(i) > 0 ? ALSO_REFUNDED : 0;
        return also | (orders.restatedAt(i) != OrderLedger.NOT_RESTATED ? ALSO_RESTATED : 0);
    }

    static void encodeAwaited(Purchases p, ByteWriter out) {
        AwaitedRefunds awaited = p.awaited;
        int day = p.lastDay;
        out.writeUnsigned(awaited.size());
        for (int i = 0; i < awaited.size(); i++) {
            out.writeFixed(awaited.hash(i));
            out.writeSigned(awaited.day(i) - day);
            day = awaited.day(i);
            out.writeUnsigned(awaited.amount(i) << 1 | (awaited.whole(i) ? 1 : 0));
        }
    }

    /** Reads what either version wrote; only the fate of an order differs. */
    static Purchases decode(int version, boolean hasForgotten, ByteReader in) {
        Purchases p = Purchases.none();
        p.days = in.readInt();
        p.net = in.readSigned();
        if (p.days > 0) {
            p.firstDay = Math.toIntExact(in.readSigned());
            p.lastDay = Math.addExact(p.firstDay, in.readInt());
            p.firstDayNet = in.readSigned();
        }
        if (hasForgotten) {
            p.forgottenDay = Math.subtractExact(p.lastDay, in.readInt());
        }
        p.orders = decodeOrders(version, p.lastDay, in);
        int totals = in.readCount(LEAST_BYTES_OF_TOTAL);
        p.totals = new DayTotals(totals);
        long day = p.lastDay;
        for (int i = 0; i < totals; i++) {
            day += in.readSigned();
            p.totals.add(Math.toIntExact(day), in.readInt(), in.readSigned());
        }
        return p;
    }

    private static OrderLedger decodeOrders(int version, int lastDay, ByteReader in) {
        int count = in.readCount(LEAST_BYTES_OF_ORDER);
        OrderLedger orders = new OrderLedger(count + 1);
        long day = lastDay;
        for (int k = 0; k < count; k++) {
            long hash = in.readFixed();
            day += in.readSigned();
            long packed = in.readUnsigned();
            int i = orders.add(hash, Math.toIntExact(day), packed >>> 2);
            int fate = (int) (packed & SEVERAL);
            if (version == 1) {
                fateOfVersion1(orders, i, fate, in);
            } else {
                fate(orders, i, fate == SEVERAL ? in.readByte() : fate, in);
            }
        }
        return orders;
    }

    /** There an order taken back by amounts was one taken back whole, until a line came. */
    private static void fateOfVersion1(OrderLedger orders, int i, int fate, ByteReader in) {
        long gross = orders.gross(i);
        if ((fate & WHOLE) != 0) {
            orders.refunded(i, gross, gross == 0);
        } else if (fate == REFUNDED) {
            long refunded = in.readUnsigned();
            HistoryCodec.check(refunded >= 0 && refunded <= gross, "refund over the order");
            orders.refunded(i, refunded, false);
        }
    }

    private static void fate(OrderLedger orders, int i, int also, ByteReader in) {
        HistoryCodec.check(also < ALSO_RESTATED << 1, "fate of an order");
        long refunded = (also & ALSO_REFUNDED) != 0 ? in.readUnsigned() : 0;
        HistoryCodec.check(refunded >= 0 && refunded <= SaturatingSum.BOUND, "refunded amount");
        orders.refunded(i, refunded, (also & ALSO_WHOLE) != 0);
        if ((also & ALSO_RESTATED) != 0) {
            long start = orders.day(i) * DayCalendar.DAY_MILLIS;
            orders.gross(i, orders.gross(i), Math.addExact(start, in.readSigned()));
        }
    }

    static void decodeAwaited(Purchases p, ByteReader in) {
        int count = in.readCount(LEAST_BYTES_OF_AWAITED);
        long day = p.lastDay;
        for (int i = 0; i < count; i++) {
            long hash = in.readFixed();
            day += in.readSigned();
            long taking = in.readUnsigned();
            long amount = taking >>> 1;
            HistoryCodec.check(amount <= SaturatingSum.BOUND, "awaited amount");
            p.awaited.add(hash, Math.toIntExact(day), amount, (taking & 1) != 0);
        }
    }
}
