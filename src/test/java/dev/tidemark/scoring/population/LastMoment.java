package dev.tidemark.scoring.population;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/** Begins nothing before the thread that made this waits for it: a fit as slow as can be. */
final class LastMoment implements Executor, AutoCloseable {
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private final Thread waiting = Thread.currentThread();
    private final Thread runner = new Thread(this::run, "last-moment");
    private volatile boolean isOver;

    LastMoment() {
        runner.setDaemon(true);
        runner.start();
    }

    @Override
    public void execute(Runnable task) {
        held.add(task);
    }

    int held() {
        return held.size();
    }

    private void run() {
        while (!isOver) {
            if (waiting.getState() == Thread.State.WAITING && !held.isEmpty()) {
                held.remove().run();
            }
            LockSupport.parkNanos(20_000);
        }
    }

    @Override
    public void close() {
        isOver = true;
    }
}
