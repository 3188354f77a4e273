package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.DayEntry;
import dev.tidemark.model.DaySeries;
import dev.tidemark.scoring.DayCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final DayCalendar BERLIN = new DayCalendar(ZoneId.of("Europe/Berlin"));
    private static final Account BUYER =
            CountedShop.account(true, 20_000, 20_000, 2, 12_345, 6_789);

    private static AccountChange change(String at, Account before, Account after) {
        return new AccountChange(Instant.parse(at).toEpochMilli(), before, after, List.of());
    }

    @Test
    void changesAreAddedUpByTheLocalDayOfTheDecision() {
        Tally tally = new Tally(BERLIN);
        tally.add(change("2024-10-05T22:00:00Z", Account.NONE, BUYER));
        tally.add(change("2024-10-05T21:59:59.999Z", Account.NONE, BUYER));
        tally.add(change("2024-10-05T08:00:00Z", Account.NONE, BUYER));
        List<TallySheet> sheets = tally.take();
        assertEquals(List.of(20_001, 20_002), sheets.stream().map(TallySheet::day).toList());
        assertEquals(2, sheets.get(0).sums().customers);
        assertEquals(24_690, sheets.get(0).sums().recent.spend.sum());
        assertTrue(tally.isEmpty());
        assertEquals(List.of(), tally.take());
    }

    @Test
    void whatCancelsIsNotPassedOn() {
        Tally tally = new Tally(BERLIN);
        tally.add(change("2024-10-05T10:00:00Z", BUYER, BUYER));
        assertTrue(tally.isEmpty(), "it changes nothing");
        tally.add(change("2024-10-05T10:00:00Z", Account.NONE, BUYER));
        tally.add(change("2024-10-05T11:00:00Z", BUYER, Account.NONE));
        assertEquals(List.of(), tally.take());
    }

    @Test
    void whoOnlyLookedIsACustomerAndNoBuyer() {
        Tally tally = new Tally(BERLIN);
        Account prospect = CountedShop.account(true, Account.NO_DAY, Account.NO_DAY, 0, 0, 77);
        tally.add(change("2024-10-05T10:00:00Z", Account.NONE, prospect));
        CensusSums sums = tally.take().get(0).sums();
        assertEquals(1, sums.customers);
        assertEquals(0, sums.buyers());
        assertTrue(sums.expected.isEmpty());
    }

    @Test
    void whoFallsOutOfTheWindowIsStillABuyer() {
        Tally tally = new Tally(BERLIN);
        Account lapsed = CountedShop.account(true, 20_000, 20_000, 0, 0, 100);
        tally.add(change("2024-10-05T10:00:00Z", Account.NONE, BUYER));
        tally.add(change("2024-10-05T11:00:00Z", BUYER, lapsed));
        CensusSums sums = tally.take().get(0).sums();
        assertTrue(sums.recent.isEmpty());
        assertEquals(1, sums.lapsed.buyers());
        assertEquals(1, sums.buyers());
        assertEquals(100, sums.expected.sum());
    }

    private static TallySheet sheet(long seed) {
        Tally tally = new Tally(SampleCensus.UTC);
        new CountedShop(seed, SampleCensus.UTC, 40, 300)
                .steps()
                .forEach(
                        step ->
                                tally.add(
                                        new AccountChange(
                                                0,
                                                step.change().before(),
                                                step.change().after(),
                                                step.change().days())));
        return tally.take().get(0);
    }

    @Test
    void aSheetIsReadBackWholeOrRefused() {
        for (long seed = 1; seed <= 20; seed++) {
            byte[] bytes = sheet(seed).encode();
            assertArrayEquals(bytes, TallySheet.decode(bytes).encode(), "seed " + seed);
        }
        byte[] bytes = sheet(1).encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(IllegalArgumentException.class, () -> TallySheet.decode(cut));
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThrows(IllegalArgumentException.class, () -> TallySheet.decode(longer));
    }

    @Test
    void theExtremesAreReadBackWhole() {
        Tally tally = new Tally(SampleCensus.UTC);
        long most = Long.MAX_VALUE;
        Account rich =
                CountedShop.account(
                        true, Integer.MIN_VALUE + 1, Integer.MAX_VALUE, 1 << 30, most, most);
        List<DayEntry> days =
                List.of(
                        new DayEntry(DaySeries.ORDERS, Integer.MIN_VALUE, Long.MIN_VALUE),
                        new DayEntry(DaySeries.ORDERS, Integer.MAX_VALUE, Long.MAX_VALUE));
        tally.add(new AccountChange(0, Account.NONE, rich, days));
        byte[] bytes = tally.take().get(0).encode();
        assertArrayEquals(bytes, TallySheet.decode(bytes).encode());
    }

    @Test
    void hostileBytesAreRefusedOrRead() {
        long seed = 9;
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> damage(new SplittableRandom(seed)));
    }

    private static void damage(SplittableRandom random) {
        int refused = 0;
        byte[] sound = sheet(1).encode();
        for (int i = 0; i < 40_000; i++) {
            byte[] bytes = i % 2 == 0 ? new byte[random.nextInt(60)] : sound.clone();
            if (i % 2 == 0) {
                random.nextBytes(bytes);
            }
            for (int hits = random.nextInt(5); hits > 0 && bytes.length > 0; hits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                byte[] again = TallySheet.decode(bytes).encode();
                assertEquals(TallySheet.decode(again).day(), TallySheet.decode(bytes).day());
            } catch (IllegalArgumentException saidSo) {
                refused++;
            }
        }
        assertTrue(refused > 15_000, refused + " of 40,000 refused, seed 9");
    }
}
