package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.tidemark.GoldenFile;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.BuyerFacts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a statistician remembers, as bytes. Never change those of a released version. */
class NotesCodecTest {
    private static final long DAY = ReportedShop.DAY;
    private static final StatisticianRules RULES = SampleStatistics.standard();

    /** One of everything there is. */
    private static Knowledge full() {
        CustomerSample sample = new CustomerSample(20_000, 0.375);
        sample.put(0x0123456789abcdefL, new BuyerFacts(20_000, 20_000, 0, 0));
        sample.put(0x1fffffffffffffffL, new BuyerFacts(-7, 20_140, 12, 1_234_567_890_123L));
        sample.put(5, new BuyerFacts(20_001, 20_099, 2, 300));
        ChurnJudging judging = new ChurnJudging(RULES.judging());
        judging.open.add(
                new Origin(
                        20_132,
                        new long[] {5, 0x0123456789abcdefL},
                        new double[] {0.25, 0.999},
                        new int[] {32, 131},
                        new double[0]));
        judging.open.add(
                new Origin(
                        20_139,
                        new long[] {5, 0x1fffffffffffffffL},
                        new double[] {0.5, 1e-9},
                        new int[] {39, 0},
                        new double[] {0.125, 0.75}));
        ForecastFigures figures = new ForecastFigures(0.125, 0.03125, Double.NaN, -0.25);
        judging.judged.add(new JudgedOrigin(20_104, 51, figures, Optional.empty()));
        judging.judged.add(
                new JudgedOrigin(
                        20_111, 300, figures, Optional.of(new ForecastFigures(0.5, 0, 0.75, 0))));
        judging.latest =
                Optional.of(new SilenceRecord(new int[] {0, 300}, new boolean[] {true, false}));
        Waiting waiting = new Waiting();
        long today = 20_141 * DAY;
        waiting.add(new BuyerReport(5, today, Optional.of(new BuyerFacts(20_001, 20_141, 3, 400))));
        waiting.add(new BuyerReport(0x0123456789abcdefL, today + 77, Optional.empty()));
        Knowledge known = new Knowledge(sample, judging, waiting);
        known.schedule = new Schedule(20_141, 20_140, 3, 17);
        known.toldShare = 0.5;
        BuyerFacts[] ordered = {new BuyerFacts(20_000, 20_000, 0, 0), new BuyerFacts(-7, 9, 1, 2)};
        known.ordered = Optional.of(new FitOrder(20_140, ordered));
        return known;
    }

    @Test
    void theBytesOfTheReleaseAreWrittenAndReadBackWhole() {
        byte[] blank = NotesCodec.encode(Knowledge.blank(RULES));
        GoldenFile.assertHolds("state/statistics-v1-blank.bin", blank);
        GoldenFile.assertHolds("state/statistics-v1-full.bin", NotesCodec.encode(full()));
        for (String name : List.of("blank", "full")) {
            byte[] kept = GoldenFile.read("state/statistics-v1-" + name + ".bin");
            assertEquals(NotesCodec.VERSION, kept[0]);
            assertArrayEquals(kept, NotesCodec.encode(NotesCodec.decode(kept, RULES)), name);
        }
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        Knowledge wrote = full();
        Knowledge read = NotesCodec.decode(NotesCodec.encode(wrote), RULES);
        assertEquals(wrote.schedule, read.schedule);
        assertEquals(wrote.toldShare, read.toldShare);
        assertEquals(wrote.sample.share(), read.sample.share());
        assertEquals(wrote.sample.byCustomer(), read.sample.byCustomer());
        assertEquals(wrote.waiting.reports(), read.waiting.reports());
        assertEquals(List.copyOf(wrote.judging.judged), List.copyOf(read.judging.judged));
        FitOrder order = read.ordered.orElseThrow();
        assertEquals(20_140, order.day());
        assertArrayEquals(wrote.ordered.orElseThrow().customers(), order.customers());
        Origin last = read.judging.open.peekLast();
        assertEquals(20_139, last.day());
        assertArrayEquals(new long[] {5, 0x1fffffffffffffffL}, last.customers());
        assertArrayEquals(new double[] {0.5, 1e-9}, last.model());
        assertArrayEquals(new int[] {39, 0}, last.recencyDays());
        assertArrayEquals(new double[] {0.125, 0.75}, last.rule());
        assertTrue(!read.judging.open.peekFirst().hasRule());
        SilenceRecord silence = read.judging.latest.orElseThrow();
        assertArrayEquals(new int[] {0, 300}, silence.recencyDays());
        assertArrayEquals(new boolean[] {true, false}, silence.churned());
    }

