package dev.tidemark.scoring.population;

/**
 * Which day comes next, and when the last fit was.
 *
 * @param nextDay the next day to begin; {@link #NONE} before anything was heard
 * @param fitDay when the last fit was begun; {@code NONE} before the first, or a day to come if it
 *     must not be before that
 * @param fitCustomers size of the sample then
 * @param changes reports that changed the sample since
 */
record Schedule(int nextDay, int fitDay, int fitCustomers, long changes) {
    static final int NONE = Integer.MIN_VALUE;
    static final Schedule BLANK = new Schedule(NONE, NONE, 0, 0);

    /** A sample that has grown so much is fitted to again, however soon. */
    private static final double GROWTH = 1.5;

    /**
     * Until when a customer who was kept before anybody listened has been heard of: the silent have
     * a scorecard every thirty days, as long as anything can change.
     */
    private static final int DAYS_UNTIL_ALL_ARE_HEARD = 31;

    boolean begun() {
        return nextDay != NONE;
    }

    /** Begins with the day after a day; not at all with none. */
    Schedule beginning(int day) {
        return day == NONE ? this : new Schedule(day + 1, fitDay, fitCustomers, changes);
    }

    /**
     * Nothing is made of the sample until those were heard of who were there before.
     *
     * @param today the first day on which anybody was heard of; they may have been as they are for
     *     long
     */
    Schedule joining(int today) {
        return new Schedule(nextDay, today + DAYS_UNTIL_ALL_ARE_HEARD, 0, changes);
    }

    /** As if there had been no fit; a wait for those who were there before goes on. */
    Schedule unfitted() {
        return hasHeardAll() ? new Schedule(nextDay, NONE, 0, changes) : this;
    }

    /** Whether the sample is one of all customers at the beginning of the next day. */
    boolean hasHeardAll() {
        return fitDay == NONE || nextDay >= fitDay;
    }

    Schedule changed() {
        return new Schedule(nextDay, fitDay, fitCustomers, changes + 1);
    }

    Schedule dayDone() {
        return new Schedule(nextDay + 1, fitDay, fitCustomers, changes);
    }

    Schedule fitBegun(int customers) {
        return new Schedule(nextDay, nextDay, customers, 0);
    }

    /** Whether the models are to be fitted at the beginning of the next day. */
    boolean fitIsDue(FittingRules rules, int customers) {
        if (!rules.fits() || !hasHeardAll() || customers < rules.leastCustomers()) {
            return false;
        }
        if (fitDay == NONE || customers >= GROWTH * fitCustomers) {
            return true;
        }
        return nextDay - fitDay >= rules.everyDays() && changes >= rules.leastChange() * customers;
    }
}
