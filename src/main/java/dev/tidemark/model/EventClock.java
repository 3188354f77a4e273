package dev.tidemark.model;

import java.io.Serializable;

/**
 * What time it is for the customers when nothing happens.
 *
 * <p>Live it is the wall clock; in the demo a clock that runs faster. A finished log has no clock:
 * there only events move time. A clock is read, never set, and handed in, so that no room below
 * {@code app} asks the system.
 */
public interface EventClock extends Serializable {
    /** Event time now, in epoch milliseconds. */
    long nowMillis();

    /** Seconds of event time that pass in a second of the wall clock, over 0. */
    default double speed() {
        return 1;
    }
}
