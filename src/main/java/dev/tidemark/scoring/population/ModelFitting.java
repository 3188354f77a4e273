package dev.tidemark.scoring.population;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.BuyingModel;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.scoring.Hash64;
import dev.tidemark.stats.Estimate;
import dev.tidemark.stats.Fit;
import dev.tidemark.stats.GammaGamma;
import dev.tidemark.stats.ParameterPrior;
import dev.tidemark.stats.PurchaseModel;
import dev.tidemark.stats.PurchaseRows;
import dev.tidemark.stats.SpendRows;
import dev.tidemark.stats.Verdict;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Fits the models of buying and spending to customers as of the beginning of a day. The stream, the
 * backtest and the command line fit with this, and with nothing else.
 */
public final class ModelFitting {
    /** With fewer repeat buyers the parameters of spending are mostly the prior's. */
    private static final int LEAST_SPENDERS = 50;

    private final FittingRules rules;
    private final DayCalendar calendar;

    /** Fits by these rules, with days of this calendar. */
    public ModelFitting(FittingRules rules, DayCalendar calendar) {
        this.rules = rules;
        this.calendar = calendar;
    }

    /**
     * What came of a fit.
     *
     * @param buying the model of buying
     * @param spending the model of spending; empty if there were too few repeat buyers, or no
     *     maximum with a finite mean
     * @param parameters both, to be published
     */
    public record Fitted(
            Fit<? extends PurchaseModel> buying,
            Optional<Fit<GammaGamma>> spending,
            ModelParameters parameters) {

        /** Whether scores may be made with it. */
        public boolean isUsable() {
            return buying.verdict() != Verdict.NOT_CONVERGED;
        }

        /** The models; where nothing was learned of spending, that of the one before stays. */
        public BuyingModel model(BuyingModel before) {
            return BuyingModel.of(parameters, before);
        }
    }

    /**
     * Fits both models.
     *
     * @param customers those who have bought, in any order
     * @param day as of the beginning of this day
     * @throws IllegalArgumentException if there are no customers
     */
    public Fitted fit(Collection<BuyerFacts> customers, int day) {
        Fit<? extends PurchaseModel> buying =
                rules.family().fit(purchases(customers, day), prior());
        SpendRows spenders = spending(customers);
        Optional<Fit<GammaGamma>> spending =
                spenders.totalWeight() < LEAST_SPENDERS
                        ? Optional.empty()
                        : Optional.of(fitSpending(spenders))
                                .filter(fit -> fit.verdict() != Verdict.NOT_CONVERGED);
        return new Fitted(buying, spending, parameters(buying, spending, day));
    }

    private ParameterPrior prior() {
        return rules.family().defaultPrior(rules.unitDays()).weighing(rules.priorPrecision());
    }

    private Fit<GammaGamma> fitSpending(SpendRows spenders) {
        return GammaGamma.fit(
                spenders, GammaGamma.defaultPrior(spenders).weighing(rules.priorPrecision()));
    }

    private PurchaseRows purchases(Collection<BuyerFacts> customers, int day) {
        PurchaseRows.Builder rows = PurchaseRows.builder();
        for (BuyerFacts facts : customers) {
            rows.add(
                    facts.repeats(),
                    facts.gapDays() / rules.unitDays(),
                    facts.ageDays(day) / rules.unitDays());
        }
        return rows.build();
    }

    private SpendRows spending(Collection<BuyerFacts> customers) {
        double minorPerUnit = StrictMath.pow(10, rules.fractionDigits());
        SpendRows.Builder rows = SpendRows.builder();
        for (BuyerFacts facts : customers) {
            if (facts.repeats() > 0 && facts.repeatNetMinor() > 0) {
                rows.add(facts.repeats(), facts.meanRepeatNetMinor() / minorPerUnit);
            }
        }
        return rows.build();
    }

    private ModelParameters parameters(
            Fit<? extends PurchaseModel> buying, Optional<Fit<GammaGamma>> spending, int day) {
        long moment = calendar.startOf(day);
        List<ParameterEstimate> purchases = estimates(buying.estimates());
        List<ParameterEstimate> spend =
                spending.map(fit -> estimates(fit.estimates())).orElse(List.of());
        return new ModelParameters(
                version(day, purchases, spend),
                rules.family().id(),
                rules.unitDays(),
                moment,
                moment,
                purchases,
                Math.round(buying.weight()),
                buying.logLikelihood(),
                buying.verdict().name(),
                spend,
                Math.round(spending.map(Fit::weight).orElse(0.0)),
                spending.map(Fit::logLikelihood).orElse(0.0));
    }

    /** Which model, as of when, and a digest of the parameters: never the same for others. */
    private String version(
            int day, List<ParameterEstimate> purchases, List<ParameterEstimate> spend) {
        String digest = Long.toHexString(Hash64.of(purchases + "|" + spend) | Long.MIN_VALUE);
        return "%s@%s.%s"
                .formatted(rules.family().id(), LocalDate.ofEpochDay(day), digest.substring(1, 7));
    }

    private static List<ParameterEstimate> estimates(List<Estimate> found) {
        return found.stream()
                .map(e -> new ParameterEstimate(e.name(), e.value(), e.standardError()))
                .toList();
    }
}
