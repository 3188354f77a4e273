package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.scoring.population.BuyerReport;
import dev.tidemark.stats.PurchaseRows;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One history of impossible facts would fail the fit to all customers. */
class BuyerFactsTest {
    private static void assertPossible(CustomerHistory history, String where) {
        Optional<BuyerFacts> facts = BuyerFacts.of(history);
        BuyerReport report = BuyerReport.of("x", history);
        assertEquals(facts, report.facts(), where);
        assertEquals(report, BuyerReport.decode(report.encode()), where);
        if (facts.isPresent()) {
            BuyerFacts f = facts.get();
            assertTrue(f.lastDay() >= f.firstDay(), where + f);
            assertTrue(f.repeats() >= 0 && f.repeats() <= f.gapDays(), where + f);
            assertTrue(f.repeats() > 0 || f.gapDays() == 0, where + f);
            assertTrue(f.repeatNetMinor() >= 0, where + f);
            PurchaseRows.builder().add(f.repeats(), f.gapDays(), f.ageDays(f.lastDay() + 1));
        }
    }

    @Test
    void thereIsNothingThatMakesACustomerOfNoModel() {
        int buyers = 0;
        for (long seed = 0; seed < 1_500; seed++) {
            OrderLines lines = OrderLines.values()[(int) (seed % OrderLines.values().length)];
            SampleRules sample = new SampleRules().orderLines(lines);
            Rules rules =
                    seed % 2 == 0
                            ? sample.build()
                            : sample.windowDays(20).memory(10, 60, 4, 48, 6).build();
            FoldedCustomer customer = new FoldedCustomer(rules);
            for (CustomerEvent event : new RandomEvents(seed, rules).next(80)) {
                customer.decide(event);
                assertPossible(customer.history(), "seed " + seed + ": ");
            }
            buyers += BuyerFacts.of(customer.history()).isPresent() ? 1 : 0;
        }
        assertTrue(buyers > 1_000, buyers + " buyers");
    }

    @Test
    void norDoesAMerge() {
        for (long seed = 0; seed < 1_500; seed++) {
            Rules rules = new SampleRules().windowDays(20).memory(10, 60, 4, 48, 6).build();
            FoldedCustomer one = new FoldedCustomer(rules);
            new RandomEvents(seed, rules).next(40).forEach(one::decide);
            FoldedCustomer other = new FoldedCustomer(rules);
            new RandomEvents(seed + 1_000_000, rules).next(40).forEach(other::decide);
            CustomerHistory both = one.history().copy();
            both.purchases = both.purchases.union(other.history().purchases, rules);
            assertPossible(both, "seed " + seed + ": ");
            Random random = new Random(seed);
            if (random.nextBoolean()) {
                both.purchases = other.history().purchases.union(one.history().purchases, rules);
                assertPossible(both, "seed " + seed + ", the other way: ");
            }
        }
    }

    @Test
    void ageRecencyAndSpendAreCountedFromTheEndOfTheDay() {
        FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());
        assertEquals(Optional.empty(), BuyerFacts.of(customer.history()));
        customer.apply(
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 4_200),
                Events.purchase("e2", "2024-03-01T23:00:00Z", "o2", 100),
                Events.purchase("e3", "2024-03-11T00:00:00Z", "o3", 999),
                Events.purchase("e4", "2024-03-21T18:30:00Z", "o4", 2_000));
        BuyerFacts facts = BuyerFacts.of(customer.history()).orElseThrow();
        int first = (int) LocalDate.of(2024, 3, 1).toEpochDay();
        assertEquals(new BuyerFacts(first, first + 20, 2, 2_999), facts);
        assertEquals(20, facts.gapDays());
        assertEquals(30, facts.ageDays(first + 31), "as of the beginning of 2024-04-01");
        assertEquals(10, facts.recencyDays(first + 31));
        assertEquals(20, facts.ageDays(first + 21), "the last day has just ended");
        assertEquals(0, facts.recencyDays(first + 21));
        assertEquals(1_499.5, facts.meanRepeatNetMinor());
    }

    @Test
    void ofWhatIsTakenBackNothingIsLeft() {
        FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());
        customer.apply(
                Events.view("v1", "2024-02-01T10:00:00Z"),
                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 4_200),
                Events.purchase("e2", "2024-03-05T10:00:00Z", "o2", 4_200),
                Events.refundAll("r1", "2024-03-09T10:00:00Z", "o1"));
        int fifth = (int) LocalDate.of(2024, 3, 5).toEpochDay();
        assertEquals(
                Optional.of(new BuyerFacts(fifth, fifth, 0, 0)), BuyerFacts.of(customer.history()));
        customer.apply(Events.refundAll("r2", "2024-03-09T11:00:00Z", "o2"));
        BuyerReport report = BuyerReport.of(Events.CUSTOMER, customer.history());
        assertEquals(Optional.empty(), report.facts());
        assertEquals(Events.at("2024-03-09T11:00:00Z"), report.asOf());
    }
}
