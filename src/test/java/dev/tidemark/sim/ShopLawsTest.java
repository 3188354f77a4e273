package dev.tidemark.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.EventType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The customers really follow the laws the shop says they follow. */
class ShopLawsTest {
    private static final int CUSTOMERS = 20_000;
    private static final int[] WEEKS = {1, 4, 13, 26, 52};

    /** The laws of the default shop, and of CDNOW as fitted by CLVTools and lifetimes. */
    private static final BuyingProcess DEFAULT = ShopConfig.defaults(0, 1).buying();

    private static final BuyingProcess CDNOW = new BuyingProcess(0.525, 6.183, 0.891, 1.614);

    /** A spend law with enough moments for its standard errors to exist. */
    private static final SpendProcess LIGHT_TAILED = new SpendProcess(6, 12, 55);

    @Test
    void theExpectationItselfAgreesWithAnIndependentDerivation() {
        for (BuyingProcess law : new BuyingProcess[] {DEFAULT, CDNOW}) {
            for (int weeks : WEEKS) {
                double closed = MbgNbdExpectation.meanRepeats(law, weeks);
                double summed = MbgNbdExpectation.meanRepeatsByQuadrature(law, weeks);
                assertEquals(closed, summed, 1e-5 * closed, law + " at " + weeks + " weeks");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void repeatPurchasesAreThoseOfMbgNbd(long seed) {
        assertRepeatsFollow(DEFAULT, seed);
        assertRepeatsFollow(CDNOW, seed);
    }

    private static void assertRepeatsFollow(BuyingProcess law, long seed) {
        Lives lives = Lives.ofTheFirstYear(quietShop(seed).withBuying(law));
        for (int column = 0; column < WEEKS.length; column++) {
            int weeks = WEEKS[column];
            double[] repeats = lives.repeats[column];
            double[] none = Arrays.stream(repeats).map(x -> x == 0 ? 1 : 0).toArray();
            String where = "%s, seed %d, week %d".formatted(law, seed, weeks);
            assertMean(MbgNbdExpectation.meanRepeats(law, weeks), repeats, "repeats, " + where);
            assertMean(MbgNbdExpectation.probabilityOfNoRepeat(law, weeks), none, "none, " + where);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theShareWhoBuyOnceAndDropOutIsTheMeanDropoutProbability(long seed) {
        Shop shop = new Shop(quietShop(seed));
        double[] once = new double[CUSTOMERS];
        double[] dropout = new double[CUSTOMERS];
        double[] rate = new double[CUSTOMERS];
        for (int index = 0; index < CUSTOMERS; index++) {
            TrueCustomer truth = shop.truth(index);
            once[index] = truth.diesAt() == truth.firstPurchaseAt() ? 1 : 0;
            dropout[index] = truth.dropoutProbability();
            rate[index] = truth.lambdaPerWeek();
        }
        assertMean(DEFAULT.meanDropoutProbability(), once, "one-time buyers, seed " + seed);
        assertMean(DEFAULT.meanDropoutProbability(), dropout, "dropout, seed " + seed);
        assertMean(DEFAULT.meanPurchasesPerWeek(), rate, "buying rate, seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void spendIsThatOfGammaGamma(long seed) {
        Lives lives = Lives.ofTheFirstYear(quietShop(seed).withSpending(LIGHT_TAILED));
        SpendProcess law = LIGHT_TAILED;
        String where = law + ", seed " + seed;
        assertMean(law.meanSpend(), lives.firstSpend, "first orders, " + where);

        // E[nu^-2] = v^2 / ((q - 1)(q - 2)); a product of two orders of one customer has mean
        // p^2 of it, the square of one order p(p + 1) of it.
        double inverse = law.v() * law.v() / ((law.q() - 1) * (law.q() - 2));
        double[] squares = Arrays.stream(lives.firstSpend).map(spend -> spend * spend).toArray();
        assertMean(law.p() * (law.p() + 1) * inverse, squares, "squares, " + where);
        double[] products = lives.productsOfFirstTwo();
        assertTrue(products.length > CUSTOMERS / 4, products.length + " pairs, " + where);
        assertMean(law.p() * law.p() * inverse, products, "products, " + where);
    }

    @Test
    void theDefaultShopsMedianOrderIsThatOfItsLaw() {
        long seed = 5;
        Lives lives = Lives.ofTheFirstYear(quietShop(seed));
        double[] spend = lives.firstSpend.clone();
        Arrays.sort(spend);
        // A Gamma-Gamma order is v·G(p)/G(q) = v·B/(1 − B), B of Beta(p, q). The median of
        // Beta(6, 4) is where P(Binomial(9, x) >= 6) = 1/2.
        double beta = 0.5;
        for (double step = 0.25; step > 1e-12; step /= 2) {
            beta += binomialTail(9, 6, beta) < 0.5 ? step : -step;
        }
        double median = 15.0 * beta / (1 - beta);
        double below = Arrays.stream(spend).filter(one -> one <= median).count();
        double standardError = 0.5 / Math.sqrt(CUSTOMERS);
        assertEquals(0.5, below / CUSTOMERS, 3 * standardError, "seed " + seed);
    }

    private static double binomialTail(int n, int least, double x) {
        double tail = 0;
        for (int k = least; k <= n; k++) {
            double ways = 1;
            for (int j = 0; j < k; j++) {
                ways *= (n - j) / (double) (j + 1);
            }
            tail += ways * Math.pow(x, k) * Math.pow(1 - x, n - k);
        }
        return tail;
    }

    private static ShopConfig quietShop(long seed) {
        return ShopConfig.defaults(seed, CUSTOMERS)
                .withSignUps(1, 0)
                .withBrowsing(0, 0)
                .withShares(EventShares.none());
    }

    /** The mean of the sample lies within three standard errors of what is expected. */
    private static void assertMean(double expected, double[] sample, String what) {
        double mean = Arrays.stream(sample).average().orElseThrow();
        double squares = Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum();
        double standardError = Math.sqrt(squares / (sample.length - 1) / sample.length);
        assertEquals(expected, mean, 3 * standardError, what + ", se " + standardError);
    }

    /** What a year's deliveries tell of each customer, all of whom sign up on the first day. */
    private static final class Lives {
        final double[][] repeats = new double[WEEKS.length][CUSTOMERS];
        final double[] firstSpend = new double[CUSTOMERS];
        final double[] secondSpend = new double[CUSTOMERS];
        private final long[] firstAt = new long[CUSTOMERS];

        static Lives ofTheFirstYear(ShopConfig config) {
            Lives lives = new Lives();
            Shop shop = new Shop(config);
            long until = config.startAt() + 53 * ShopConfig.WEEK_MS;
            while (shop.hasNext()) {
                Delivery delivery = shop.next();
                if (delivery.deliveredAt() >= until) {
                    break;
                }
                lives.see(delivery);
            }
            return lives;
        }

        private void see(Delivery delivery) {
            if (!(delivery.payload() instanceof Delivery.Event of)
                    || of.event().type() != EventType.PURCHASE) {
                return;
            }
            int index = Integer.parseInt(delivery.key().substring(2));
            long at = of.event().occurredAt();
            double spend = of.event().amountMinor() / 100.0;
            if (firstAt[index] == 0) {
                firstAt[index] = at;
                firstSpend[index] = spend;
                return;
            }
            secondSpend[index] = secondSpend[index] == 0 ? spend : secondSpend[index];
            for (int column = 0; column < WEEKS.length; column++) {
                boolean within = at <= firstAt[index] + WEEKS[column] * ShopConfig.WEEK_MS;
                repeats[column][index] += within ? 1 : 0;
            }
        }

        double[] productsOfFirstTwo() {
            double[] products = new double[CUSTOMERS];
            for (int index = 0; index < CUSTOMERS; index++) {
                products[index] = firstSpend[index] * secondSpend[index];
            }
            return Arrays.stream(products).filter(product -> product > 0).toArray();
        }
    }
}
