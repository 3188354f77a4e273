package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.ModelOptions;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.model.PurchaseHistory;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.ValueRules;
import dev.tidemark.stats.GammaGamma;
import dev.tidemark.stats.ModelFamily;
import dev.tidemark.stats.PurchaseModel;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What anybody can make of a scorecard who has the population's topic: the scores once more, from
 * the history that the scorecard shows and the parameters that it names.
 */
final class RecomputedScores {
    private static final String CONFIGURED = "configured:";

    private record Model(
            long effectiveFrom, PurchaseModel buying, double unitDays, GammaGamma spend) {}

    private final Map<String, Model> fitted = new HashMap<>();
    private final Model configured;
    private final int horizonDays;
    private final double minorPerUnit;

    /** Of all published parameters; until the first of them the configured ones are in force. */
    RecomputedScores(Settings settings, Collection<ModelParameters> published) {
        double[] spend = settings.get(ModelOptions.GAMMA_GAMMA);
        double unitDays = settings.get(ModelOptions.UNIT_DAYS);
        this.configured =
                new Model(
                        Moments.BEFORE_ALL,
                        settings.get(ModelOptions.FAMILY).ofCdnow(unitDays),
                        unitDays,
                        GammaGamma.of(spend[0], spend[1], spend[2]));
        this.horizonDays = settings.get(Options.HORIZON_DAYS);
        this.minorPerUnit = Math.pow(10, settings.eventLimits().fractionDigits());
        GammaGamma spending = configured.spend();
        for (ModelParameters parameters :
                published.stream()
                        .sorted(Comparator.comparingLong(ModelParameters::effectiveFrom))
                        .toList()) {
            double[] p = values(parameters.spend());
            spending = p.length == 0 ? spending : GammaGamma.of(p[0], p[1], p[2]);
            fitted.put(
                    parameters.version(),
                    new Model(
                            parameters.effectiveFrom(),
                            ModelFamily.parse(parameters.family())
                                    .model(values(parameters.purchases())),
                            parameters.unitDays(),
                            spending));
        }
    }

    private static double[] values(List<ParameterEstimate> estimates) {
        return estimates.stream().mapToDouble(ParameterEstimate::value).toArray();
    }

    /** Whether the scorecard was made with parameters that were fitted. */
    static boolean namesFitted(Scorecard card) {
        return !card.versions().model().startsWith(CONFIGURED);
    }

    void assertSame(Scorecard card) {
        String version = card.versions().model();
        boolean isFitted = namesFitted(card);
        assertTrue(!isFitted || fitted.containsKey(version), "never published: " + card);
        Model model = isFitted ? fitted.get(version) : configured;
        assertTrue(model.effectiveFrom() <= card.asOf(), "not yet in force: " + card);
        card.buyer().ifPresent(buyer -> assertSame(buyer, model, card));
    }

    private void assertSame(BuyerScores buyer, Model model, Scorecard card) {
        PurchaseHistory history = buyer.history();
        int x = history.repeats();
        double tx = history.lastGapDays() / model.unitDays();
        double age = history.ageDays() / model.unitDays();
        double year = 12 * ValueRules.MONTH_DAYS / model.unitDays();
        PurchaseModel buying = model.buying();
        assertNear(
                buying.probabilityOfNoPurchase(x, tx, age, horizonDays / model.unitDays()),
                buyer.churn().probability(),
                "churn probability of " + card);
        assertNear(
                buying.probabilityAlive(x, tx, age), buyer.churn().pAlive(), "pAlive of " + card);
        double orders = buying.expectedPurchases(x, tx, age, year);
        assertNear(orders, buyer.value().expectedOrders(), "expected orders of " + card);
        double meanSpend =
                model.spend().expectedMeanSpend(x, history.meanRepeatSpendMinor() / minorPerUnit);
        assertEquals(
                orders * meanSpend * minorPerUnit,
                buyer.value().expectedSpendMinor(),
                0.5 + 1e-9,
                "expected spend of " + card);
    }

    private static void assertNear(double expected, double actual, String what) {
        assertEquals(expected, actual, 1e-12 * Math.abs(expected), what);
    }
}
