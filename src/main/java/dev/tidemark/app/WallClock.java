package dev.tidemark.app;

import dev.tidemark.model.EventClock;

/** The time on the wall: the clock of a live shop. */
public record WallClock() implements EventClock {
    @Override
    public long nowMillis() {
        return System.currentTimeMillis();
    }
}
