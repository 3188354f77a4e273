package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Moments;
import dev.tidemark.model.RfmScores;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.Decision.Outcome;
import dev.tidemark.scoring.Decision.Scored;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * {@code nextChangeAt} of random customers: nothing happens before it, and something does at it.
 */
class NextChangeTest {
    private static final int CUSTOMERS = 500;
    private static final int DEADLINES = 40;
    private static final long HOUR = 3_600_000L;
    private static final long MONTH = 30 * DayCalendar.DAY_MILLIS;

    private final SplittableRandom random = new SplittableRandom(500);
    private int levelChanges;
    private int recencyChanges;
    private int windowChanges;

    @Test
    void theNextChangeIsExact() {
        String[] zones = {"UTC", "Europe/Prague", "America/Sao_Paulo"};
        for (int seed = 0; seed < CUSTOMERS; seed++) {
            SampleRules sample = new SampleRules().zone(zones[seed % zones.length]);
            Rules rules =
                    seed % 2 == 0
                            ? sample.build()
                            : sample.windowDays(90).memory(5, 60, 9, 72, 64).build();
            FoldedCustomer customer = new FoldedCustomer(rules);
            for (CustomerEvent event : new RandomEvents(seed, rules).next(1 + seed % 60)) {
                if (Events.isOfBuying(event)) {
                    customer.decide(event);
                }
            }
            // Of a prospect only a cart or a request for help goes stale.
            boolean buys = customer.history().purchases.days > 0;
            for (int i = 0;
                    i < DEADLINES && buys && customer.nextDeadline() != Moments.NEVER;
                    i++) {
                toTheNextDeadline(customer, rules, "seed " + seed + ", deadline " + i);
            }
        }
        String seen = levelChanges + " " + recencyChanges + " " + windowChanges;
        assertTrue(levelChanges >= CUSTOMERS / 2, seen);
        assertTrue(recencyChanges >= CUSTOMERS && windowChanges >= CUSTOMERS, seen);
    }

    private void toTheNextDeadline(FoldedCustomer customer, Rules rules, String where) {
        Scorecard before = customer.last();
        long deadline = customer.nextDeadline();
        assertEquals(before.nextChangeAt(), deadline, where);
        CustomerScorer scorer = new CustomerScorer(rules);
        for (int i = 0; i < 5; i++) {
            long early = random.nextLong(before.asOf(), deadline);
            assertEquals(List.of(), outcomes(scorer, customer, early), where + " at " + early);
        }
        assertEquals(List.of(), outcomes(scorer, customer, deadline - 1), where);
        assertNothingDiscreteHasChanged(
                before, lookedAt(scorer, customer.history(), deadline - 1), where);

        CustomerHistory history = customer.history();
        List<Outcome> outcomes = customer.silence(deadline);
        assertEquals(1, outcomes.size(), where);
        assertEquals(deadline, customer.last().asOf(), where);
        boolean changed = somethingChanged(before, customer.last());
        boolean month = deadline == before.asOf() + MONTH;
        double value = scores(before).value().expectedOrders();
        boolean faded = customer.buyer().value().expectedOrders() <= 0.9 * value;
        boolean dayLeft =
                deadline == dayLeaves(history, rules, before.asOf())
                        || daysAreOver(history, rules).contains(deadline);
        assertTrue(changed || month || faded || dayLeft, () -> where + ": " + before);
        if (faded && !changed && !month && !dayLeft && deadline - before.asOf() > HOUR) {
            Scorecard hourBefore = lookedAt(scorer, history, deadline - HOUR);
            double earlier = scores(hourBefore).value().expectedOrders();
            assertTrue(earlier > 0.9 * value, where);
        }
    }

    /** A day of which only money is left may leave and change no figure: they stop at zero. */
    private static long dayLeaves(CustomerHistory history, Rules rules, long asOf) {
        int today = rules.calendar().today(asOf);
        int oldest = history.purchases.oldestDayInWindow(today, rules.windowDays());
        return oldest == Purchases.NO_DAY
                ? Moments.NEVER
                : rules.calendar().becomesToday(oldest + rules.windowDays());
    }

    /** When days of the tables are over; a row may be found before the one that they are of. */
    private static Set<Long> daysAreOver(CustomerHistory history, Rules rules) {
        Set<Long> moments = new HashSet<>();
        int first = history.purchases.firstDay;
        ClassRules classes = rules.classes();
        moments.add(rules.calendar().becomesToday(first + classes.matrix().newcomerDays() + 1));
        moments.add(
                rules.calendar().becomesToday(first + classes.lifecycle().onboardingDays() + 1));
        for (long days : classes.tier().lengthDays()) {
            moments.add(rules.calendar().becomesToday(first + (int) days));
        }
        return moments;
    }

    private static List<Outcome> outcomes(CustomerScorer scorer, FoldedCustomer c, long now) {
        return scorer.onSilence(Events.CUSTOMER, c.history(), now).outcomes();
    }

    /** The scorecard that a harmless event at a moment brings. */
    private static Scorecard lookedAt(CustomerScorer scorer, CustomerHistory then, long now) {
        Decision decision = scorer.onEvent(then, Events.view("look", now));
        List<Outcome> outcomes = ((Scored) decision).outcomes();
        assertEquals(1, outcomes.size());
        return outcomes.get(0).scorecard();
    }

    private static BuyerScores scores(Scorecard card) {
        return card.buyer().orElseThrow();
    }

    private static void assertNothingDiscreteHasChanged(
            Scorecard before, Scorecard now, String where) {
        RfmScores was = scores(before).rfm();
        RfmScores is = scores(now).rfm();
        assertEquals(was.cell(), is.cell(), where);
        assertEquals(was.orders(), is.orders(), where);
        assertEquals(was.spendMinor(), is.spendMinor(), where);
        assertEquals(ClassLabels.of(before), ClassLabels.of(now), where);
        assertEquals(List.of(), now.reasons(), where);
    }

    private boolean somethingChanged(Scorecard before, Scorecard now) {
        boolean level = scores(before).churn().level() != scores(now).churn().level();
        boolean recency = scores(before).rfm().r() != scores(now).rfm().r();
        boolean window =
                scores(before).rfm().orders() != scores(now).rfm().orders()
                        || scores(before).rfm().spendMinor() != scores(now).rfm().spendMinor();
        boolean moved = !ClassLabels.of(before).equals(ClassLabels.of(now));
        levelChanges += level ? 1 : 0;
        recencyChanges += recency ? 1 : 0;
        windowChanges += window ? 1 : 0;
        return moved || recency || window;
    }
}
