package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.tidemark.GoldenFile;
import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.DayEntry;
import dev.tidemark.model.DaySeries;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.population.CountedShop.Step;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a census remembers, as bytes. Never change those of a released version. */
class CensusNotesCodecTest {
    private static final CensusRules RULES = new SampleCensus().rules();
    private static final int TODAY = 20_141;

    /** One of everything there is. */
    private static Census full() {
        CutPoints cuts =
                new CutPoints(
                        "cut-2025-02-20-0123abcd",
                        1_740_009_600_000L,
                        1_234,
                        List.of(-1L, 30L, 90L, 400L),
                        List.of(1L, 1L, 2L, 5L),
                        List.of(0L, 999L, 4_999L, 1_000_000_000_000L),
                        List.of(50_000L, 10_000L),
                        50_000,
                        77_777,
                        246);
        CensusSums sums = new CensusSums();
        sums.replace(Account.NONE, CountedShop.account(true, -7, 20_099, 3, 12_345, 98_765));
        sums.replace(Account.NONE, CountedShop.account(true, 3, TODAY - 1, 1, 12_346, 98_766));
        sums.replace(Account.NONE, CountedShop.account(true, 20_000, 20_000, 0, 0, 1_500));
        sums.replace(
                Account.NONE,
                CountedShop.account(true, Account.NO_DAY, Account.NO_DAY, 0, 0, 5_000));
        for (DaySeries series : DaySeries.values()) {
            sums.days.add(new DayEntry(series, TODAY + series.ordinal(), 7 - series.ordinal() * 3));
        }
        sums.days.add(new DayEntry(DaySeries.ACTIVE_CHANGE, DayBook.LONG_AGO, 300));
        TreeMap<Integer, CensusSums> waiting = new TreeMap<>();
        waiting.put(TODAY, new CensusSums());
        waiting.get(TODAY)
                .replace(
                        CountedShop.account(true, 20_000, 20_000, 0, 0, 1_500),
                        CountedShop.account(true, 20_000, TODAY, 1, 500, 1_501));
        waiting.put(TODAY + 3, new CensusSums());
        waiting.get(TODAY + 3).customers = -1;
        return new Census(
                RULES, TODAY, sums, waiting, new CutMaking(RULES, TODAY - 1, Optional.of(cuts)));
    }

    @Test
    void theBytesOfTheReleaseAreWrittenAndReadBackWhole() {
        byte[] blank = Census.beginning(RULES).notes().bytes();
        GoldenFile.assertHolds("state/census-v1-blank.bin", blank);
        GoldenFile.assertHolds("state/census-v1-full.bin", full().notes().bytes());
        for (String name : List.of("blank", "full")) {
            byte[] kept = GoldenFile.read("state/census-v1-" + name + ".bin");
            assertEquals(CensusNotesCodec.VERSION, kept[0]);
            Census read = CensusNotesCodec.decode(kept, RULES);
            assertArrayEquals(kept, read.notes().bytes(), name);
        }
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        Census read = Census.resuming(RULES, full().notes());
        assertEquals(full().newest(), read.newest());
        assertEquals(TODAY, read.nextDay());
        assertEquals(TODAY - 1, read.cutDay());
        assertEquals(4, read.sums().customers);
        assertEquals(2, read.sums().recent.buyers());
        assertEquals(24_691, read.sums().recent.spend.sum());
        assertEquals(1, read.sums().lapsed.buyers());
        assertEquals(199_031, read.sums().expected.sum());
        assertEquals(300, read.sums().days.asOf(DaySeries.ACTIVE_CHANGE, TODAY), "of long ago");
        assertEquals(List.of(TODAY, TODAY + 3), List.copyOf(read.waiting().keySet()));
        assertEquals(full().passTo(Moments.NEVER), read.passTo(Moments.NEVER));
    }