    /** Notes of a random moment in the life of a random shop. */
    private static byte[] anyNotes(SplittableRandom random, StatisticianRules rules) {
        List<BuyerReport> reports = new ReportedShop(random.nextLong(), 250, 120).reports();
        Statistician statistician = Statistician.beginning(rules, Runnable::run);
        int heard = random.nextInt(reports.size());
        reports.subList(0, heard).forEach(statistician::hear);
        statistician.passTo((ReportedShop.OPENING + random.nextInt(120)) * DAY);
        reports.subList(heard, heard + random.nextInt(reports.size() - heard))
                .forEach(statistician::hear);
        return statistician.notes().bytes();
    }

    @Test
    void knowledgeOfAnyMomentIsReadAndWrittenAgainTheSame() {
        for (long seed = 1; seed <= 60; seed++) {
            StatisticianRules rules = new SampleStatistics().sample(150).least(20).rules();
            byte[] bytes = anyNotes(new SplittableRandom(seed), rules);
            Knowledge read = NotesCodec.decode(bytes, rules);
            assertArrayEquals(bytes, NotesCodec.encode(read), "seed " + seed);
        }
    }

    @Test
    void theDocumentIsOfTheVersionThatIsWritten() throws IOException {
        String document = Files.readString(Path.of("docs/state-format.md"));
        assertTrue(document.contains("\n### Statistics, version " + NotesCodec.VERSION + "\n"));
    }

