package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.Cause;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.Moments;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.Decision.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Deadlines of random customers by class rules of odd numbers, among others who move the cut
 * points: whenever one looks before a deadline nobody stands elsewhere, and at it there is a reason
 * to look.
 */
class ClassDeadlinesTest {
    private static final int CUSTOMERS = 400;
    private static final int DEADLINES = 60;
    private static final long HOUR = 3_600_000L;
    private static final long DAY = DayCalendar.DAY_MILLIS;
    private static final long BEGIN = Events.at("2011-01-01T00:00:00Z");
    private static final long END = Events.at("2019-01-01T00:00:00Z");

    private final Map<Dimension, Integer> moved = new EnumMap<>(Dimension.class);
    private final Map<Cause, Integer> causes = new EnumMap<>(Cause.class);

    @Test
    void beforeADeadlineNobodyMovesAndAtItThereIsAReason() {
        String[] zones = {"UTC", "Europe/Prague", "America/Sao_Paulo"};
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SampleRules sample =
                    new SampleRules()
                            .zone(zones[random.nextInt(3)])
                            .classes(RandomClasses.of(random));
            if (random.nextBoolean()) {
                sample.windowDays(20 + random.nextInt(100)).memory(5, 60, 9, 72, 64);
            }
            Rules rules = sample.build();
            long apart = random.nextInt(3) == 0 ? Moments.NEVER : (1 + random.nextInt(60)) * DAY;
            for (long from = BEGIN; apart < Moments.NEVER && from < END; from += apart) {
                rules = rules.knowing(SampleCuts.random(random, "v" + from, from));
            }
            FoldedCustomer customer = new FoldedCustomer(rules);
            new RandomEvents(seed, rules)
                    .next(1 + random.nextInt(50)).stream()
                            .filter(Events::isOfBuying)
                            .forEach(customer::decide);
            customer.silence(customer.outcomes().isEmpty() ? BEGIN : customer.last().asOf());
            long from = customer.history().asOf();
            for (int i = 0; i < DEADLINES && customer.nextLook() != Moments.NEVER; i++) {
                String where = "seed " + seed + ", deadline " + i;
                from = toTheNextDeadline(customer, rules, from, random, where);
            }
        }
        for (Dimension dimension : Dimension.values()) {
            assertTrue(moved.get(dimension) > CUSTOMERS / 4, () -> "too few: " + moved);
        }
        assertTrue(causes.get(Cause.POPULATION) > CUSTOMERS, causes::toString);
        assertTrue(causes.get(Cause.SILENCE) > CUSTOMERS, causes::toString);
    }

    private long toTheNextDeadline(
            FoldedCustomer customer,
            Rules rules,
            long from,
            SplittableRandom random,
            String where) {
        CustomerHistory history = customer.history();
        Scorecard before = customer.last();
        long deadline = customer.nextLook();
        Assessing assessing = new Assessing(rules);
        Cuts cuts = rules.population().cutsAt(history.cutsFrom);
        for (int i = 0; i < 12; i++) {
            long early = i == 0 ? deadline - 1 : early(from, deadline, random);
            Assessment seen = assessing.of(history, cuts, early);
            assertFalse(
                    seen.changes(history), () -> where + " at " + early + " stands " + seen.crm());
        }
        assertEquals(List.of(), customer.silence(deadline - 1), where);
        List<Outcome> outcomes = customer.silence(deadline);
        if (outcomes.isEmpty()) {
            long met = rules.population().nextCutsAfter(history.cutsFrom);
            assertTrue(met <= deadline, where + ": nothing at " + deadline);
        }
        Scorecard last = before;
        for (Outcome outcome : outcomes) {
            Scorecard card = outcome.scorecard();
            assertEquals(deadline, card.asOf(), where);
            causes.merge(card.cause(), 1, Integer::sum);
            outcome.transitions().forEach(t -> moved.merge(t.dimension(), 1, Integer::sum));
            boolean changes = !outcome.transitions().isEmpty() || !sameScores(last, card);
            boolean mayBeForNothing = card.cause() == Cause.SILENCE;
            assertTrue(
                    changes || mayBeForNothing && isDue(last, card, history, rules),
                    where + ": " + card.cause() + " of " + card.asOf() + " for nothing");
            last = card;
        }
        return deadline;
    }

    /** Anywhere, or where days change. */
    private static long early(long from, long deadline, SplittableRandom random) {
        long any = random.nextLong(from, deadline);
        long sharp = any - Math.floorMod(any, HOUR) + random.nextInt(2);
        return random.nextBoolean() && sharp > from && sharp < deadline ? sharp : any;
    }

    private static boolean sameScores(Scorecard before, Scorecard now) {
        if (before.buyer().isEmpty() || now.buyer().isEmpty()) {
            return before.buyer().isEmpty() == now.buyer().isEmpty();
        }
        return before.buyer().get().rfm().cell() == now.buyer().get().rfm().cell();
    }

    /** The figures have grown old, or days are over that a table might have asked for. */
    private static boolean isDue(
            Scorecard before, Scorecard now, CustomerHistory history, Rules rules) {
        BuyerScores was = before.buyer().orElseThrow();
        BuyerScores is = now.buyer().orElseThrow();
        boolean month = now.asOf() == before.asOf() + 30 * DAY;
        boolean faded = is.value().expectedOrders() <= 0.9 * was.value().expectedOrders();
        boolean dayLeft =
                is.rfm().orders() != was.rfm().orders()
                        || is.rfm().spendMinor() != was.rfm().spendMinor();
        return month || faded || dayLeft || dayIsOver(history, now.asOf(), rules);
    }

    private static boolean dayIsOver(CustomerHistory history, long moment, Rules rules) {
        int today = rules.calendar().today(moment);
        if (moment != rules.calendar().becomesToday(today)) {
            return false;
        }
        ClassRules classes = rules.classes();
        long sinceFirst = today - history.purchases.firstDay;
        int oldest = history.purchases.oldestDayInWindow(today - 1, rules.windowDays());
        return sinceFirst == classes.lifecycle().onboardingDays() + 1
                || classes.tier().lengthDays().contains(sinceFirst)
                || today == oldest + rules.windowDays();
    }
}
