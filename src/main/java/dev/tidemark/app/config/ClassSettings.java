package dev.tidemark.app.config;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.Moments;
import dev.tidemark.scoring.ClassRules;
import dev.tidemark.scoring.DiaryRules;
import dev.tidemark.scoring.EngagementRules;
import dev.tidemark.scoring.LifecycleRules;
import dev.tidemark.scoring.MatrixRules;
import dev.tidemark.scoring.RfmLimits;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.StabilityRules;
import dev.tidemark.scoring.TierRules;
import dev.tidemark.scoring.population.CensusRules;
import dev.tidemark.scoring.population.CutRules;
import dev.tidemark.scoring.population.CutSchedule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** How a configuration says that customers are told apart. */
final class ClassSettings {
    private final Settings settings;
    private final int fractionDigits;

    ClassSettings(Settings settings, int fractionDigits) {
        this.settings = settings;
        this.fractionDigits = fractionDigits;
    }

    ClassRules rules() {
        return new ClassRules(
                new MatrixRules(
                        settings.get(ClassOptions.INTENT_DAYS),
                        settings.get(ClassOptions.NEWCOMER_DAYS)),
                Settings.together(
                        "tier.weights, tier.length-days, tier.strategic, tier.important",
                        this::tier),
                Settings.together(
                        "lifecycle.lapsed-days, lifecycle.won-back-days", this::lifecycle),
                new StabilityRules(
                        settings.get(ClassOptions.HYSTERESIS),
                        settings.get(ClassOptions.LEAST_DWELL).toMillis(),
                        settings.get(ClassOptions.FLAP_WITHIN).toMillis()),
                new EngagementRules(
                        EngagementRules.standard().points(),
                        settings.get(ClassOptions.ENGAGEMENT_HALF_LIFE),
                        settings.get(ClassOptions.ENGAGEMENT_SATURATION)),
                new DiaryRules(
                        settings.get(ClassOptions.ACTIVE_DAYS),
                        settings.get(ClassOptions.PERIOD_DAYS),
                        settings.get(ClassOptions.ATTRIBUTION_DAYS)),
                settings.get(ClassOptions.GROUPS),
                settings.playbook());
    }

    private TierRules tier() {
        double[] weights = settings.get(ClassOptions.TIER_WEIGHTS);
        return new TierRules(
                weights[0],
                weights[1],
                weights[2],
                settings.get(ClassOptions.TIER_LENGTHS),
                settings.get(ClassOptions.TIER_STRATEGIC),
                settings.get(ClassOptions.TIER_IMPORTANT));
    }

    private LifecycleRules lifecycle() {
        return new LifecycleRules(
                settings.get(ClassOptions.ONBOARDING_DAYS),
                settings.get(ClassOptions.LAPSED_DAYS),
                settings.get(ClassOptions.WON_BACK_DAYS),
                settings.get(ClassOptions.ADVOCATE_DAYS),
                settings.get(ClassOptions.PROMOTER_NPS));
    }

    /** How the population is cut into classes. */
    CensusRules census(Rules scoring) {
        List<Double> abc = settings.get(PopulationOptions.ABC_SHARES);
        DiaryRules diary = scoring.classes().diary();
        return new CensusRules(
                scoring.calendar(),
                scoring.windowDays(),
                diary.periodDays(),
                diary.activeDays(),
                new CutRules(
                        settings.get(PopulationOptions.COUNTED),
                        scoring.grid().scores(),
                        scoring.grid().recencyDays(),
                        settings.get(PopulationOptions.REVENUE_SHARE),
                        settings.get(PopulationOptions.EXPECTED_SHARE),
                        settings.get(PopulationOptions.ABC_BASIS),
                        abc.get(0),
                        abc.get(1)),
                schedule(),
                scoring.closesAt());
    }

    private CutSchedule schedule() {
        return settings.get(PopulationOptions.CUT_POINTS) == CutPointsSource.FIXED
                ? CutSchedule.NEVER
                : new CutSchedule(
                        settings.get(PopulationOptions.EVERY_DAYS),
                        settings.get(PopulationOptions.TOLERANCE),
                        settings.get(PopulationOptions.LEAST_CUSTOMERS),
                        settings.get(PopulationOptions.LEAD).toMillis());
    }

    /** The configured ones, in force until others are published. */
    CutPoints fixedCutPoints(RfmLimits limits) {
        return new CutPoints(
                "fixed",
                Moments.BEFORE_ALL,
                0,
                limits.recencyDays(),
                limits.orders(),
                limits.spendMinor(),
                abcMinor(),
                minor(ClassOptions.HIGH_SPEND, settings.get(ClassOptions.HIGH_SPEND)),
                minor(ClassOptions.HIGH_EXPECTED, settings.get(ClassOptions.HIGH_EXPECTED)),
                0);
    }

    private List<Long> abcMinor() {
        Option<List<BigDecimal>> option = ClassOptions.ABC_LIMITS;
        List<Long> amounts =
                settings.get(option).stream().map(amount -> minor(option, amount)).toList();
        if (amounts.get(0).equals(amounts.get(1))) {
            throw tooFine(option);
        }
        return amounts;
    }

    /** An amount of nothing would have everybody in the class. */
    private long minor(Option<?> option, BigDecimal amount) {
        long minor =
                amount.movePointRight(fractionDigits)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact();
        if (minor == 0) {
            throw tooFine(option);
        }
        return minor;
    }

    private ConfigurationException tooFine(Option<?> option) {
        return new ConfigurationException(
                "%s = '%s' is not allowed: the currency has %d digits after the point"
                        .formatted(option.key(), settings.text(option), fractionDigits));
    }
}
