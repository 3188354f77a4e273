package dev.tidemark.job;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Goes over all customers of a task, a few at a time, so that those who are silent meet what has
 * changed for everyone. Nobody waits long for it: each step looks at a bounded number.
 *
 * <p>Something new while it is on its way makes it go once more, from the beginning.
 */
final class CustomerWalk implements AutoCloseable {
    private final Supplier<Stream<String>> customers;
    private final Consumer<String> visit;

    private Stream<String> open;
    private Iterator<String> rest;
    private boolean again;

    /**
     * A walk that has not begun.
     *
     * @param customers all there are; asked at each beginning, closed at each end
     * @param visit looks at one
     */
    CustomerWalk(Supplier<Stream<String>> customers, Consumer<String> visit) {
        this.customers = customers;
        this.visit = visit;
    }

    /** There is something new for everyone. */
    void begin() {
        again = true;
    }

    /** Whether somebody is still to be looked at. */
    boolean isOnItsWay() {
        return again || rest != null;
    }

    /** Looks at the next customers, at most so many. */
    void step(int most) {
        int left = most;
        while (left > 0 && isOnItsWay()) {
            if (rest == null) {
                again = false;
                open = customers.get();
                rest = open.iterator();
            }
            while (left > 0 && rest.hasNext()) {
                visit.accept(rest.next());
                left--;
            }
            if (!rest.hasNext()) {
                close();
            }
        }
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
        }
        open = null;
        rest = null;
    }
}
