package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.CutPoints;
import dev.tidemark.scoring.population.CountedShop.Step;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The customers of the CDNOW log, whose scores of frequency by mid-rank at 1997-09-30 are known, if
 * what was bought on one day is one order: 60 percent have 2, 19 percent 4, 21 percent 5.
 */
class CdnowCensusTest {
    private static final int UNTIL = (int) LocalDate.of(1997, 9, 30).toEpochDay();

    private static List<Step> purchases() throws IOException {
        String folder = System.getenv().getOrDefault("TIDEMARK_CDNOW_DIR", "../shared/data/cdnow");
        Path log = Path.of(System.getProperty("tidemark.cdnow.dir", folder), "CDNOW_master.txt");
        assumeTrue(
                Files.exists(log),
                "skipped: no " + log + "; set TIDEMARK_CDNOW_DIR to the folder of the CDNOW logs");
        record Purchase(int customer, int day, long minor) {}
        List<Purchase> purchases = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            String[] v = line.trim().split("\\s+");
            if (Character.isDigit(v[0].charAt(0))) {
                LocalDate day = LocalDate.parse(v[1], DateTimeFormatter.BASIC_ISO_DATE);
                long minor = new BigDecimal(v[3]).movePointRight(2).longValueExact();
                purchases.add(new Purchase(Integer.parseInt(v[0]), (int) day.toEpochDay(), minor));
            }
        }
        purchases.sort(Comparator.comparingInt(Purchase::day));
        Map<Integer, Account> accounts = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (Purchase p : purchases) {
            Account before = accounts.getOrDefault(p.customer(), Account.NONE);
            Account after =
                    CountedShop.account(
                            true,
                            before.isBuyer() ? before.firstDay() : p.day(),
                            p.day(),
                            before.orders() + (before.lastDay() == p.day() ? 0 : 1),
                            before.spendMinor() + p.minor(),
                            p.minor());
            accounts.put(p.customer(), after);
            long at = SampleCensus.UTC.startOf(p.day()) + 1_000;
            steps.add(new Step(p.customer(), new AccountChange(at, before, after, List.of())));
        }
        return steps;
    }

    @Test
    void theCutPointsAreThoseOfTheWholeListOfCustomers() throws IOException {
        List<Step> steps = purchases();
        CensusRules rules = new SampleCensus().window(1_000).rules();
        List<CensusFinding> found = SampleCensus.found(rules, steps);
        PlainCensus plain = PlainCensus.of(rules, steps, UNTIL + 1);
        CutPoints cuts =
                SampleCensus.cuts(found).stream()
                        .filter(c -> SampleCensus.UTC.dayOf(c.effectiveFrom()) == UNTIL + 1)
                        .findFirst()
                        .orElseThrow();
        assertEquals(23_570, cuts.customers());
        plain.assertScores(cuts, "CDNOW");
        plain.assertShares(cuts, "CDNOW");
        assertEquals(List.of(1L, 2L, 2L, 3L), cuts.orders());
        Map<Integer, Integer> shares = new TreeMap<>();
        for (Account account : plain.counted()) {
            long f = 1 + cuts.orders().stream().filter(k -> account.orders() >= k).count();
            shares.merge((int) f, 1, Integer::sum);
        }
        shares.replaceAll((f, customers) -> Math.round(customers / 235.7f));
        assertEquals(Map.of(2, 60, 4, 19, 5, 21), shares);
    }
}