    private static String refused(byte[] bytes) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> NotesCodec.decode(bytes, RULES),
                        () -> "decoded " + Arrays.toString(bytes))
                .getMessage();
    }

    @Test
    void notesOfANewerReleaseSaySo() {
        byte[] bytes = NotesCodec.encode(full());
        bytes[0] = 2;
        assertEquals("statistics of version 2; this release reads up to 1", refused(bytes));
        StatisticianNotes notes = new StatisticianNotes(bytes, Optional.empty());
        assertThrows(
                IllegalArgumentException.class,
                () -> Statistician.resuming(RULES, notes, Runnable::run));
    }

    @Test
    void everyCutOffNoteIsDamaged() {
        byte[] bytes = NotesCodec.encode(full());
        for (int length = 0; length < bytes.length; length++) {
            String message = refused(Arrays.copyOf(bytes, length));
            assertTrue(message.startsWith("damaged statistics: "), length + ": " + message);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertEquals("damaged statistics: bytes left over", refused(longer));
    }

    @Test
    void whatCannotBeIsDamage() {
        Knowledge known = full();
        known.toldShare = 1.5;
        assertEquals("damaged statistics: share 1.5", refused(NotesCodec.encode(known)));
        known.toldShare = Double.NaN;
        assertEquals("damaged statistics: share NaN", refused(NotesCodec.encode(known)));
        known.toldShare = 1;
        Origin last = known.judging.open.pollLast();
        known.judging.open.add(
                new Origin(
                        20_139,
                        last.customers(),
                        new double[] {0.5, 1.5},
                        new int[2],
                        last.rule()));
        assertEquals("damaged statistics: probability 1.5", refused(NotesCodec.encode(known)));
        known.judging.open.pollLast();
        known.judging.open.add(
                new Origin(20_139, new long[] {9, 5}, last.model(), new int[2], last.rule()));
        assertEquals(
                "damaged statistics: prediction 1 is out of order",
                refused(NotesCodec.encode(known)));
    }

    @Test
    void randomDamageNeitherHangsNorAllocatesWildly() {
        long seed = 23;
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> damage(new SplittableRandom(seed)));
    }

    private static void damage(SplittableRandom random) {
        int damaged = 0;
        for (int notes = 0; notes < 20; notes++) {
            byte[] sound = notes == 0 ? NotesCodec.encode(full()) : anyNotes(random, RULES);
            for (int i = 0; i < 2_000; i++) {
                byte[] bytes = sound.clone();
                for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                long before = allocated();
                try {
                    NotesCodec.decode(bytes, RULES);
                } catch (IllegalArgumentException saidSo) {
                    damaged++;
                }
                long used = allocated() - before;
                assertTrue(
                        used < 200_000 + 100L * bytes.length,
                        "%d bytes for %d, seed 23".formatted(used, bytes.length));
            }
        }
        assertTrue(damaged > 4_000, "only " + damaged + " of 40,000 noticed, seed 23");
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Test
    void predictionsOfAnotherHorizonAreLetGo() {
        StatisticianRules longer = new SampleStatistics().horizon(90).rules();
        Knowledge read = NotesCodec.decode(NotesCodec.encode(full()), longer);
        assertEquals(0, read.judging.open.size());
        assertEquals(0, read.judging.judged.size());
        assertTrue(read.judging.latest.isEmpty());
        assertEquals(3, read.sample.size());
        assertEquals(90, read.judging.horizonDays());
    }

    @Test
    void aSmallerSampleIsTrimmedWhenTheNextDayBegins() {
        StatisticianRules smaller = new SampleStatistics().sample(2).least(2).rules();
        Knowledge wrote = full();
        wrote.ordered = Optional.empty();
        wrote.waiting.before(Moments.NEVER);
        StatisticianNotes notes = new StatisticianNotes(NotesCodec.encode(wrote), Optional.empty());
        Statistician resumed = Statistician.resuming(smaller, notes, Runnable::run);
        resumed.passTo(20_141 * DAY - 1);
        Knowledge known = NotesCodec.decode(resumed.notes().bytes(), smaller);
        assertEquals(2, known.sample.size());
        assertTrue(known.sample.of(0x1fffffffffffffffL).isEmpty());
        assertEquals(CustomerSample.place(0x1fffffffffffffffL), known.sample.share());
        assertEquals(1, known.judging.open.peekLast().size(), "predictions of who left");
    }

    @Test
    void aSampleOfWhichOnlyAFractionIsStillWantedIsReadBack() {
        Knowledge wrote = Knowledge.blank(RULES);
        for (int i = 0; i < 15; i++) {
            wrote.sample.put((long) i << 60, new BuyerFacts(20_000, 20_000, 0, 0));
        }
        StatisticianRules smaller = new SampleStatistics().sample(2).least(2).rules();
        Knowledge read = NotesCodec.decode(NotesCodec.encode(wrote), smaller);
        read.sample.trim();
        assertEquals(2, read.sample.size());
        assertTrue(read.sample.of(1L << 60).isPresent());
    }

    @Test
    void aReportIsReadBackWholeOrRefused() {
        BuyerReport[] reports = {
            new BuyerReport(-1, 1_700_000_000_000L, Optional.empty()),
            new BuyerReport(7, -5, Optional.of(new BuyerFacts(-10, 30, 40, Long.MAX_VALUE)))
        };
        for (BuyerReport report : reports) {
            byte[] bytes = report.encode();
            assertEquals(report, BuyerReport.decode(bytes));
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThrows(IllegalArgumentException.class, () -> BuyerReport.decode(cut));
            }
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            assertThrows(IllegalArgumentException.class, () -> BuyerReport.decode(longer));
        }
    }
}
