package dev.tidemark.scoring;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/** Local dates in one zone, as days since 1970-01-01, and the moments at which they begin. */
public final class DayCalendar implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Milliseconds of a day without a change of clocks. */
    public static final long DAY_MILLIS = 86_400_000L;

    /** Since 1970 no clock was put back by more. */
    private static final long LONGEST_SETBACK = 3 * 3_600_000L;

    private final ZoneId zone;
    private final boolean fixed;
    private final long offsetMillis;

    /** The calendar of a zone. */
    public DayCalendar(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
        this.fixed = zone.getRules().isFixedOffset();
        this.offsetMillis = fixed ? offset(zone).getTotalSeconds() * 1000L : 0;
    }

    private static ZoneOffset offset(ZoneId zone) {
        return zone.getRules().getOffset(Instant.EPOCH);
    }

    /**
     * The local date at a moment: the latest one that has begun.
     *
     * <p>Where clocks are put back across midnight, the calendar on the wall shows a day, then the
     * day before for up to an hour, then the day again. Here a day that has begun goes on: days
     * that went back would move deadlines into the past.
     */
    public int dayOf(long epochMillis) {
        if (fixed) {
            return (int) Math.floorDiv(epochMillis + offsetMillis, DAY_MILLIS);
        }
        long local = epochMillis + offsetAt(epochMillis);
        int day = (int) Math.floorDiv(local, DAY_MILLIS);
        boolean late = Math.floorMod(local, DAY_MILLIS) >= DAY_MILLIS - LONGEST_SETBACK;
        return late && startOf(day + 1) <= epochMillis ? day + 1 : day;
    }

    private long offsetAt(long epochMillis) {
        return zone.getRules().getOffset(Instant.ofEpochMilli(epochMillis)).getTotalSeconds()
                * 1000L;
    }

    /** The first moment of a local date; where clocks skip midnight, the first that exists. */
    public long startOf(int day) {
        if (fixed) {
            return day * DAY_MILLIS - offsetMillis;
        }
        return LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** Today's date at {@code asOf}: at midnight sharp it still is the day that ends. */
    int today(long asOf) {
        return dayOf(asOf - 1);
    }

    /** The first {@code asOf} at which {@code today} is that day. */
    long becomesToday(int day) {
        return startOf(day) + 1;
    }

    /** The zone. */
    public ZoneId zone() {
        return zone;
    }
}
