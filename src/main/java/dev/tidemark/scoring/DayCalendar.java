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

    /** The local date at a moment. */
    public int dayOf(long epochMillis) {
        long offset = fixed ? offsetMillis : offsetAt(epochMillis);
        return (int) Math.floorDiv(epochMillis + offset, DAY_MILLIS);
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
