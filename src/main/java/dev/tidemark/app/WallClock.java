package dev.tidemark.app;

import dev.tidemark.model.EventClock;
import dev.tidemark.model.RecordClock;

/** The time on the wall: the clock of a live shop, and of Kafka. */
public record WallClock() implements EventClock, RecordClock {
    @Override
    public long nowMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long wallMillis() {
        return nowMillis();
    }
}
