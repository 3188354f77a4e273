package dev.tidemark.app.replay;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One line that says how far a replay has come; on a terminal it is redrawn in place. */
public final class ReplayConsole implements SortProgress {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean redraw;
    private String phase = "";
    private int lastPercent = -1;

    /**
     * A console.
     *
     * @param out where to
     * @param redraw whether the line can be drawn over itself; if not, a line each 10 %
     */
    public ReplayConsole(PrintStream out, boolean redraw) {
        this.out = out;
        this.redraw = redraw;
    }

    /** Stops the clock that looks at the progress. */
    public interface Ticker extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public synchronized void read(long bytes, long totalBytes) {
        show("reading ", bytes, totalBytes);
    }

    @Override
    public synchronized void written(long records, long totalRecords) {
        show("sorting ", records, totalRecords);
    }

    /** The models are fitted; how far that is cannot be told. */
    synchronized void learning() {
        show("learning ", 0, 1);
    }

    /** Watches the scoring until the ticker is closed. */
    Ticker scoring(AtomicLong done, long total) {
        ScheduledExecutorService clock =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "replay-progress");
                            thread.setDaemon(true);
                            return thread;
                        });
        Runnable look = () -> show("scoring ", done.get(), total);
        clock.scheduleAtFixedRate(look, 200, 200, TimeUnit.MILLISECONDS);
        return () -> {
            clock.shutdownNow();
            look.run();
        };
    }

    /**
     * The writing of the results begins.
     *
     * @param totalLines of all files
     * @return to be run after each line
     */
    Runnable writing(long totalLines) {
        AtomicLong done = new AtomicLong();
        return () -> show("writing ", done.incrementAndGet(), totalLines);
    }

    /** All is done: a line that was redrawn goes away. */
    synchronized void finished() {
        if (redraw) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    private synchronized void show(String now, long done, long total) {
        int percent = total <= 0 ? 100 : (int) Math.min(100, 100 * done / total);
        boolean newPhase = !now.equals(phase);
        int step = redraw ? 1 : 10;
        if (!newPhase && percent / step == lastPercent / step) {
            return;
        }
        phase = now;
        lastPercent = percent;
        int filled = WIDTH * percent / 100;
        String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
        String line = String.format(Locale.ROOT, "%s[%s] %3d %%", now, bar, percent);
        if (redraw) {
            out.print("\r\u001b[K" + line);
            out.flush();
        } else {
            out.println(line);
        }
    }
}
