package dev.tidemark.scoring;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.Moments;
import dev.tidemark.model.Playbook;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.Tier;
import dev.tidemark.stats.GammaGamma;
import dev.tidemark.stats.MbgNbd;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The default configuration in plain sight, of which a test changes what it is about. */
final class SampleRules {
    /** r, alpha (weeks), a, b of the CDNOW sample. */
    static final double[] BUYING = {0.524843, 6.183085, 0.891359, 1.614002};

    /** p, q, v of the CDNOW sample, in dollars. */
    static final double[] SPENDING = {6.249572, 3.744225, 15.443521};

    static final double UNIT_DAYS = 7;
    static final RfmLimits LIMITS =
            new RfmLimits(
                    List.of(30L, 90L, 180L, 365L),
                    List.of(2L, 3L, 5L, 8L),
                    List.of(5_000L, 15_000L, 40_000L, 100_000L));

    /** One that says little. */
    static final Playbook PLAYBOOK = playbook();

    private ZoneId zone = ZoneId.of("UTC");
    private int windowDays = 365;
    private RfmGrid grid = RfmGrid.standard();
    private RfmLimits limits = LIMITS;
    private ConsentPolicy consent = ConsentPolicy.NOT_NEEDED;
    private ChurnRules churn = new ChurnRules(90, 0.5, 0.8, 0.05);
    private OrderLines orderLines = OrderLines.IGNORE;
    private MemoryLimits memory = new MemoryLimits(30, 240, 64, 72, 64);
    private GammaGamma spend = GammaGamma.of(SPENDING[0], SPENDING[1], SPENDING[2]);
    private long closesAt = Moments.NEVER;
    private ClassRules classes = classes();
    private String version = "sample";

    static Rules standard() {
        return new SampleRules().build();
    }

    SampleRules zone(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    SampleRules windowDays(int days) {
        windowDays = days;
        return this;
    }

    SampleRules grid(RfmGrid other, RfmLimits itsLimits) {
        grid = other;
        limits = itsLimits;
        return this;
    }

    SampleRules limits(RfmLimits other) {
        limits = other;
        return this;
    }

    SampleRules churn(ChurnRules other) {
        churn = other;
        return this;
    }

    SampleRules orderLines(OrderLines other) {
        orderLines = other;
        return this;
    }

    SampleRules memory(int latenessDays, int orderDays, int orders, int idHours, int ids) {
        memory = new MemoryLimits(latenessDays, orderDays, orders, idHours, ids);
        return this;
    }

    /** Nobody is expected to spend a cent. */
    SampleRules worthless() {
        spend = GammaGamma.of(1e-9, 2, 1e-9);
        return this;
    }

    SampleRules consent(ConsentPolicy policy) {
        consent = policy;
        return this;
    }

    SampleRules closesAt(long moment) {
        closesAt = moment;
        return this;
    }

    private static Playbook playbook() {
        Map<Quadrant, Playbook.Play> plays = new EnumMap<>(Quadrant.class);
        for (Quadrant quadrant : Quadrant.values()) {
            plays.put(
                    quadrant,
                    new Playbook.Play(
                            List.of("offers for " + quadrant.label()),
                            List.of(
                                    new Playbook.Channel("email", "e-mail"),
                                    new Playbook.Channel("social", "social media"))));
        }
        Map<Tier, String> service = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            service.put(tier, "service for " + tier.label());
        }
        return new Playbook(plays, service, Map.of());
    }

    SampleRules classes(ClassRules other) {
        classes = other;
        return this;
    }

    SampleRules version(String other) {
        version = other;
        return this;
    }

    /** Those that are in force until others are published. */
    CutPoints cuts() {
        return new CutPoints(
                "fixed",
                Moments.BEFORE_ALL,
                0,
                limits.recencyDays(),
                limits.orders(),
                limits.spendMinor(),
                List.of(40_000L, 10_000L),
                40_000,
                40_000,
                0);
    }

    /** The default numbers of the decision tables. */
    static ClassRules classes() {
        return classes(
                new MatrixRules(14, 30),
                new TierRules(0.3, 0.5, 0.2, List.of(90L, 180L, 365L, 730L), 4.2, 3.2),
                new LifecycleRules(30, 365, 90, 365, 9),
                new StabilityRules(0.05, DayCalendar.DAY_MILLIS, 7 * DayCalendar.DAY_MILLIS));
    }

    /** The default numbers of the tables, with other ones of stability. */
    static ClassRules stable(double hysteresis, long dwellMillis, long flapMillis) {
        ClassRules standard = classes();
        return classes(
                standard.matrix(),
                standard.tier(),
                standard.lifecycle(),
                new StabilityRules(hysteresis, dwellMillis, flapMillis));
    }

    static ClassRules classes(
            MatrixRules matrix,
            TierRules tier,
            LifecycleRules lifecycle,
            StabilityRules stability) {
        return new ClassRules(
                matrix,
                tier,
                lifecycle,
                stability,
                EngagementRules.standard(),
                new DiaryRules(90, 30, 30),
                List.of(GroupBy.COUNTRY, GroupBy.ACQUISITION_SOURCE),
                PLAYBOOK);
    }

    /** Windows of the figures by day that a short memory can tell. */
    private ClassRules fitting(ClassRules given) {
        int days = Math.max(windowDays, given.lifecycle().wonBackDays()) + memory.latenessDays();
        DiaryRules diary = given.diary();
        if (diary.activeDays() + diary.periodDays() <= days) {
            return given;
        }
        return new ClassRules(
                given.matrix(),
                given.tier(),
                given.lifecycle(),
                given.stability(),
                given.engagement(),
                new DiaryRules(Math.max(1, days / 2), Math.max(1, days / 4), 30),
                given.groups(),
                given.playbook());
    }

    Rules build() {
        return new Rules(
                new DayCalendar(zone),
                windowDays,
                grid,
                churn,
                new ValueRules(1, 0.01, 2),
                Population.configured(
                        BuyingModel.configured(
                                "configured:cdnow",
                                MbgNbd.of(BUYING[0], BUYING[1], BUYING[2], BUYING[3]),
                                UNIT_DAYS,
                                spend),
                        cuts()),
                orderLines,
                memory,
                new PrivacyRules(consent, 30),
                fitting(classes),
                closesAt,
                version);
    }
}
