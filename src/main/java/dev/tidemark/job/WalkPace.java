package dev.tidemark.job;

/**
 * How fast one task goes over its customers, so that all tasks together look at no more of them a
 * second than they may.
 *
 * @param stepMillis from one step to the next
 * @param perStep at most so many customers in a step
 */
record WalkPace(long stepMillis, int perStep) {
    private static final long USUAL_STEP_MILLIS = 100;

    /** The pace of one of so many tasks; both over 0. */
    static WalkPace of(int perSecond, int tasks) {
        long millisPerCustomer = (1000L * tasks + perSecond - 1) / perSecond;
        long stepMillis = Math.max(USUAL_STEP_MILLIS, millisPerCustomer);
        return new WalkPace(stepMillis, (int) (perSecond * stepMillis / (1000L * tasks)));
    }

    /** Customers of a second: so many may wait for their turn, and no more are told to. */
    int mostWaiting() {
        return Math.max(perStep, (int) (perStep * 1000L / stepMillis));
    }
}
