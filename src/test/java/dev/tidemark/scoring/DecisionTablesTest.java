package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.AbcClass;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.LifecycleStage;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.Relationship;
import dev.tidemark.model.Tier;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each dimension is one table of which the first row that holds decides, and one always does. The
 * conditions are set out here once more, as the rows say them.
 */
class DecisionTablesTest {
    private static final int STANDPOINTS = 200_000;
    private static final long SEED = 5;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final ClassRules rules = SampleRules.stable(0.05, 0, 0);
    private final CutPoints cuts =
            new SampleCuts("v", 0).abc(400, 100).highSpend(300).highExpected(500).build();

    @Test
    void theFirstRowOfTheMatrixThatHoldsDecides() {
        Map<MatrixTable, Predicate<Standpoint>> rows = new EnumMap<>(MatrixTable.class);
        rows.put(MatrixTable.REVENUE, at -> at.buys() && at.spendMinor() >= highSpend(at));
        rows.put(MatrixTable.EXPECTED, at -> at.buys() && at.expectedMinor() >= highExpected(at));
        rows.put(MatrixTable.INTENT, at -> !at.buys() && at.intends());
        rows.put(MatrixTable.NO_ORDER, at -> !at.buys());
        rows.put(MatrixTable.NEWCOMER, at -> at.sinceFirst() <= 30);
        rows.put(MatrixTable.OTHERS, at -> true);
        assertFirstMatch(rows, at -> MatrixTable.row(at, cuts, rules));
    }

    /** 285 is 5 % below 300. */
    private static long highSpend(Standpoint at) {
        boolean was = at.before().matrix().current() == Quadrant.HIGH_VALUE;
        return was && !at.lost() ? 285 : 300;
    }

    private static long highExpected(Standpoint at) {
        boolean was = at.before().matrix().current() == Quadrant.POTENTIAL_HIGH_VALUE;
        return was && !at.tookBack() ? 475 : 500;
    }

    @Test
    void theFirstRowOfTheAbcAnalysisThatHoldsDecides() {
        Map<AbcTable, Predicate<Standpoint>> rows = new EnumMap<>(AbcTable.class);
        rows.put(AbcTable.FIRST, at -> at.spendMinor() >= (stays(at, AbcClass.A) ? 380 : 400));
        rows.put(
                AbcTable.SECOND,
                at -> at.spendMinor() >= (stays(at, AbcClass.A, AbcClass.B) ? 95 : 100));
        rows.put(AbcTable.REST, at -> true);
        assertFirstMatch(rows, at -> AbcTable.row(at, cuts, rules.stability()));
    }

    private static boolean stays(Standpoint at, AbcClass... classes) {
        return !at.lost() && Arrays.asList(classes).contains(at.before().abc().current());
    }

    @Test
    void theFirstRowOfTheTierThatHoldsDecides() {
        Map<TierTable, Predicate<Standpoint>> rows = new EnumMap<>(TierTable.class);
        rows.put(TierTable.NO_ORDER, at -> !at.buys());
        rows.put(TierTable.NEWCOMER, at -> at.sinceFirst() <= 30);
        rows.put(TierTable.STRATEGIC, at -> tenthsOfPoints(at) >= 42);
        rows.put(TierTable.IMPORTANT, at -> tenthsOfPoints(at) >= 32);
        rows.put(TierTable.OTHERS, at -> true);
        assertFirstMatch(rows, at -> TierTable.row(at, 5, rules));
    }

    /** 3 f + 5 m + 2 l, in whole numbers. */
    private static int tenthsOfPoints(Standpoint at) {
        int days = at.sinceFirst();
        int length = days < 90 ? 1 : days < 180 ? 2 : days < 365 ? 3 : days < 730 ? 4 : 5;
        return 3 * at.f() + 5 * at.m() + 2 * length;
    }

    @Test
    void theFirstRowOfTheLifecycleThatHoldsDecides() {
        Map<LifecycleTable, Predicate<Standpoint>> rows = new EnumMap<>(LifecycleTable.class);
        rows.put(LifecycleTable.NO_ORDER, at -> !at.buys());
        rows.put(LifecycleTable.SILENT, at -> at.recency() >= 365);
        rows.put(LifecycleTable.RETURNED, at -> at.wonBackDay() != Purchases.NO_DAY);
        rows.put(LifecycleTable.FIRST_DAYS, at -> at.sinceFirst() <= 30);
        rows.put(LifecycleTable.HIGH_RISK, at -> at.churn() == ChurnLevel.HIGH);
        rows.put(LifecycleTable.PROMOTER, at -> nps(at) >= 9);
        rows.put(LifecycleTable.REFERRER, Standpoint::refers);
        rows.put(LifecycleTable.OTHERS, at -> true);
        assertFirstMatch(rows, at -> LifecycleTable.row(at, rules.lifecycle()));
    }

    private static int nps(Standpoint at) {
        return at.relationship().lastNps().orElse(-1);
    }

