package dev.tidemark.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ctrl-C: the first one asks the running command to end, and the process waits for it to clean up.
 */
final class Interrupts {
    private static final long PATIENCE_SECONDS = 30;

    private final AtomicReference<Runnable> action = new AtomicReference<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean happened;

    private Interrupts() {}

    static Interrupts listen() {
        Interrupts interrupts = new Interrupts();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupts::interrupted, "interrupted"));
        return interrupts;
    }

    /** What Ctrl-C does; at once if it was pressed already. */
    void onInterrupt(Runnable ending) {
        action.set(ending);
        if (happened) {
            ending.run();
        }
    }

    boolean happened() {
        return happened;
    }

    /** The command has cleaned up. */
    void done() {
        done.countDown();
    }

    private void interrupted() {
        if (done.getCount() == 0) {
            return;
        }
        happened = true;
        Runnable ending = action.get();
        if (ending != null) {
            ending.run();
        }
        awaitDone();
    }

    /** Waits until the command has cleaned up, but not for ever. */
    void awaitDone() {
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
