package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.model.Moments;

/** Whether two dealings are the same to the last byte, and their points to the last bits. */
final class SameDealings {
    private static final double LAST_BITS = 1e-12;

    private SameDealings() {}

    static void assertSame(Dealings expected, Dealings found, String where) {
        double tolerance = Math.max(Double.MIN_VALUE, LAST_BITS * expected.points);
        assertEquals(expected.points, found.points, tolerance, where);
        assertArrayEquals(pointless(expected), pointless(found), where);
    }

    /**
     * All but what depends on which purchase events are scored: under {@link OrderLines#IGNORE}
     * that depends on which of them arrives first.
     */
    static void assertSameButForPurchases(Dealings expected, Dealings found, String where) {
        assertArrayEquals(bytes(unbought(expected)), bytes(unbought(found)), where);
    }

    private static Dealings unbought(Dealings dealings) {
        Dealings copy = dealings.copy();
        copy.points = 0;
        copy.engagedAt = Moments.BEFORE_ALL;
        copy.responses = Responses.NONE;
        return copy;
    }

    private static byte[] pointless(Dealings dealings) {
        Dealings copy = dealings.copy();
        copy.points = 0;
        return bytes(copy);
    }

    static byte[] bytes(Dealings dealings) {
        ByteWriter out = new ByteWriter(64);
        DealingsCodec.encode(dealings, Purchases.none(), 0, out);
        return out.toBytes();
    }
}
