package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.stats.ModelFamily;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Fits to CDNOW customers as the stream keeps them, in days and cents, against those of the papers,
 * CLVTools and lifetimes, recomputed to more digits with numpy.
 */
class ModelFittingTest {
    private static final LocalDate UNTIL = LocalDate.of(1997, 9, 30);
    private static final int AS_OF = (int) UNTIL.toEpochDay() + 1;

    private static ModelFitting fitting(String family, double precision) {
        return new ModelFitting(
                new FittingRules(ModelFamily.parse(family), 7, precision, 2, 100_000, 500, 7, 0.01),
                SampleStatistics.CALENDAR);
    }

    private static List<BuyerFacts> cdnow(String name) throws IOException {
        String folder = System.getenv().getOrDefault("TIDEMARK_CDNOW_DIR", "../shared/data/cdnow");
        Path log = Path.of(System.getProperty("tidemark.cdnow.dir", folder), name);
        assumeTrue(
                Files.exists(log),
                "skipped: no " + log + "; set TIDEMARK_CDNOW_DIR to the folder of the CDNOW logs");
        Map<String, TreeMap<Integer, Long>> customers = new TreeMap<>();
        for (String line : Files.readAllLines(log)) {
            String[] v = line.trim().split("\\s+");
            if (Character.isDigit(v[0].charAt(0))) {
                LocalDate day = LocalDate.parse(v[v.length - 3], DateTimeFormatter.BASIC_ISO_DATE);
                long cents = new BigDecimal(v[v.length - 1]).movePointRight(2).longValueExact();
                if (!day.isAfter(UNTIL)) {
                    customers
                            .computeIfAbsent(v[0], id -> new TreeMap<>())
                            .merge((int) day.toEpochDay(), cents, Long::sum);
                }
            }
        }
        return customers.values().stream().map(ModelFittingTest::facts).toList();
    }

    private static BuyerFacts facts(TreeMap<Integer, Long> cents) {
        long all = cents.values().stream().mapToLong(Long::longValue).sum();
        return new BuyerFacts(
                cents.firstKey(),
                cents.lastKey(),
                cents.size() - 1,
                all - cents.firstEntry().getValue());
    }

    private static void assertParameters(List<ParameterEstimate> found, double... expected) {
        assertEquals(expected.length, found.size());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found.get(i).value(), 1e-4 * expected[i], found.toString());
        }
    }

    private static ModelParameters assertFit(
            List<BuyerFacts> customers, String family, double logLikelihood, double... expected) {
        ModelParameters free = fitting(family, 0).fit(customers, AS_OF).parameters();
        assertEquals(customers.size(), free.customers());
        assertEquals("CONVERGED", free.verdict());
        assertEquals(logLikelihood, free.logLikelihood(), 1e-3, family);
        assertParameters(free.purchases(), expected);
        double held = fitting(family, 1).fit(customers, AS_OF).parameters().logLikelihood();
        assertTrue(held <= logLikelihood + 1e-3, family + " with the prior: " + held);
        assertEquals(logLikelihood, held, 0.0002 * -logLikelihood, family + " with the prior");
        return free;
    }

    @Test
    void theSampleIsFittedAsPublished() throws IOException {
        List<BuyerFacts> sample = cdnow("CDNOW_sample.txt");
        assertEquals(2_357, sample.size());
        assertFit(sample, "bg-nbd", -9582.4292, 0.2425945, 4.413602, 0.792922, 2.425907);
        ModelParameters mbg =
                assertFit(sample, "mbg-nbd", -9582.1357, 0.524843, 6.183085, 0.891359, 1.614002);
        assertFit(sample, "pareto-nbd", -9594.9762, 0.553277, 10.577683, 0.606240, 11.668735);
        assertEquals(946, mbg.spenders());
        assertEquals(-4055.9177, mbg.spendLogLikelihood(), 1e-3);
        assertParameters(mbg.spend(), 6.249572, 3.744225, 15.443521);
    }

    @Test
    void theMasterIsFittedAsRecomputed() throws IOException {
        List<BuyerFacts> master = cdnow("CDNOW_master.txt");
        assertEquals(23_570, master.size());
        assertFit(master, "bg-nbd", -95368.444, 0.25162, 4.78894, 0.72343, 2.16109);
        ModelParameters mbg =
                assertFit(master, "mbg-nbd", -95336.958, 0.63714, 7.31029, 0.80747, 1.22839);
        assertFit(master, "pareto-nbd", -95415.119, 0.59742, 11.58566, 0.52219, 8.82776);
        assertEquals(-40763.476, mbg.spendLogLikelihood(), 1e-3);
        assertParameters(mbg.spend(), 6.27536, 3.62445, 14.98369);
        double held = fitting("mbg-nbd", 1).fit(master, AS_OF).parameters().spendLogLikelihood();
        assertEquals(-40763.476, held, 0.0002 * 40763.476);
    }

    private static List<BuyerFacts> shop(long seed) {
        CustomerSample sample = new CustomerSample(20_000);
        new ReportedShop(seed, 600, 200)
                .reports()
                .forEach(r -> r.facts().ifPresent(facts -> sample.put(r.customer(), facts)));
        return new ArrayList<>(sample.facts());
    }

    @Test
    void theVersionNamesTheParametersWhateverTheOrderOfTheCustomers() {
        int day = ReportedShop.OPENING + 200;
        List<BuyerFacts> customers = shop(1);
        ModelParameters first = fitting("mbg-nbd", 1).fit(customers, day).parameters();
        for (int seed = 1; seed <= 5; seed++) {
            Collections.shuffle(customers, new Random(seed));
            ModelParameters again = fitting("mbg-nbd", 1).fit(customers, day).parameters();
            assertEquals(first, again, "seed " + seed);
        }
        assertTrue(first.version().startsWith("mbg-nbd@2025-04-22."), first.version());
        BuyerFacts one = customers.remove(0);
        customers.add(
                new BuyerFacts(
                        one.firstDay() - 1,
                        one.lastDay(),
                        1 + one.repeats(),
                        one.repeatNetMinor()));
        ModelParameters other = fitting("mbg-nbd", 1).fit(customers, day).parameters();
        assertNotEquals(first.version(), other.version(), "of another customer");
        ModelParameters later = fitting("mbg-nbd", 1).fit(customers, day + 1).parameters();
        assertNotEquals(other.version(), later.version(), "as of another day");
        ModelParameters bg = fitting("bg-nbd", 1).fit(customers, day).parameters();
        assertTrue(bg.version().startsWith("bg-nbd@2025-04-22."), bg.version());
    }

    @Test
    void ofFewRepeatBuyersNoSpendingIsLearned() {
        List<BuyerFacts> customers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int gap = i < 49 ? 10 + i : 0;
            customers.add(new BuyerFacts(-i, gap - i, gap == 0 ? 0 : 2, gap == 0 ? 0 : 900 + i));
        }
        assertEquals(List.of(), fitting("mbg-nbd", 1).fit(customers, 90).parameters().spend());
        customers.add(new BuyerFacts(0, 20, 1, 0));
        assertEquals(List.of(), fitting("mbg-nbd", 1).fit(customers, 90).parameters().spend());
        customers.add(new BuyerFacts(0, 20, 1, 4_000));
        ModelParameters enough = fitting("mbg-nbd", 1).fit(customers, 90).parameters();
        assertEquals(3, enough.spend().size(), "those who spent nothing do not count");
        assertEquals(50, enough.spenders());
    }
}