    /** Notes of a random moment in the life of a random shop. */
    private static byte[] anyNotes(SplittableRandom random, CensusRules rules) {
        List<Step> steps = new CountedShop(random.nextLong(), rules.calendar(), 80, 200).steps();
        Census census = Census.beginning(rules);
        Tally tally = new Tally(rules.calendar());
        List<Step> heard = steps.subList(0, random.nextInt(steps.size()));
        heard.forEach(step -> tally.add(step.change()));
        tally.take().forEach(census::hear);
        census.passTo(rules.calendar().startOf(CountedShop.OPENING + random.nextInt(200)));
        return census.notes().bytes();
    }

    @Test
    void aCensusOfAnyMomentIsReadAndWrittenAgainTheSame() {
        for (long seed = 1; seed <= 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            CensusRules rules = SampleCensus.any(random);
            byte[] bytes = anyNotes(random, rules);
            Census read = Census.resuming(rules, new CensusNotes(bytes));
            assertArrayEquals(bytes, read.notes().bytes(), "seed " + seed);
        }
    }

    @Test
    void theDocumentIsOfTheVersionThatIsWritten() throws IOException {
        String document = Files.readString(Path.of("docs/state-format.md"));
        assertTrue(document.contains("\n### Census, version " + CensusNotesCodec.VERSION + "\n"));
    }

    private static String refused(byte[] bytes) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> CensusNotesCodec.decode(bytes, RULES),
                        () -> "decoded " + Arrays.toString(bytes))
                .getMessage();
    }

    @Test
    void notesOfANewerReleaseSaySo() {
        byte[] bytes = full().notes().bytes();
        bytes[0] = 2;
        assertEquals("a census of version 2; this release reads up to 1", refused(bytes));
    }

    @Test
    void everyCutOffNoteIsDamaged() {
        byte[] bytes = full().notes().bytes();
        for (int length = 0; length < bytes.length; length++) {
            String message = refused(Arrays.copyOf(bytes, length));
            assertTrue(message.startsWith("damaged census: "), length + ": " + message);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertEquals("damaged census: bytes left over", refused(longer));
    }

    @Test
    void randomDamageNeitherHangsNorAllocatesWildly() {
        long seed = 29;
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> damage(new SplittableRandom(seed)));
    }

    private static void damage(SplittableRandom random) {
        int damaged = 0;
        for (int notes = 0; notes < 20; notes++) {
            byte[] sound = notes == 0 ? full().notes().bytes() : anyNotes(random, RULES);
            for (int i = 0; i < 2_000; i++) {
                byte[] bytes = sound.clone();
                for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                long before = allocated();
                try {
                    CensusNotesCodec.decode(bytes, RULES);
                } catch (IllegalArgumentException saidSo) {
                    damaged++;
                }
                long used = allocated() - before;
                assertTrue(
                        used < 200_000 + 200L * bytes.length,
                        "%d bytes for %d, seed 29".formatted(used, bytes.length));
            }
        }
        assertTrue(damaged > 4_000, "only " + damaged + " of 40,000 noticed, seed 29");
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Test
    void aMillionCustomersTakeSomeHundredKilobytes() {
        long seed = 31;
        SplittableRandom random = new SplittableRandom(seed);
        Tally tally = new Tally(SampleCensus.UTC);
        for (int i = 0; i < 1_000_000; i++) {
            long spent = (long) StrictMath.exp(5 + 10 * random.nextDouble());
            Account account =
                    CountedShop.account(
                            true,
                            18_000,
                            TODAY - random.nextInt(2_000),
                            random.nextInt(4) * random.nextInt(40),
                            spent,
                            random.nextLong(spent + 1));
            tally.add(new AccountChange(0, Account.NONE, account, List.of()));
        }
        Census census = Census.beginning(RULES);
        tally.take().forEach(census::hear);
        int size = census.notes().bytes().length;
        assertTrue(size < 250_000, size + " bytes, seed " + seed);
    }
}
