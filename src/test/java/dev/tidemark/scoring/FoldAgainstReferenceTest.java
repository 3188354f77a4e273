package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.PurchaseHistory;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.scoring.Decision.Scored;
import dev.tidemark.stats.GammaGamma;
import dev.tidemark.stats.MbgNbd;
import dev.tidemark.stats.PurchaseSpread;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fold, which forgets, against {@link ReferenceCustomer}, which does not. */
class FoldAgainstReferenceTest {
    private static final int CUSTOMERS = 60;
    private static final int EVENTS = 150;

    /** Memory from roomy to so small that orders and days fold out at nearly every event. */
    @ParameterizedTest
    @CsvSource({
        "UTC,              365, 30, 240, 64, 72, 64, IGNORE",
        "UTC,              365, 30, 240, 64, 72, 64, SUM",
        "UTC,              365, 30, 240, 64, 72, 64, REPLACE",
        "UTC,               30, 10,  20,  4, 48,  5, SUM",
        "UTC,               10,  5,  90,  3, 24,  2, SUM",
        "UTC,               10,  5,  90,  3, 24,  2, REPLACE",
        "UTC,                1,  1,   0,  1,  0,  1, SUM",
        "UTC,                1,  0, 900,  2,  0,  1, IGNORE",
        "Europe/Prague,      1,  1,   5,  2, 72, 64, SUM",
        "Europe/Prague,    365, 30, 240, 64, 72, 64, REPLACE",
        "America/Sao_Paulo,  2,  2,  30,  3, 72, 64, SUM",
        "America/Sao_Paulo,400, 40, 100,  9, 72, 64, IGNORE",
        "America/St_Johns,   3,  2,  10,  5, 72, 64, SUM",
        "Asia/Kathmandu,    60, 60,  60,  6, 72, 64, SUM",
        "Pacific/Apia,      30, 30,   3,  2, 72, 64, SUM"
    })
    void everyScorecardSaysWhatTheDefinitionSays(
            String zone,
            int windowDays,
            int latenessDays,
            int orderDays,
            int orders,
            int idHours,
            int ids,
            OrderLines lines) {
        Rules rules =
                new SampleRules()
                        .zone(zone)
                        .windowDays(windowDays)
                        .memory(latenessDays, orderDays, orders, idHours, ids)
                        .orderLines(lines)
                        .build();
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            followed(rules, seed);
        }
    }

    private static void followed(Rules rules, long seed) {
        FoldedCustomer folded = new FoldedCustomer(rules);
        ReferenceCustomer reference = new ReferenceCustomer(rules);
        List<CustomerEvent> events = new RandomEvents(seed, rules).next(EVENTS);
        for (int i = 0; i < events.size(); i++) {
            CustomerEvent event = events.get(i);
            String where = "seed " + seed + ", event " + i + " " + event;
            boolean kept = reference.keep(event);
            assertEquals(kept, folded.decide(event) instanceof Scored, where);
            if (kept) {
                assertEquals(reference.latest(), folded.last().asOf(), where);
                compare(reference, folded, rules, where);
            }
        }
    }

    private static void compare(
            ReferenceCustomer reference, FoldedCustomer folded, Rules rules, String where) {
        assertEquals(reference.buyer(), folded.last().buyer().isPresent(), where);
        if (!reference.buyer()) {
            assertEquals(RfmSegment.PROSPECT, folded.last().segment(), where);
            return;
        }
        ReferenceCustomer.Statistics truth = reference.asOf(folded.last().asOf());
        BuyerScores buyer = folded.buyer();
        assertEquals(truth.x(), buyer.history().repeats(), where);
        assertEquals(truth.firstDay().toEpochDay(), buyer.history().firstDay(), where);
        assertEquals(truth.lastDay().toEpochDay(), buyer.history().lastDay(), where);
        assertEquals(truth.txDays(), buyer.history().lastGapDays(), where);
        assertEquals(truth.ageDays(), buyer.history().ageDays(), 1e-9, where);
        assertEquals(
                truth.meanRepeatSpendMinor(), buyer.history().meanRepeatSpendMinor(), 1e-6, where);
        assertEquals(truth.recencyDays(), buyer.rfm().recencyDays(), where);
        assertEquals(truth.orders(), buyer.rfm().orders(), where);
        assertEquals(truth.spendMinor(), buyer.rfm().spendMinor(), where);
        assertEquals(truth.revenueMinor(), buyer.value().revenueToDateMinor(), where);
        compareScores(truth, buyer, rules, where);
        compareModel(truth, buyer, where);
    }

    private static void compareScores(
            ReferenceCustomer.Statistics truth, BuyerScores buyer, Rules rules, String where) {
        int r = 5;
        int f = 1;
        int m = 1;
        for (int i = 0; i < 4; i++) {
            r -= truth.recencyDays() > SampleRules.LIMITS.recencyDays().get(i) ? 1 : 0;
            f += truth.orders() >= SampleRules.LIMITS.orders().get(i) ? 1 : 0;
            m += truth.spendMinor() >= SampleRules.LIMITS.spendMinor().get(i) ? 1 : 0;
        }
        assertEquals(100 * r + 10 * f + m, buyer.rfm().cell(), where);
    }

    private static void compareModel(
            ReferenceCustomer.Statistics truth, BuyerScores buyer, String where) {
        ReferenceModel model = new ReferenceModel(truth.x(), truth.txDays(), truth.ageDays());
        assertEquals(model.alive(), buyer.churn().pAlive(), 1e-9, where);
        assertEquals(model.noPurchase(90), buyer.churn().probability(), 1e-9, where);
        double expected = model.expectedPurchases(365.25);
        assertEquals(expected, buyer.value().expectedOrders(), 1e-7 * (1 + expected), where);
        double mean = model.meanSpend(truth.meanRepeatSpendMinor() / 100);
        double spend = 100 * expected * mean;
        assertEquals(spend, buyer.value().expectedSpendMinor(), 1 + 1e-7 * spend, where);
        double clv = 100 * mean * model.discountedPurchases();
        assertEquals(clv, buyer.value().clvMinor(), 1 + 1e-7 * clv, where);
        compareSpread(buyer, where);
    }

    private static void compareSpread(BuyerScores buyer, String where) {
        double[] p = SampleRules.BUYING;
        PurchaseHistory history = buyer.history();
        PurchaseSpread spread =
                MbgNbd.of(p[0], p[1], p[2], p[3])
                        .spread(
                                history.repeats(),
                                history.lastGapDays() / 7.0,
                                history.ageDays() / 7,
                                12 * 30.4375 / 7);
        assertEquals(spread.quantile05(), buyer.value().expectedOrdersLow(), where);
        assertEquals(spread.quantile95(), buyer.value().expectedOrdersHigh(), where);
        double[] q = SampleRules.SPENDING;
        double variance =
                GammaGamma.of(q[0], q[1], q[2])
                        .totalSpendVariance(
                                history.repeats(),
                                history.meanRepeatSpendMinor() / 100,
                                spread.mean(),
                                spread.variance());
        double deviation = buyer.value().expectedSpendDeviationMinor().getAsLong();
        assertEquals(100 * Math.sqrt(variance), deviation, 0.5 + 1e-9 * deviation, where);
    }
}
