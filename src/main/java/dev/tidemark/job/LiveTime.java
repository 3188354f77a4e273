package dev.tidemark.job;

import dev.tidemark.model.EventClock;
import dev.tidemark.model.RecordClock;
import java.io.Serializable;

/**
 * By which clocks a live job is watched. They decide nothing: they only tell how late it is.
 *
 * @param events what time it is for the customers
 * @param records what time it is where records are written
 * @param maxDisorderMillis how far event time is behind that clock when nothing is late, at least 0
 */
public record LiveTime(EventClock events, RecordClock records, long maxDisorderMillis)
        implements Serializable {
    public LiveTime {
        if (maxDisorderMillis < 0) {
            throw new IllegalArgumentException("disorder " + maxDisorderMillis + " ms is negative");
        }
    }

    /** Up to when silence should have been noticed by now, epoch milliseconds of event time. */
    long dueMillis() {
        return events.nowMillis() - maxDisorderMillis;
    }

    /** How long the clock takes, in seconds of ours, for so much event time. */
    double wallSeconds(long eventMillis) {
        return eventMillis / 1_000.0 / events.speed();
    }
}
