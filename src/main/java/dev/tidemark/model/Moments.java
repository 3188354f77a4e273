package dev.tidemark.model;

/** Named moments on the time line of epoch milliseconds. */
public final class Moments {
    /** Later than every event: a deadline that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Earlier than every event: nothing has happened yet. */
    public static final long BEFORE_ALL = Long.MIN_VALUE;

    private Moments() {}
}
