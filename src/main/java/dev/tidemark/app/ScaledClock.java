package dev.tidemark.app;

import dev.tidemark.model.EventClock;

/**
 * A clock that starts at a chosen moment and runs at a chosen speed: the clock of the demo.
 *
 * @param startEventTime event time shown at {@code startWallTime}, epoch milliseconds
 * @param startWallTime wall time at which the clock was started, epoch milliseconds
 * @param speed event seconds in a second of the wall, above 0; 86,400 is a day a second
 */
public record ScaledClock(long startEventTime, long startWallTime, double speed)
        implements EventClock {
    /**
     * @throws IllegalArgumentException when the speed is not a number above 0
     */
    public ScaledClock {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("speed " + speed + " is not a number above 0");
        }
    }

    @Override
    public long nowMillis() {
        return eventTimeAt(System.currentTimeMillis());
    }

    /**
     * Event time at a moment of the wall clock.
     *
     * @param wallTime epoch milliseconds
     * @return epoch milliseconds
     */
    public long eventTimeAt(long wallTime) {
        return startEventTime + Math.round((wallTime - startWallTime) * speed);
    }

    /** The wall time at which this clock shows a moment. */
    public long wallTimeAt(long eventTime) {
        return startWallTime + Math.round((eventTime - startEventTime) / speed);
    }
}
