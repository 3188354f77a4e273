package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a fit says of itself. */
class FitTest {
    private static final double WEEK = 7;

    private static PurchaseRows immortal() {
        SimulatedShop shop = new SimulatedShop(7);
        return shop.rows(3_000, 52, () -> shop.geometric(1.2, 6, 1e-3, 1e6, true));
    }

    @Test
    void whereNobodyDropsOutTheVerdictSaysSo() {
        PurchaseRows rows = immortal();
        assertNotIdentified(MbgNbd.fit(rows, MbgNbd.defaultPrior(WEEK)), MbgNbd::parameters);
        assertNotIdentified(BgNbd.fit(rows, BgNbd.defaultPrior(WEEK)), BgNbd::parameters);
        assertNotIdentified(
                ParetoNbd.fit(rows, ParetoNbd.defaultPrior(WEEK)), ParetoNbd::parameters);
    }

    private static <M> void assertNotIdentified(Fit<M> fit, Function<M, double[]> parameters) {
        assertEquals(Verdict.DROPOUT_NOT_IDENTIFIED, fit.verdict(), fit.toString());
        double[] p = parameters.apply(fit.model());
        assertEquals(1.2, p[0], 0.15, fit.toString());
        assertEquals(6, p[1], 0.8, fit.toString());
        for (Estimate estimate : fit.estimates()) {
            assertTrue(estimate.value() > 1e-3 && estimate.value() < 1e4, fit.toString());
            assertTrue(estimate.standardError() > 0, fit.toString());
        }
    }

    @Test
    void withoutAPriorARunawayFitIsToldToo() {
        PurchaseRows rows = immortal();
        Fit<MbgNbd> fit = MbgNbd.fit(rows, MbgNbd.defaultPrior(WEEK).flattened());
        assertEquals(Verdict.DROPOUT_NOT_IDENTIFIED, fit.verdict(), fit.toString());
        double expected = fit.model().expectedPurchases(5, 50, 52, 52);
        assertEquals((1.2 + 5) * 52 / (6 + 52), expected, 0.3, fit.toString());
    }

    @Test
    void oneCustomerIsFittedToThePriorAlmost() {
        PurchaseRows one = PurchaseRows.builder().add(0, 0, 1).build();
        Fit<MbgNbd> fit = MbgNbd.fit(one, MbgNbd.defaultPrior(WEEK));
        assertEquals(Verdict.DROPOUT_NOT_IDENTIFIED, fit.verdict(), fit.toString());
        assertEquals(8, fit.model().parameters()[1], 0.5, fit.toString());
        assertEquals(1, fit.weight());
    }

    @Test
    void theOrderOfCustomersChangesNothing() {
        List<CdnowCustomers.Customer> customers =
                new ArrayList<>(CdnowCustomers.ofReference().all());
        PurchaseRows rows = new CdnowCustomers(customers).rows();
        Collections.shuffle(customers, new Random(1));
        PurchaseRows shuffled = new CdnowCustomers(customers).rows();
        assertEquals(
                MbgNbd.fit(rows, MbgNbd.defaultPrior(WEEK)).toString(),
                MbgNbd.fit(shuffled, MbgNbd.defaultPrior(WEEK)).toString());
    }

    @Test
    void weightsCountCustomers() {
        PurchaseRows rows = CdnowCustomers.ofReference().rows();
        PurchaseRows.Builder twice = PurchaseRows.builder();
        for (int i = 0; i < rows.size(); i++) {
            twice.add(rows.x(i), rows.tx(i), rows.age(i), 2 * rows.weight(i));
        }
        ParameterPrior flat = MbgNbd.defaultPrior(WEEK).flattened();
        Fit<MbgNbd> once = MbgNbd.fit(rows, flat);
        Fit<MbgNbd> doubled = MbgNbd.fit(twice.build(), flat);
        assertEquals(2 * once.logLikelihood(), doubled.logLikelihood(), 1e-6);
        for (int i = 0; i < 4; i++) {
            Estimate one = once.estimates().get(i);
            Estimate two = doubled.estimates().get(i);
            assertEquals(one.value(), two.value(), 1e-7 * one.value());
            double ratio = one.standardError() / two.standardError();
            assertEquals(Math.sqrt(2), ratio, 1e-5, one.name());
        }
    }

    /** In days instead of weeks the times' parameters are seven times as large, and no other. */
    @Test
    void theUnitOfTimeIsOnlyAUnit() {
        PurchaseRows weeks = CdnowCustomers.ofReference().rows();
        PurchaseRows.Builder days = PurchaseRows.builder();
        for (int i = 0; i < weeks.size(); i++) {
            days.add(weeks.x(i), 7 * weeks.tx(i), 7 * weeks.age(i), weeks.weight(i));
        }
        double[] inWeeks = MbgNbd.fit(weeks, MbgNbd.defaultPrior(7)).model().parameters();
        double[] inDays = MbgNbd.fit(days.build(), MbgNbd.defaultPrior(1)).model().parameters();
        for (int i = 0; i < 4; i++) {
            double expected = i == 1 ? 7 * inWeeks[i] : inWeeks[i];
            assertEquals(expected, inDays[i], 1e-6 * expected, "parameter " + i);
        }
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        PurchaseRows none = PurchaseRows.builder().build();
        assertSays("there are no rows", () -> MbgNbd.fit(none, MbgNbd.defaultPrior(WEEK)));
        PurchaseRows one = PurchaseRows.builder().add(1, 1, 2).build();
        ParameterPrior three = ParameterPrior.of(1, 6, 4, 15);
        assertSays("a prior of 3 parameters, not 4", () -> MbgNbd.fit(one, three));
        assertSays("x=1, t_x=3.0, T=2.0", () -> PurchaseRows.builder().add(1, 3, 2));
        assertSays("x=0, t_x=1.0", () -> PurchaseRows.builder().add(0, 1, 2));
        assertSays("weight 0.0", () -> PurchaseRows.builder().add(1, 1, 2, 0));
        assertSays("mean spend 0.0", () -> SpendRows.builder().add(1, 0));
        assertSays("precision -1.0", () -> ParameterPrior.of(-1, 1, 1, 1, 1));
    }

    private static void assertSays(String start, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().startsWith(start), e.getMessage());
    }
}