    @Test
    void theFirstRowOfTheNextActionThatHoldsDecides() {
        Map<ActionTable, Predicate<Standpoint>> rows = new EnumMap<>(ActionTable.class);
        rows.put(ActionTable.OPEN_TICKET, at -> at.relationship().openTickets() > 0);
        rows.put(
                ActionTable.DISSATISFIED,
                at -> at.relationship().lastCsat().orElse(5) <= 2 || nps(at) >= 0 && nps(at) <= 6);
        rows.put(ActionTable.INTENT, at -> !at.buys() && at.intends());
        rows.put(ActionTable.NO_ORDER, at -> !at.buys());
        rows.put(ActionTable.LEAVING, at -> is(at, LifecycleStage.AT_RISK, LifecycleStage.LAPSED));
        rows.put(
                ActionTable.BEGINNING,
                at -> is(at, LifecycleStage.ONBOARDING, LifecycleStage.WON_BACK));
        rows.put(ActionTable.ADVOCATE, at -> is(at, LifecycleStage.ADVOCATE));
        rows.put(
                ActionTable.BEST,
                at ->
                        matrix(at) == Quadrant.HIGH_VALUE
                                || Set.of(Tier.STRATEGIC, Tier.IMPORTANT).contains(tier(at)));
        rows.put(ActionTable.OTHERS, at -> true);
        assertFirstMatch(rows, at -> ActionTable.row(at, matrix(at), tier(at), stage(at)));
    }

    private static boolean is(Standpoint at, LifecycleStage... stages) {
        return List.of(stages).contains(stage(at));
    }

    private Quadrant matrix(Standpoint at) {
        return MatrixTable.row(at, cuts, rules).quadrant();
    }

    private Tier tier(Standpoint at) {
        return TierTable.row(at, 5, rules).tier();
    }

    private static LifecycleStage stage(Standpoint at) {
        return LifecycleTable.row(at, SampleRules.classes().lifecycle()).stage();
    }

    private interface Table<R> {
        R row(Standpoint at);
    }

    private <R extends Enum<R>> void assertFirstMatch(
            Map<R, Predicate<Standpoint>> rows, Table<R> table) {
        Set<R> found = new HashSet<>();
        boolean isOfBuyers = rows.containsKey(AbcTable.REST);
        for (int i = 0; i < STANDPOINTS; i++) {
            Standpoint at = standpoint(isOfBuyers || random.nextInt(4) > 0);
            R first =
                    rows.entrySet().stream()
                            .filter(row -> row.getValue().test(at))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElseThrow();
            assertSame(first, table.row(at), () -> at + ", seed " + SEED);
            found.add(first);
        }
        Set<R> all = rows.keySet();
        assertEquals(all, found, "rows that decided, seed " + SEED);
        assertEquals(first(all).getDeclaringClass().getEnumConstants().length, all.size());
    }

    private static <R> R first(Set<R> all) {
        return all.iterator().next();
    }

    /** Often just at a limit or just beside it. */
    private Standpoint standpoint(boolean buys) {
        int recency = near(365);
        Relationship relationship =
                new Relationship(
                        random.nextInt(101),
                        maybe(1 + random.nextInt(5)),
                        OptionalDouble.empty(),
                        maybe(random.nextInt(11)),
                        random.nextInt(8) == 0 ? 1 : 0,
                        "");
        return new Standpoint(
                20_000,
                !buys && random.nextBoolean(),
                buys,
                buys ? any(() -> near(30), () -> near(90), () -> near(180), () -> near(730)) : 0,
                buys ? recency : 0,
                buys && random.nextInt(3) == 0 ? 19_950 : Purchases.NO_DAY,
                buys ? 1 + random.nextInt(5) : 0,
                buys ? 1 + random.nextInt(5) : 0,
                buys ? any(() -> near(300), () -> near(400), () -> near(95), () -> near(380)) : 0,
                buys ? any(() -> near(475), () -> near(500)) : 0,
                buys ? ChurnLevel.values()[random.nextInt(3)] : null,
                buys && random.nextBoolean(),
                relationship,
                random.nextBoolean(),
                random.nextBoolean(),
                places());
    }

    private int near(int limit) {
        return random.nextInt(3) == 0
                ? random.nextInt(2 * limit)
                : Math.max(0, limit - 2 + random.nextInt(4));
    }

    @SafeVarargs
    private int any(Supplier<Integer>... numbers) {
        return numbers[random.nextInt(numbers.length)].get();
    }

    private OptionalInt maybe(int answer) {
        return random.nextInt(3) > 0 ? OptionalInt.empty() : OptionalInt.of(answer);
    }

    private Places places() {
        if (random.nextInt(5) == 0) {
            return Places.NONE;
        }
        Place<?>[] all = Places.NONE.all();
        all[Dimension.MATRIX.ordinal()] =
                new Place<>(Quadrant.values()[random.nextInt(4)], 0, null, 0);
        all[Dimension.ABC.ordinal()] =
                new Place<>(AbcClass.values()[random.nextInt(3)], 0, null, 0);
        return Places.of(all);
    }

    @Test
    void everyRowHasANameAndAConditionOfItsOwn() {
        List<Stream<String>> tables =
                List.of(
                        Stream.of(MatrixTable.values()).map(row -> row.rule() + row.condition()),
                        Stream.of(AbcTable.values()).map(row -> row.rule() + row.condition()),
                        Stream.of(TierTable.values()).map(row -> row.rule() + row.condition()),
                        Stream.of(LifecycleTable.values()).map(row -> row.rule() + row.condition()),
                        Stream.of(ActionTable.values()).map(row -> row.rule() + row.condition()));
        for (Stream<String> table : tables) {
            List<String> rows = table.toList();
            assertEquals(rows.size(), Set.copyOf(rows).size(), rows::toString);
            assertTrue(rows.stream().noneMatch(String::isBlank), rows::toString);
        }
    }
}
