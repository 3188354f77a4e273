package dev.tidemark.scoring;

/**
 * Where a customer stands in one dimension, and where they stood before. Immutable.
 *
 * @param current the class; null if there is none
 * @param since since when, epoch milliseconds
 * @param before the class that was left last; null if none was
 * @param left when it was left, epoch milliseconds
 */
record Place<T>(T current, long since, T before, long left) {
    private static final Place<?> NONE = new Place<>(null, 0, null, 0);

    @SuppressWarnings("unchecked")
    static <T> Place<T> none() {
        return (Place<T>) NONE;
    }

    /** The same, or in another class from now on. */
    Place<T> moved(T to, long now) {
        if (to == null ? current == null : to.equals(current)) {
            return this;
        }
        return new Place<>(to, now, current, now);
    }

    /** The same, with another class before; which has to be one of the same dimension. */
    @SuppressWarnings("unchecked")
    Place<T> comingFrom(Object earlier, long leftAt) {
        return new Place<>(current, since, (T) earlier, leftAt);
    }

    /** Whether the customer moved back, into the class that they left within so long a time. */
    boolean isBack(Place<T> earlier, long within) {
        return current != null
                && current.equals(earlier.before)
                && earlier.current != null
                && since - earlier.left < within;
    }

    /** Without the class before, once it can no longer be told as a flap. */
    Place<T> forgetting(long now, long within) {
        return before == null || now - left < within ? this : new Place<>(current, since, null, 0);
    }
}
