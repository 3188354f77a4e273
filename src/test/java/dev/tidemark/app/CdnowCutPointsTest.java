package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.app.config.ModelOptions;
import dev.tidemark.app.config.PopulationOptions;
import dev.tidemark.app.config.Settings;
import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.wire.CdnowEventReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A real log of 23,570 customers: the cut points that are learned as it goes are those that a few
 * lines of code make of all scorecards as of the beginning of that day.
 */
class CdnowCutPointsTest {
    /** No models are fitted, and a version comes on its day, and hardly any sooner. */
    private static final Settings SETTINGS =
            Settings.of(
                    Map.of(
                            ModelOptions.REFIT_DAYS.key(),
                            "0",
                            PopulationOptions.TOLERANCE.key(),
                            "1000"));

    private static final int CUSTOMERS = 23_570;

    /** A version is due at the beginning of this day. */
    private static final LocalDate DAY = LocalDate.of(1997, 7, 20);

    private static CutPoints cuts;
    private static List<BuyerScores> asOfTheDay;
    private static Collection<Scorecard> lastDecisions;

    /** Once; but it is each test that is skipped. */
    @BeforeEach
    void theLogIsRead() throws IOException {
        String folder = System.getenv().getOrDefault("TIDEMARK_CDNOW_DIR", "../shared/data/cdnow");
        Path log = Path.of(folder, "CDNOW_master.txt");
        assumeTrue(
                Files.exists(log),
                "skipped: no " + log + "; set TIDEMARK_CDNOW_DIR to the folder of the CDNOW logs");
        if (cuts == null) {
            learn(log);
        }
    }

    private static void learn(Path log) throws IOException {
        long closesAt = DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        List<CustomerEvent> events = events(log);
        events.removeIf(event -> event.occurredAt() >= closesAt);
        PlainLearning learning =
                PlainLearning.of(events, SETTINGS.rules().closingAt(closesAt), SETTINGS);
        List<CutPoints> all =
                learning.notices.stream()
                        .filter(CutPoints.class::isInstance)
                        .map(CutPoints.class::cast)
                        .toList();
        cuts = all.get(all.size() - 1);
        assertEquals(closesAt + 3_600_000L, cuts.effectiveFrom(), "not of the day: " + cuts);
        assertTrue(all.size() >= 30, all.size() + " versions");
        asOfTheDay = buyers(learning.end().values());
        lastDecisions = learning.last.values();
    }

    private static List<CustomerEvent> events(Path log) throws IOException {
        CdnowEventReader reader =
                new CdnowEventReader(ZoneOffset.UTC, SETTINGS.eventLimits(), "cdnow");
        List<CustomerEvent> events = new ArrayList<>();
        long line = 0;
        for (String text : Files.readAllLines(log)) {
            byte[] raw = text.getBytes(StandardCharsets.UTF_8);
            if (reader.read(raw, new SourcePosition("cdnow", 0, ++line))
                    instanceof Intake.Accepted accepted) {
                events.add(accepted.event());
            }
        }
        events.sort(Comparator.comparingLong(CustomerEvent::occurredAt));
        return events;
    }

    private static List<BuyerScores> buyers(Collection<Scorecard> cards) {
        return cards.stream().flatMap(card -> card.buyer().stream()).toList();
    }

    private static long[] sorted(ToLongFunction<BuyerScores> figure) {
        return asOfTheDay.stream().mapToLong(figure).sorted().toArray();
    }

    /** The smallest value of which the mid-rank scores over k of five. */
    private static long limit(long[] sorted, int k) {
        for (int from = 0, to = 0; from < sorted.length; from = to) {
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            if (1 + Math.floor(5 * (from + to) / 2.0 / sorted.length) > k) {
                return sorted[from];
            }
        }
        throw new AssertionError("nobody scores over " + k);
    }

    private static List<Long> limits(long[] sorted) {
        return IntStream.rangeClosed(1, 4).mapToObj(k -> limit(sorted, k)).toList();
    }

    /** What the least of those has who make a share of a sum, and are as few as that takes. */
    private static long leastOfShare(long[] sorted, double share) {
        double needed = share * LongStream.of(sorted).sum();
        int i = sorted.length;
        for (double made = 0; made < needed; ) {
            made += sorted[--i];
        }
        return sorted[i];
    }

    private static void assertWithinOnePercent(long expected, long actual, String what) {
        assertEquals(expected, actual, 0.01 * expected, what);
    }

    @Test
    void theyAreOfAllWhoBought() {
        assertEquals(CUSTOMERS, asOfTheDay.size());
        assertEquals(CUSTOMERS, cuts.customers());
    }

    /** The shortest recency scores highest. */
    @Test
    void recencyIsExact() {
        long[] days = sorted(buyer -> -buyer.rfm().recencyDays());
        List<Long> expected =
                IntStream.rangeClosed(1, 4).mapToObj(i -> -limit(days, 5 - i)).toList();
        assertEquals(expected, cuts.recencyDays());
        assertTrue(expected.get(0) > 0 && expected.get(3) < 300, "of no interest: " + expected);
    }

    @Test
    void frequencyIsExact() {
        List<Long> expected = limits(sorted(buyer -> buyer.rfm().orders()));
        assertEquals(expected, cuts.orders());
        assertTrue(expected.get(3) > 1, "of no interest: " + expected);
    }

    @Test
    void moneyIsWithinOnePercent() {
        long[] spend = sorted(buyer -> buyer.rfm().spendMinor());
        List<Long> expected = limits(spend);
        for (int i = 0; i < expected.size(); i++) {
            assertWithinOnePercent(expected.get(i), cuts.spendMinor().get(i), "m " + i);
        }
        assertWithinOnePercent(leastOfShare(spend, 0.8), cuts.abcMinor().get(0), "class A");
        assertWithinOnePercent(leastOfShare(spend, 0.95), cuts.abcMinor().get(1), "class B");
        assertWithinOnePercent(leastOfShare(spend, 0.8), cuts.highSpendMinor(), "high value");
        long significant = LongStream.of(spend).filter(s -> s >= cuts.highSpendMinor()).count();
        assertEquals(significant, cuts.significantCustomers());
    }

    /** A customer's expected spend is as of the last decision. */
    @Test
    void expectedSpendIsWithinOnePercent() {
        long[] expected =
                buyers(lastDecisions).stream()
                        .mapToLong(buyer -> buyer.value().expectedSpendMinor())
                        .sorted()
                        .toArray();
        assertWithinOnePercent(
                leastOfShare(expected, 0.8), cuts.highExpectedMinor(), "potential high value");
        long[] now = sorted(buyer -> buyer.value().expectedSpendMinor());
        assertTrue(!Arrays.equals(now, expected), "there is nothing to tell the moments apart");
        // No value has faded by more than a tenth since.
        long faded = leastOfShare(now, 0.8);
        assertEquals(faded, cuts.highExpectedMinor(), 0.12 * faded);
    }
}
