package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds for every model and every customer, tried on random ones over wide ranges. */
class PurchaseModelLawsTest {
    private static final long SEED = 20_261_122;
    private static final int CASES = 400;

    private record Case(PurchaseModel model, int x, double tx, double age, double t, String where) {
        double alive() {
            return model.probabilityAlive(x, tx, age);
        }

        double buys(double horizon) {
            return model.probabilityOfPurchase(x, tx, age, horizon);
        }

        double expected(double horizon) {
            return model.expectedPurchases(x, tx, age, horizon);
        }
    }

    private interface Law {
        void check(Case c);
    }

    private static void holds(Law law) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < CASES; i++) {
            double[] p = new double[4];
            for (int j = 0; j < 4; j++) {
                p[j] = spread(random, j == 1 ? 0.1 : 0.02, j == 1 ? 500 : 50);
            }
            int x = random.nextInt(3) == 0 ? 0 : (int) spread(random, 1, 300);
            double age = spread(random, 0.01, 2000);
            double tx = x == 0 ? 0 : age * random.nextDouble();
            double t = spread(random, 0.01, 500);
            for (PurchaseModel model : models(p)) {
                String where = "seed %d, case %d: %s x=%d t_x=%s T=%s t=%s";
                where = where.formatted(SEED, i, model, x, tx, age, t);
                law.check(new Case(model, x, tx, age, t, where));
            }
        }
    }

    private static double spread(SplittableRandom random, double least, double most) {
        return least * Math.pow(most / least, random.nextDouble());
    }

    private static List<PurchaseModel> models(double[] p) {
        return List.of(
                BgNbd.of(p[0], p[1], p[2], p[3]),
                MbgNbd.of(p[0], p[1], p[2], p[3]),
                ParetoNbd.of(p[0], p[1], p[2], p[3]),
                MbgCnbdK.of(3, p[0], p[1], p[2], p[3]));
    }

    private static void assertClose(double expected, double actual, double bound, String where) {
        assertEquals(expected, actual, bound * Math.abs(expected), where);
    }

    @Test
    void probabilitiesLieWhereTheyMust() {
        holds(
                c -> {
                    assertTrue(c.alive() >= 0 && c.alive() <= 1, c.where());
                    assertTrue(c.buys(c.t()) >= 0 && c.buys(c.t()) <= c.alive(), c.where());
                    double not = c.model().probabilityOfNoPurchase(c.x(), c.tx(), c.age(), c.t());
                    assertEquals(1, not + c.buys(c.t()), 1e-15, c.where());
                    assertEquals(0, c.buys(0), Double.MIN_VALUE, c.where());
                    assertEquals(0, c.expected(0), Double.MIN_VALUE, c.where());
                });
    }

    @Test
    void aPurchaseIsMoreLikelyInALongerTime() {
        holds(
                c -> {
                    double longer = c.t() * 1.1;
                    assertTrue(c.buys(longer) >= c.buys(c.t()) * (1 - 1e-14), c.where());
                    assertTrue(c.expected(longer) >= c.expected(c.t()) * (1 - 1e-11), c.where());
                });
    }

    @Test
    void silenceMakesBothLessLikely() {
        holds(
                c -> {
                    double later = c.age() * 1.1 + 0.1;
                    double alive = c.model().probabilityAlive(c.x(), c.tx(), later);
                    assertTrue(alive <= c.alive() * (1 + 1e-14), c.where());
                });
    }

    /** Holds for each exact model: 1 − P(buy) is the ratio of two likelihoods. */
    @Test
    void noPurchaseIsTheRatioOfLikelihoods() {
        holds(
                c -> {
                    double now = c.model().logLikelihood(c.x(), c.tx(), c.age());
                    double then = c.model().logLikelihood(c.x(), c.tx(), c.age() + c.t());
                    double not = c.model().probabilityOfNoPurchase(c.x(), c.tx(), c.age(), c.t());
                    double bound = 1e-13 * (10 + Math.abs(now) + c.x() * 10);
                    assertEquals(not, Math.exp(then - now), bound, c.where());
                });
    }

    /** At least one purchase is expected with the probability of one; Markov's inequality. */
    @Test
    void noMoreBuyThanPurchasesAreExpected() {
        holds(
                c -> {
                    boolean exact = !(c.model() instanceof MbgCnbdK);
                    double expected = c.expected(c.t()) * (1 + 1e-11);
                    assertTrue(!exact || c.buys(c.t()) <= expected, c.where());
                });
    }

    /** Within a moment at most one is bought. */
    @Test
    void inAMomentTheExpectationIsTheProbability() {
        holds(
                c -> {
                    if (!(c.model() instanceof MbgCnbdK) && c.alive() > 1e-200) {
                        double moment = 1e-7 * Math.min(1, c.age()) / (1 + c.x());
                        assertClose(c.buys(moment), c.expected(moment), 1e-4, c.where());
                    }
                });
    }

    @Test
    void theAgeOfALevelIsWhereTheProbabilityCrossesIt() {
        holds(
                c -> {
                    double level = 0.05 + 0.9 * (c.t() % 1);
                    double at = c.model().ageAtProbabilityAlive(c.x(), c.tx(), level);
                    assertTrue(at >= c.tx(), c.where());
                    if (at == c.tx()) {
                        double first = c.model().probabilityAlive(c.x(), c.tx(), c.tx());
                        assertTrue(first <= level + 1e-15, c.where());
                    } else if (at < 1e15) {
                        double then = c.model().probabilityAlive(c.x(), c.tx(), at);
                        // A last bit of a late age moves the level by this much.
                        double bit = c.x() * Math.ulp(at) / Math.max(1e-300, at - c.tx());
                        assertEquals(level, then, 1e-12 + 4 * bit, c.where() + " level " + level);
                    }
                });
    }

    @Test
    void oneStageIsMbg() {
        holds(
                c -> {
                    if (c.model() instanceof MbgNbd mbg) {
                        double[] p = mbg.parameters();
                        PurchaseModel one = MbgCnbdK.of(1, p[0], p[1], p[2], p[3]);
                        Case same = new Case(one, c.x(), c.tx(), c.age(), c.t(), c.where());
                        assertClose(c.alive(), same.alive(), 1e-14, c.where());
                        assertClose(c.buys(c.t()), same.buys(c.t()), 1e-12, c.where());
                        assertClose(c.expected(c.t()), same.expected(c.t()), 1e-14, c.where());
                        double ln = c.model().logLikelihood(c.x(), c.tx(), c.age());
                        double lnOne = one.logLikelihood(c.x(), c.tx(), c.age());
                        assertEquals(ln, lnOne, 1e-13 * (1 + Math.abs(ln)), c.where());
                    }
                });
    }

    /** NBD: nobody ever drops out. */
    @Test
    void withoutDropoutAllModelsAgree() {
        double mean = (0.7 + 12) * 30 / (9 + 60);
        PurchaseModel bg = BgNbd.of(0.7, 9, 1e-9, 1e9);
        PurchaseModel mbg = MbgNbd.of(0.7, 9, 1e-9, 1e9);
        PurchaseModel pareto = ParetoNbd.of(0.7, 9, 1e-9, 1e9);
        for (PurchaseModel model : List.of(bg, mbg, pareto)) {
            assertEquals(1, model.probabilityAlive(12, 55, 60), 1e-9, model.name());
            assertEquals(mean, model.expectedPurchases(12, 55, 60, 30), 1e-9, model.name());
            double buys = 1 - Math.pow(69.0 / 99, 12.7);
            assertEquals(buys, model.probabilityOfPurchase(12, 55, 60, 30), 1e-9, model.name());
        }
    }

    /** The sum of periods with no discount is the whole; with one, near the continuous integral. */
    @Test
    void discountedPurchasesLieBetweenTheirLimits() {
        holds(
                c -> {
                    double whole = c.expected(12 * c.t());
                    double sum =
                            c.model().discountedPurchases(c.x(), c.tx(), c.age(), c.t(), 12, 0);
                    assertEquals(whole, sum, 1e-10 * whole, c.where());
                    double less =
                            c.model().discountedPurchases(c.x(), c.tx(), c.age(), c.t(), 12, 0.01);
                    double least = whole / Math.pow(1.01, 12);
                    assertTrue(less <= whole * (1 + 1e-10), c.where());
                    assertTrue(less >= least * (1 - 1e-10), c.where());
                });
    }

    @Test
    void aModelTravelsAndIsTheSame() throws IOException, ClassNotFoundException {
        for (PurchaseModel model : models(new double[] {0.5, 6, 0.9, 1.6})) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(model);
            }
            byte[] sent = bytes.toByteArray();
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent))) {
                PurchaseModel read = (PurchaseModel) in.readObject();
                assertEquals(model.toString(), read.toString());
                assertArrayEquals(model.parameters(), read.parameters());
                double expected = model.expectedPurchases(3, 20, 30, 39);
                assertEquals(expected, read.expectedPurchases(3, 20, 30, 39), model.name());
            }
        }
    }

    @Test
    void aValueOutsideItsDomainIsNamed() {
        assertSays("r 0.0 is", () -> BgNbd.of(0, 1, 1, 1));
        assertSays("beta Infinity is", () -> ParetoNbd.of(1, 1, 1, Double.POSITIVE_INFINITY));
        assertSays("k 0 is not from 1 to 100", () -> MbgCnbdK.of(0, 1, 1, 1, 1));
        for (PurchaseModel model : models(new double[] {0.5, 6, 0.9, 1.6})) {
            assertSays("rate 0.0 is", () -> model.discountedResidualTransactions(1, 1, 2, 0));
        }
    }

    private static void assertSays(String start, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().startsWith(start), e.getMessage());
    }
}
