package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Shops that really are as the model says: over 20 seeds at least 90 % of the true parameters lie
 * within two standard errors of what is found without a prior.
 */
class SimulatedShopsTest {
    private static final int SEEDS = 20;
    private static final int CUSTOMERS = 4_000;
    private static final double WEEKS = 78;

    private static <M> void assertFound(double[] truth, Function<SimulatedShop, Fit<M>> fits) {
        int within = 0;
        StringBuilder seen = new StringBuilder();
        for (long seed = 1; seed <= SEEDS; seed++) {
            Fit<M> fit = fits.apply(new SimulatedShop(seed));
            assertTrue(fit.verdict() == Verdict.CONVERGED, "seed " + seed + ": " + fit);
            for (int i = 0; i < truth.length; i++) {
                Estimate estimate = fit.estimates().get(i);
                double off = (estimate.value() - truth[i]) / estimate.standardError();
                within += Math.abs(off) <= 2 ? 1 : 0;
                seen.append("seed %d %s %.2f%n".formatted(seed, estimate.name(), off));
            }
        }
        int all = SEEDS * truth.length;
        assertTrue(within >= 0.9 * all, within + " of " + all + "; errors off by\n" + seen);
    }

    private static ParameterPrior start() {
        return MbgNbd.defaultPrior(7).flattened();
    }

    @Test
    void theParametersOfAnMbgShopAreFound() {
        double[] p = {0.8, 7, 0.9, 2.5};
        assertFound(
                p,
                s ->
                        MbgNbd.fit(
                                s.rows(
                                        CUSTOMERS,
                                        WEEKS,
                                        () -> s.geometric(p[0], p[1], p[2], p[3], true)),
                                start()));
    }

    @Test
    void theParametersOfABgShopAreFound() {
        double[] p = {0.6, 7, 0.9, 2.5};
        assertFound(
                p,
                s ->
                        BgNbd.fit(
                                s.rows(
                                        CUSTOMERS,
                                        WEEKS,
                                        () -> s.geometric(p[0], p[1], p[2], p[3], false)),
                                start()));
    }

    @Test
    void theParametersOfAParetoShopAreFound() {
        double[] p = {0.9, 8, 0.7, 14};
        assertFound(
                p,
                s ->
                        ParetoNbd.fit(
                                s.rows(CUSTOMERS, WEEKS, () -> s.pareto(p[0], p[1], p[2], p[3])),
                                ParetoNbd.defaultPrior(7).flattened()));
    }

    @Test
    void theParametersOfAShopOfRegularBuyersAreFound() {
        double[] p = {1.3, 5, 0.6, 2};
        assertFound(
                p,
                s ->
                        MbgCnbdK.fit(
                                2,
                                s.rows(
                                        CUSTOMERS,
                                        WEEKS,
                                        () -> s.regular(2, p[0], p[1], p[2], p[3], true)),
                                start()));
    }
}
