package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is remembered is a function of the set of events; also of what does not fit in. */
class DealingsInAnyOrderTest {
    private static final EngagementRules RULES = EngagementRules.standard();
    private static final long START = AnyEvents.START;
    private static final int CASES = 300;

    private static List<CustomerEvent> events(SplittableRandom random, int count, int days) {
        List<CustomerEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = START + random.nextLong(days * 24L) * 3_600_000L;
            events.add(
                    random.nextInt(6) == 0
                            ? Events.purchase("e" + i, at, "o" + i, 100)
                            : AnyDealing.of(random, "e" + i, at));
        }
        return events;
    }

    private static int day(long at) {
        return (int) Math.floorDiv(at, DayCalendar.DAY_MILLIS);
    }

    private static Dealings noted(List<CustomerEvent> events) {
        Dealings dealings = Dealings.none();
        events.forEach(e -> dealings.note(e, day(e.occurredAt()), RULES));
        return dealings;
    }

    /** As the fold does it: what has lapsed by the latest moment heard of is forgotten at once. */
    private static Dealings lived(List<CustomerEvent> events, long end) {
        Dealings dealings = Dealings.none();
        long now = Long.MIN_VALUE;
        for (CustomerEvent event : events) {
            now = Math.max(now, event.occurredAt());
            dealings.note(event, day(event.occurredAt()), RULES);
            dealings.forget(now, day(now));
        }
        dealings.forget(end, day(end));
        return dealings;
    }

    @Test
    void theOrderOfArrivalDoesNotMatterHoweverMuchLapsesOrDoesNotFit() {
        int full = 0;
        int channels = 0;
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<CustomerEvent> events = events(random, 1 + random.nextInt(900), 200);
            events.sort(Comparator.comparingLong(CustomerEvent::occurredAt));
            long end = START + (200 + random.nextInt(40)) * DayCalendar.DAY_MILLIS;
            Dealings inOrder = lived(events, end);
            full += inOrder.tickets.size() == Tickets.MOST ? 1 : 0;
            channels += inOrder.responses.size() == Responses.MOST ? 1 : 0;
            for (int arrival = 0; arrival < 4; arrival++) {
                Collections.shuffle(events, new Random(seed * 4 + arrival));
                String where = "seed " + seed + ", arrival " + arrival;
                SameDealings.assertSame(inOrder, lived(events, end), where);
            }
        }
        assertTrue(full > CASES / 4, "only " + full + " had more tickets than fit");
        assertTrue(channels > CASES / 2, "only " + channels + " had more channels than fit");
    }

    /** Through the fold, some of them twice. */
    @Test
    void everyPermutationOfAFewEventsMakesTheSame() {
        Rules rules =
                new SampleRules().orderLines(OrderLines.SUM).memory(30, 240, 64, 1_000, 64).build();
        int tried = 0;
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<CustomerEvent> events = events(random, 5, 20);
            events.sort(Comparator.comparingLong(CustomerEvent::occurredAt));
            Dealings inOrder = folded(rules, events);
            for (List<CustomerEvent> permutation : permutations(events)) {
                List<CustomerEvent> arrival = new ArrayList<>(permutation);
                arrival.add(
                        1 + random.nextInt(arrival.size()),
                        permutation.get(random.nextInt(permutation.size())));
                String where = "seed " + seed + ": " + arrival;
                SameDealings.assertSame(inOrder, folded(rules, arrival), where);
                tried++;
            }
        }
        assertEquals(40 * 120, tried);
    }

    private static Dealings folded(Rules rules, List<CustomerEvent> events) {
        FoldedCustomer customer = new FoldedCustomer(rules);
        events.forEach(customer::decide);
        return customer.history().dealings;
    }

    private static List<List<CustomerEvent>> permutations(List<CustomerEvent> events) {
        if (events.isEmpty()) {
            return List.of(List.of());
        }
        List<List<CustomerEvent>> all = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            List<CustomerEvent> others = new ArrayList<>(events);
            CustomerEvent first = others.remove(i);
            for (List<CustomerEvent> rest : permutations(others)) {
                List<CustomerEvent> one = new ArrayList<>(List.of(first));
                one.addAll(rest);
                all.add(one);
            }
        }
        return all;
    }

    @Test
    void theUnionIsWhatOneCustomerWouldHaveDone() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<CustomerEvent> all = events(random, random.nextInt(120), 60);
            List<CustomerEvent> mine = all.stream().filter(e -> random.nextBoolean()).toList();
            List<CustomerEvent> yours = new ArrayList<>(all);
            yours.removeAll(mine);
            Dealings one = noted(mine);
            Dealings other = noted(yours);
            Dealings before = one.copy();
            String where = "seed " + seed;
            SameDealings.assertSame(noted(all), one.union(other, RULES), where);
            SameDealings.assertSame(noted(all), other.union(one, RULES), where + ", turned round");
            SameDealings.assertSame(before, one, where + ", the union changed its input");
        }
    }

    @Test
    void norDoesItMatterInWhatOrderThreeAreUnited() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Dealings a = noted(events(random, random.nextInt(60), 60));
            Dealings b = noted(events(random, random.nextInt(60), 60));
            Dealings c = noted(events(random, random.nextInt(60), 60));
            SameDealings.assertSame(
                    a.union(b, RULES).union(c, RULES),
                    c.union(a, RULES).union(b, RULES),
                    "seed " + seed);
        }
    }

    /** The definition, against the recurrence: each event fades from its own moment on. */
    @Test
    void pointsAreAPlainSumOfWhatEachEventHasLeft() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<CustomerEvent> events = events(random, 1 + random.nextInt(100), 300);
            Collections.shuffle(events, new Random(seed));
            long end = START + 300 * DayCalendar.DAY_MILLIS;
            double sum = 0;
            for (CustomerEvent event : events) {
                double days = (end - event.occurredAt()) / 86_400_000.0;
                sum += RULES.pointsOf(event.type()) * Math.pow(0.5, days / 14);
            }
            long shown = Math.round(100 * (1 - Math.exp(-sum / 20)));
            Dealings dealings = noted(events);
            assertEquals(shown, dealings.relationship(end, RULES).engagement(), "seed " + seed);
            double now = RULES.faded(dealings.points, Math.max(0, end - dealings.engagedAt));
            assertEquals(sum, dealings.engagedAt > 0 ? now : 0, 1e-11 * sum, "seed " + seed);
        }
    }
}
