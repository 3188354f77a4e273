package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Moments;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryCodecTest {
    private static final Rules SMALL =
            new SampleRules()
                    .windowDays(20)
                    .memory(10, 60, 4, 48, 6)
                    .orderLines(OrderLines.SUM)
                    .build();

    private static CustomerHistory reborn(CustomerHistory history) {
        byte[] bytes = HistoryCodec.encode(history);
        CustomerHistory decoded = HistoryCodec.decode(bytes);
        assertArrayEquals(bytes, HistoryCodec.encode(decoded), "encoded once more");
        return decoded;
    }

    /** Customers who are written and read back at every step, against some who never are. */
    @ParameterizedTest
    @EnumSource
    void aCustomerReadBackGoesOnAsIfNothingHadHappened(OrderLines lines) {
        for (long seed = 0; seed < 150; seed++) {
            SampleRules sample = new SampleRules().orderLines(lines);
            Rules rules =
                    seed % 2 == 0
                            ? sample.build()
                            : sample.windowDays(20).memory(10, 60, 4, 48, 6).build();
            List<CustomerEvent> events = new RandomEvents(seed, rules).next(60);
            FoldedCustomer whole = new FoldedCustomer(rules);
            FoldedCustomer stored = new FoldedCustomer(rules);
            for (CustomerEvent event : events) {
                whole.decide(event);
                stored.decide(event);
                stored = stored.continuedFrom(reborn(stored.history()));
            }
            long end = events.get(59).occurredAt() + 500 * DayCalendar.DAY_MILLIS;
            whole.silence(end);
            stored.silence(end);
            assertEquals(whole.bytes(), stored.bytes(), "seed " + seed);
        }
    }

    @Test
    void theArmedTimerIsKept() {
        FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());
        customer.apply(Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 500));
        CustomerHistory history = customer.history();
        long[] moments = {
            Moments.NEVER, customer.nextDeadline(), customer.nextDeadline() - 1, history.asOf - 7
        };
        for (long moment : moments) {
            assertEquals(moment, reborn(history.armedFor(moment)).armedFor());
        }
        assertEquals(customer.nextDeadline(), reborn(history).nextChangeAt);
    }

    @Test
    void anUnknownCustomerIsAFewBytes() {
        byte[] bytes = HistoryCodec.encode(CustomerHistory.unknown());
        assertEquals(8, bytes.length, Arrays.toString(bytes));
        assertEquals(0, HistoryCodec.decode(bytes).sequence);
    }

    @Test
    void aHistoryOfANewerReleaseSaysSo() {
        byte[] bytes = HistoryCodec.encode(CustomerHistory.unknown());
        bytes[0] = 4;
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> HistoryCodec.decode(bytes));
        assertEquals("customer history of version 4; this release reads up to 3", e.getMessage());
    }

    @Test
    void everyCutOffHistoryIsDamaged() {
        FoldedCustomer customer = new FoldedCustomer(SMALL);
        new RandomEvents(3, SMALL).next(40).forEach(customer::decide);
        byte[] bytes = HistoryCodec.encode(customer.history());
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(
                    IllegalArgumentException.class, () -> HistoryCodec.decode(cut), "at " + length);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> HistoryCodec.decode(longer));
        assertEquals("damaged customer history: bytes left over", e.getMessage());
    }

    @Test
    void aHugeCountIsDamageAndNotAllocated() {
        byte[] bytes = {2, 0, 0, 0, 0, -1, -1, -1, -1, 7, 0, 0};
        long before = allocated();
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> HistoryCodec.decode(bytes));
        assertTrue(allocated() - before < 1_000_000, "allocated " + (allocated() - before));
        assertEquals("damaged customer history: 2147483647 entries at byte 10", e.getMessage());
    }

    /** Whatever bytes: a history, or a word of damage, at once and in little memory. */
    @Test
    void randomDamageNeitherHangsNorAllocatesWildly() {
        long seed = 11;
        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(1), () -> damageAtRandom(new SplittableRandom(seed), seed));
    }

    private static void damageAtRandom(SplittableRandom random, long seed) {
        int damaged = 0;
        for (int customer = 0; customer < 40; customer++) {
            FoldedCustomer folded = new FoldedCustomer(SMALL);
            new RandomEvents(customer, SMALL).next(40).forEach(folded::decide);
            byte[] sound = HistoryCodec.encode(folded.history());
            for (int i = 0; i < 2_000; i++) {
                byte[] bytes = sound.clone();
                for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                long before = allocated();
                try {
                    HistoryCodec.decode(bytes);
                } catch (IllegalArgumentException saidSo) {
                    damaged++;
                }
                long used = allocated() - before;
                assertTrue(used < 100_000, "seed " + seed + ": " + Arrays.toString(bytes));
            }
        }
        assertTrue(damaged > 10_000, "only " + damaged + " of 80,000 noticed, seed " + seed);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
