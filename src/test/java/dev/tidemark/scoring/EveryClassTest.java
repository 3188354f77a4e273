package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Cause;
import dev.tidemark.model.CrmPlaces;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.Placement;
import dev.tidemark.model.Transition;
import dev.tidemark.scoring.Decision.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Each row of each table is reached by a history written for it, and left again by silence alone
 * where that is its nature.
 */
class EveryClassTest {
    private static final long START = Events.at("2024-03-01T10:00:00Z");
    private static final long DAY = DayCalendar.DAY_MILLIS;
    private static final String NEVER = "";

    /**
     * @param told makes the customer
     * @param next the class into which silence leads from there; empty if it leads nowhere
     */
    private record Story(Teller told, String next) {}

    private interface Teller {
        void tell(FoldedCustomer customer);
    }

    private static final Map<MatrixTable, Story> MATRIX =
            Map.of(
                    MatrixTable.REVENUE, new Story(c -> orders(c, 1, 0, 40_000), "Low-Value"),
                    MatrixTable.EXPECTED, new Story(c -> orders(c, 10, 7, 3_500), "Low-Value"),
                    MatrixTable.NO_ORDER, new Story(EveryClassTest::view, NEVER),
                    MatrixTable.NEWCOMER, new Story(c -> orders(c, 1, 0, 5_000), "Low-Value"),
                    MatrixTable.OTHERS, new Story(c -> orders(c, 2, 31, 5_000), NEVER));

    private static final Map<AbcTable, Story> ABC =
            Map.of(
                    AbcTable.FIRST, new Story(c -> orders(c, 2, 20, 20_000), "B"),
                    AbcTable.SECOND, new Story(c -> orders(c, 2, 20, 5_000), "C"),
                    AbcTable.REST, new Story(c -> orders(c, 1, 0, 9_999), NEVER));

    private static final Map<TierTable, Story> TIER =
            Map.of(
                    TierTable.NO_ORDER, new Story(EveryClassTest::view, NEVER),
                    TierTable.NEWCOMER, new Story(c -> orders(c, 1, 0, 5_000), "ordinary"),
                    TierTable.STRATEGIC, new Story(c -> orders(c, 10, 10, 20_000), "important"),
                    TierTable.IMPORTANT, new Story(c -> orders(c, 5, 10, 9_000), "ordinary"),
                    TierTable.OTHERS, new Story(c -> orders(c, 2, 31, 5_000), NEVER));

    private static final Map<LifecycleTable, Story> LIFECYCLE =
            Map.of(
                    LifecycleTable.NO_ORDER, new Story(EveryClassTest::view, NEVER),
                    LifecycleTable.SILENT, new Story(c -> silent(c, 365), NEVER),
                    LifecycleTable.RETURNED, new Story(c -> orders(c, 2, 400, 5_000), "at risk"),
                    LifecycleTable.FIRST_DAYS, new Story(c -> orders(c, 4, 4, 5_000), "engaged"),
                    LifecycleTable.HIGH_RISK, new Story(c -> silent(c, 100), "lapsed"),
                    LifecycleTable.OTHERS, new Story(c -> orders(c, 10, 7, 5_000), "at risk"));

    private static final Map<ActionTable, Story> ACTION =
            Map.of(
                    ActionTable.NO_ORDER, new Story(EveryClassTest::view, NEVER),
                    ActionTable.LEAVING, new Story(c -> silent(c, 100), NEVER),
                    ActionTable.BEGINNING, new Story(c -> orders(c, 4, 4, 5_000), "OPTIMISE"),
                    ActionTable.BEST, new Story(c -> orders(c, 10, 7, 5_000), "RETAIN"),
                    ActionTable.OTHERS, new Story(c -> orders(c, 10, 7, 500), "RETAIN"));

