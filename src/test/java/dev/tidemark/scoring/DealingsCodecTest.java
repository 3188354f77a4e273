package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Moments;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DealingsCodecTest {
    private static final EngagementRules RULES = EngagementRules.standard();
    private static final long HEARD_AT = AnyEvents.START + 3 * DayCalendar.DAY_MILLIS + 77;

    private static Dealings anyone(SplittableRandom random, int most) {
        Dealings dealings = Dealings.none();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            long at = AnyEvents.START + random.nextLong(200 * DayCalendar.DAY_MILLIS);
            note(dealings, AnyDealing.of(random, "e" + i, at));
        }
        return dealings;
    }

    private static void note(Dealings dealings, CustomerEvent event) {
        int day = (int) Math.floorDiv(event.occurredAt(), DayCalendar.DAY_MILLIS);
        dealings.note(event, day, RULES);
    }

    private static Purchases anyPurchases(SplittableRandom random) {
        Purchases purchases = Purchases.none();
        if (random.nextBoolean()) {
            int day = (int) Math.floorDiv(AnyEvents.START, DayCalendar.DAY_MILLIS);
            purchases.addOrder(1, day + random.nextInt(20), 500, OrderLedger.NOT_RESTATED);
        }
        return purchases;
    }

    private static byte[] bytes(Dealings dealings, Purchases purchases, long heardAt) {
        ByteWriter out = new ByteWriter(16);
        DealingsCodec.encode(dealings, purchases, heardAt, out);
        return out.toBytes();
    }

    private static Dealings read(byte[] bytes, Purchases purchases, long heardAt) {
        ByteReader in = new ByteReader(bytes);
        Dealings dealings = DealingsCodec.decode(purchases, heardAt, in);
        assertTrue(in.atEnd(), "bytes left over");
        return dealings;
    }

    @Test
    void whateverIsKnownIsReadBackWhole() {
        int blank = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Dealings dealings = anyone(random, seed % 2 == 0 ? 6 : 200);
            Purchases purchases = anyPurchases(random);
            dealings.see(purchases.days > 0 ? purchases.firstDay : Dealings.NOT_SEEN);
            long heardAt = random.nextInt(5) == 0 ? Moments.BEFORE_ALL : HEARD_AT;
            if (DealingsCodec.flags(dealings, purchases) == 0) {
                SameDealings.assertSame(dealings, DealingsCodec.of(purchases), "seed " + seed);
                blank++;
                continue;
            }
            byte[] bytes = bytes(dealings, purchases, heardAt);
            Dealings read = read(bytes, purchases, heardAt);
            assertEquals(dealings.points, read.points, "seed " + seed);
            assertEquals(dealings.firstSeenDay, read.firstSeenDay, "seed " + seed);
            assertArrayEquals(
                    SameDealings.bytes(dealings), SameDealings.bytes(read), "seed " + seed);
            assertArrayEquals(bytes, bytes(read, purchases, heardAt), "seed " + seed);
            assertEquals(dealings.answers, read.answers, "seed " + seed);
            assertEquals(dealings.touches, read.touches, "seed " + seed);
        }
        assertTrue(blank > 50, "only " + blank + " of whom nothing is known");
    }

    @Test
    void oneWhoOnlyBuysTakesElevenBytes() {
        Dealings dealings = Dealings.none();
        CustomerEvent bought = Events.purchase("e1", HEARD_AT, "o1", 100);
        note(dealings, silent(bought));
        Purchases purchases = Purchases.none();
        int day = (int) Math.floorDiv(HEARD_AT, DayCalendar.DAY_MILLIS);
        purchases.addOrder(1, day, 100, OrderLedger.NOT_RESTATED);
        long second = Math.floorDiv(HEARD_AT, 1000L) * 1000;
        assertEquals(11, bytes(dealings, purchases, second).length);
        note(dealings, bought);
        assertEquals(14, bytes(dealings, purchases, second).length, "by a channel: three more");
        assertEquals(0, DealingsCodec.flags(Dealings.none(), Purchases.none()));
    }

    private static CustomerEvent silent(CustomerEvent event) {
        return new CustomerEvent(
                event.eventId(),
                event.customerId(),
                event.type(),
                event.occurredAt(),
                event.orderId(),
                event.amountMinor(),
                "");
    }

    /** Customers who do everything there is, again and again. */
    @Test
    void nobodyTakesMoreThanTheBoundsAllow() {
        int most = 0;
        for (long seed = 0; seed < 200; seed++) {
            Dealings dealings = anyone(new SplittableRandom(seed), 2_000);
            most = Math.max(most, bytes(dealings, Purchases.none(), HEARD_AT).length);
        }
        System.out.printf("dealings of those who do everything: at most %d bytes%n", most);
        assertTrue(most > 400 && most < 1_400, most + " bytes");
    }

    @Test
    void everyCutOffBlockIsDamaged() {
        byte[] bytes = bytes(anyone(new SplittableRandom(4), 400), Purchases.none(), HEARD_AT);
        assertTrue(bytes.length > 300, bytes.length + " bytes");
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> read(cut, Purchases.none(), HEARD_AT),
                    "at " + length);
        }
    }

    /** What is read, whatever it is, can be gone on with, written and read again. */
    @Test
    void randomDamageIsRefusedOrReadAsSomethingThatCanBe() {
        int refused = 0;
        int readable = 0;
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] sound = bytes(anyone(random, 40), Purchases.none(), HEARD_AT);
            for (int i = 0; i < 100; i++) {
                byte[] bytes = sound.clone();
                for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                String where = "seed " + seed + ": " + Arrays.toString(bytes);
                long before = allocated();
                Dealings dealings;
                try {
                    dealings = DealingsCodec.decode(Purchases.none(), HEARD_AT, reader(bytes));
                } catch (IllegalArgumentException | ArithmeticException saidSo) {
                    refused++;
                    continue;
                }
                assertTrue(allocated() - before < 60_000, where);
                readable++;
                note(dealings, AnyDealing.of(random, "next", HEARD_AT + 1));
                dealings.forget(HEARD_AT + 2, 20_000);
                dealings.relationship(HEARD_AT + 2, RULES);
                byte[] again = bytes(dealings, Purchases.none(), HEARD_AT + 2);
                SameDealings.assertSame(
                        dealings, read(again, Purchases.none(), HEARD_AT + 2), where);
            }
        }
        assertTrue(refused > 5_000 && readable > 5_000, refused + " refused, " + readable);
    }

    private static ByteReader reader(byte[] bytes) {
        return new ByteReader(bytes);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
