package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerBookTest {
    private static final long MINUTE = 1 << 16;
    private static final long DAY = 86_400_000L;
    private static final long START = 20_000 * DAY / MINUTE * MINUTE;

    private final TimerBook book = new TimerBook();

    @Test
    void withoutTimersNothingIsOverdue() {
        assertEquals(0, book.pending());
        assertEquals(new TimerBook.Overdue(0, Moments.NEVER), book.overdue(START));
    }

    @Test
    void aTimerIsOverdueWhenItsMinuteIsOver() {
        book.armed(START + 1);
        assertEquals(1, book.pending());
        assertEquals(0, book.overdue(START + MINUTE - 1).timers());
        assertEquals(new TimerBook.Overdue(1, START + MINUTE), book.overdue(START + MINUTE));
        book.gone(START + 1);
        assertEquals(0, book.pending());
        assertEquals(0, book.overdue(START + MINUTE).timers());
    }

    @Test
    void aTimerOfAnotherMillenniumIsPendingAndNeverOverdue() {
        for (long at : new long[] {Moments.NEVER - 1, Moments.BEFORE_ALL + 1, 9_000_000 * DAY}) {
            book.armed(at);
            assertEquals(1, book.pending());
            assertEquals(0, book.overdue(Moments.NEVER).timers(), "armed for " + at);
            book.gone(at);
            assertEquals(0, book.pending());
        }
    }

    @Test
    void timersBeforeTheYearZeroOfComputersCountLikeOthers() {
        book.armed(-5 * DAY);
        book.armed(3 * DAY);
        assertEquals(1, book.overdue(0).timers());
        assertEquals(2, book.overdue(4 * DAY).timers());
    }

    /** Armed at any distance, given up in any order, while time goes on for a hundred years. */
    @Test
    void theBookAgreesWithAPlainList() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            TimerBook books = new TimerBook();
            List<Long> plain = new ArrayList<>();
            long now = START;
            long width = MINUTE;
            long earliest = Long.MAX_VALUE;
            long latest = Long.MIN_VALUE;
            for (int i = 0; i < 3_000; i++) {
                now +=
                        random.nextInt(10) == 0
                                ? random.nextInt(200) * DAY
                                : random.nextInt(100_000);
                if (plain.isEmpty() || random.nextInt(3) > 0) {
                    long ahead = random.nextInt(20) == 0 ? 2_000 * DAY : 40 * DAY;
                    long at = now - DAY + (long) (random.nextDouble() * ahead);
                    books.armed(at);
                    plain.add(at);
                    earliest = Math.min(earliest, at);
                    latest = Math.max(latest, at);
                } else {
                    books.gone(plain.remove(random.nextInt(plain.size())));
                }
                assertEquals(plain.size(), books.pending());
            }
            while (latest - earliest >= width << 20) {
                width <<= 1;
            }
            assertTrue(width > MINUTE, "the ring was never too narrow");
            long moment = now;
            long slack = width;
            long atLeast = plain.stream().filter(at -> at < moment - slack).count();
            long atMost = plain.stream().filter(at -> at < moment).count();
            TimerBook.Overdue overdue = books.overdue(now);
            String where = "seed " + seed + ": " + overdue + ", " + atLeast + " to " + atMost;
            assertTrue(overdue.timers() >= atLeast && overdue.timers() <= atMost, where);
            long oldest = plain.stream().mapToLong(Long::longValue).min().orElseThrow();
            assertTrue(overdue.oldestAt() >= oldest && overdue.oldestAt() <= oldest + width, where);
        }
    }

    @Test
    void whatIsLongPastMakesRoom() {
        for (int day = 0; day < 100_000; day++) {
            long at = START - 20_000 * DAY + day * DAY;
            book.armed(at + 30 * DAY);
            if (day >= 30) {
                book.gone(at);
            }
        }
        // 30 days of timers: still to the minute, though they went through 270 years.
        long last = START + 80_000 * DAY - DAY;
        assertEquals(30, book.pending());
        book.armed(START + DAY / 2);
        assertTrue(book.overdue(last).timers() <= 1, "of " + last);
    }
}
