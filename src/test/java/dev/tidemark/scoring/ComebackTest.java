package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.model.Cause;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.Transition;
import org.junit.jupiter.api.Test;

/** Who had lapsed, a year without an order, and came back is won back for ninety days. */
class ComebackTest {
    private static final long START = Events.at("2021-01-01T12:00:00Z");

    private final FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());

    private static long day(int day) {
        return START + day * DayCalendar.DAY_MILLIS;
    }

    private static FoldedCustomer order(FoldedCustomer customer, int... days) {
        for (int day : days) {
            customer.apply(Events.purchase("e" + day, day(day), "o" + day, 1_000));
        }
        return customer;
    }

    private static String stage(FoldedCustomer customer) {
        return customer.last().crm().orElseThrow().lifecycle().label();
    }

    @Test
    void whoComesBackAfterAYearIsWonBackForNinetyDays() {
        order(customer, 0, 365);
        assertEquals("won back", stage(customer));
        customer.silence(Events.at("2022-04-02T00:00:00Z"));
        assertEquals("won back", stage(customer));
        customer.silence(Events.at("2022-04-02T00:00:00.001Z"));
        assertEquals("at risk", stage(customer));
        Transition left = last(customer);
        assertEquals(Cause.SILENCE, left.cause());
        assertEquals(Events.at("2022-04-02T00:00:00.001Z"), left.asOf());
    }

    @Test
    void whoComesBackADayEarlierIsNot() {
        order(customer, 0, 364);
        assertEquals("at risk", stage(customer));
    }

    /** At midnight sharp the day of the order has only just not begun. */
    @Test
    void aComebackAtMidnightSharpIsOneAtOnce() {
        order(customer, 0);
        customer.apply(Events.purchase("late", "2022-01-01T00:00:00Z", "o1", 1_000));
        assertEquals("won back", stage(customer));
        assertEquals(Events.at("2022-01-01T00:00:00Z"), last(customer).asOf());
    }

    @Test
    void oneMoreOrderDoesNotMakeTheComebackLonger() {
        order(customer, 0, 400, 480);
        assertEquals("won back", stage(customer));
        customer.silence(day(491));
        assertEquals("engaged", stage(customer));
    }

    /** The days of a short window are forgotten before the comeback is over. */
    @Test
    void aShortMemoryKnowsOfAComebackToTheEnd() {
        FoldedCustomer brief = order(brief(), 0, 400);
        brief.silence(day(490));
        assertEquals("won back", stage(brief));
        brief.silence(day(491));
        assertEquals("at risk", stage(brief));
        assertEquals(Events.at("2022-05-07T00:00:00.001Z"), last(brief).asOf());
    }

    @Test
    void inAShortMemoryWhoNeverLapsedNeverComesBack() {
        FoldedCustomer brief = brief();
        for (int day = 0; day <= 400; day += 10) {
            order(brief, day);
        }
        brief.silence(day(600));
        brief.apply(Events.view("v", day(601)));
        long comebacks =
                brief.transitions(Dimension.LIFECYCLE).stream()
                        .filter(t -> t.to().equals("won back"))
                        .count();
        assertEquals(0, comebacks);
    }

    private static FoldedCustomer brief() {
        return new FoldedCustomer(
                new SampleRules().windowDays(20).memory(10, 0, 1, 72, 64).build());
    }

    private static Transition last(FoldedCustomer customer) {
        var moves = customer.transitions(Dimension.LIFECYCLE);
        return moves.get(moves.size() - 1);
    }
}
