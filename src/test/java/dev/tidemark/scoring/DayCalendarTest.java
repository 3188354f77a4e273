package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DayCalendarTest {
    private static final long HOUR = 3_600_000L;
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2045-01-01T00:00:00Z");

    @Test
    void datesAreThoseOfJavaTime() {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        List<String> zones =
                List.of(
                        "UTC",
                        "+05:45",
                        "Europe/Prague",
                        "America/New_York",
                        "America/Sao_Paulo",
                        "Asia/Kolkata",
                        "Australia/Lord_Howe",
                        "Africa/Cairo",
                        "Pacific/Apia");
        for (String zone : zones) {
            DayCalendar calendar = new DayCalendar(ZoneId.of(zone));
            for (int i = 0; i < 20_000; i++) {
                long moment = random.nextLong(FIRST.toEpochMilli(), LAST.toEpochMilli());
                LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(moment), ZoneId.of(zone));
                int day = calendar.dayOf(moment);
                assertEquals(date.toEpochDay(), day, zone + " at " + moment + ", seed " + seed);
                long start = date.atStartOfDay(ZoneId.of(zone)).toInstant().toEpochMilli();
                assertEquals(start, calendar.startOf(day), zone + " at " + moment);
            }
        }
    }

    /** Of the change of clocks itself: the days of all zones go on, one after the other. */
    @Test
    void daysNeverGoBackWhereverClocksChange() {
        int transitions = 0;
        for (String id : ZoneId.getAvailableZoneIds()) {
            ZoneId zone = ZoneId.of(id);
            DayCalendar calendar = new DayCalendar(zone);
            ZoneOffsetTransition change = zone.getRules().nextTransition(FIRST);
            while (change != null && change.getInstant().isBefore(LAST)) {
                assertDaysGoOn(calendar, change.getInstant().toEpochMilli(), id);
                transitions++;
                change = zone.getRules().nextTransition(change.getInstant());
            }
        }
        assertTrue(transitions > 20_000, "only " + transitions + " changes of clocks");
    }

    private static void assertDaysGoOn(DayCalendar calendar, long change, String zone) {
        int before = Integer.MIN_VALUE;
        for (long moment = change - 4 * HOUR; moment <= change + 4 * HOUR; moment += HOUR / 4) {
            for (long near = moment - 1; near <= moment + 1; near++) {
                int day = calendar.dayOf(near);
                String where = zone + " at " + Instant.ofEpochMilli(near);
                assertTrue(day >= before, () -> "the day goes back in " + where);
                assertTrue(calendar.startOf(day) <= near, () -> "not begun in " + where);
                assertTrue(calendar.startOf(day + 1) > near, () -> "over in " + where);
                before = day;
            }
        }
    }

    @Test
    void aDayBeginsAtTheFirstMomentThatExists() {
        DayCalendar brazil = new DayCalendar(ZoneId.of("America/Sao_Paulo"));
        int gap = (int) LocalDate.parse("2017-10-15").toEpochDay();
        assertEquals(Events.at("2017-10-15T03:00:00Z"), brazil.startOf(gap));
        assertEquals(gap - 1, brazil.dayOf(Events.at("2017-10-15T02:59:59.999Z")));
        assertEquals(gap, brazil.dayOf(Events.at("2017-10-15T03:00:00Z")));
    }

    @Test
    void aDayThatAZoneLeftOutIsOverAtOnce() {
        DayCalendar samoa = new DayCalendar(ZoneId.of("Pacific/Apia"));
        int leftOut = (int) LocalDate.parse("2011-12-30").toEpochDay();
        assertEquals(samoa.startOf(leftOut + 1), samoa.startOf(leftOut));
        assertEquals(leftOut - 1, samoa.dayOf(samoa.startOf(leftOut) - 1));
        assertEquals(leftOut + 1, samoa.dayOf(samoa.startOf(leftOut)));
    }

    @Test
    void atMidnightSharpItStillIsTheDayThatEnds() {
        DayCalendar utc = new DayCalendar(ZoneId.of("UTC"));
        int day = (int) LocalDate.parse("2024-02-29").toEpochDay();
        long midnight = Events.at("2024-02-29T00:00:00Z");
        assertEquals(day - 1, utc.today(midnight));
        assertEquals(day, utc.today(midnight + 1));
        assertEquals(midnight + 1, utc.becomesToday(day));
        assertEquals(day, utc.dayOf(midnight));
    }

    @Test
    void timeBeforeTheEpochHasDaysToo() {
        DayCalendar utc = new DayCalendar(ZoneId.of("UTC"));
        assertEquals(-1, utc.dayOf(-1));
        assertEquals(0, utc.dayOf(0));
        assertEquals(-86_400_000L, utc.startOf(-1));
    }
}