    private static void orders(FoldedCustomer customer, int count, int daysApart, long minor) {
        for (int i = 0; i < count; i++) {
            long at = START + i * daysApart * DAY;
            customer.apply(Events.purchase("e" + i, at, "o" + i, minor));
        }
    }

    private static void silent(FoldedCustomer customer, int days) {
        orders(customer, 3, 10, 5_000);
        customer.silence(START + (20 + days) * DAY);
    }

    private static void view(FoldedCustomer customer) {
        customer.apply(Events.view("v", START));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"INTENT"})
    void everyRowOfTheMatrixIsReachedAndLeft(MatrixTable row) {
        FoldedCustomer customer = told(MATRIX.get(row));
        assertPlaced(row.quadrant().label(), row.rule(), crm(customer).matrix());
        assertLeft(customer, Dimension.MATRIX, MATRIX.get(row).next());
    }

    @ParameterizedTest
    @EnumSource
    void everyRowOfTheAbcAnalysisIsReachedAndLeft(AbcTable row) {
        FoldedCustomer customer = told(ABC.get(row));
        assertPlaced(row.abc().label(), row.rule(), crm(customer).abc().orElseThrow());
        assertLeft(customer, Dimension.ABC, ABC.get(row).next());
    }

    @ParameterizedTest
    @EnumSource
    void everyRowOfTheTierIsReachedAndLeft(TierTable row) {
        FoldedCustomer customer = told(TIER.get(row));
        assertPlaced(row.tier().label(), row.rule(), crm(customer).tier());
        assertLeft(customer, Dimension.TIER, TIER.get(row).next());
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"PROMOTER", "REFERRER"})
    void everyRowOfTheLifecycleIsReachedAndLeft(LifecycleTable row) {
        FoldedCustomer customer = told(LIFECYCLE.get(row));
        assertPlaced(row.stage().label(), row.rule(), crm(customer).lifecycle());
        assertLeft(customer, Dimension.LIFECYCLE, LIFECYCLE.get(row).next());
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"OPEN_TICKET", "DISSATISFIED", "INTENT", "ADVOCATE"})
    void everyRowOfTheNextActionIsReachedAndLeft(ActionTable row) {
        FoldedCustomer customer = told(ACTION.get(row));
        assertSame(row.action(), crm(customer).nextAction());
        assertEquals(row.rule(), crm(customer).nextActionRule());
        List<String> silent =
                silence(customer).stream()
                        .map(outcome -> outcome.scorecard().crm().orElseThrow())
                        .filter(crm -> crm.nextAction() != row.action())
                        .map(crm -> crm.nextAction().name())
                        .toList();
        assertEquals(ACTION.get(row).next(), silent.isEmpty() ? NEVER : silent.get(0));
    }

    private static FoldedCustomer told(Story story) {
        FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());
        story.told().tell(customer);
        return customer;
    }

    private static CrmPlaces crm(FoldedCustomer customer) {
        return customer.last().crm().orElseThrow();
    }

    private static void assertPlaced(String label, String rule, Placement placement) {
        assertEquals(label, placement.label());
        assertEquals(rule, placement.rule());
    }

    private static List<Outcome> silence(FoldedCustomer customer) {
        List<Outcome> outcomes = customer.silence(START + 4_000 * DAY);
        assertTrue(outcomes.stream().allMatch(o -> o.update().cause() == Cause.SILENCE));
        return outcomes;
    }

    /** Nothing happens any more: into which class that leads first. */
    private static void assertLeft(FoldedCustomer customer, Dimension dimension, String next) {
        String from = ClassLabels.of(customer.last()).get(dimension);
        List<Transition> moves =
                silence(customer).stream()
                        .flatMap(outcome -> outcome.transitions().stream())
                        .filter(t -> t.dimension() == dimension)
                        .toList();
        if (next.equals(NEVER)) {
            assertEquals(List.of(), moves);
        } else {
            assertEquals(from, moves.get(0).from());
            assertEquals(next, moves.get(0).to());
        }
    }
}
