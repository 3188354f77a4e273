package dev.tidemark.app.replay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts any number of frames, each a key and a payload, by their keys as unsigned bytes, in bounded
 * memory.
 *
 * <p>Frames collect in memory until the budget is used up, and are then sorted and written to a run
 * on disk; at the end the runs are merged, at most {@value #FAN_IN} at a time. A run that begins
 * where the one before it ended is written behind it, so keys that already come in order make a
 * single run and cost one write and one read. Equal keys keep the order in which they were added.
 * What fits into memory never touches the disk.
 *
 * <p>First {@link #add} everything, then {@link #forEach}. For one thread. {@link #close} deletes
 * the files.
 */
public final class ExternalSort implements Closeable {
    /** Takes frames in order. */
    @FunctionalInterface
    public interface FrameConsumer {
        /**
         * Takes the next frame.
         *
         * @param key the consumer's own
         * @param payload the consumer's own
         */
        void accept(byte[] key, byte[] payload) throws IOException;
    }

    static final int FAN_IN = 64;

    private static final int SMALLEST_BUFFER_BYTES = 1 << 10;
    private static final int LARGEST_BUFFER_BYTES = 1 << 18;

    private final Path directory;
    private final int fanIn;
    private final int bufferBytes;
    private final List<Path> files = new ArrayList<>();
    private List<Path> runs = new ArrayList<>();
    private FrameArena arena;
    private FrameOutput lastRun;
    private byte[] lastKey = {};
    private boolean complete;
    private boolean closed;

    /**
     * @param directory where runs are written; must exist
     * @param budgetBytes memory for frames and their index, from 1; while the arena doubles, up to
     *     half as much again. One frame is always held, however large
     */
    public ExternalSort(Path directory, long budgetBytes) {
        this(directory, budgetBytes, FAN_IN);
    }

    ExternalSort(Path directory, long budgetBytes, int fanIn) {
        if (budgetBytes < 1 || fanIn < 2) {
            throw new IllegalArgumentException(
                    "budget %d is not positive or fan-in %d not at least 2"
                            .formatted(budgetBytes, fanIn));
        }
        this.directory = directory;
        this.fanIn = fanIn;
        this.arena = new FrameArena(budgetBytes);
        long share = budgetBytes / (fanIn + 1);
        this.bufferBytes =
                (int) Math.max(SMALLEST_BUFFER_BYTES, Math.min(share, LARGEST_BUFFER_BYTES));
    }

    /** Adds a frame; both arrays are copied. */
    public void add(byte[] key, byte[] payload) throws IOException {
        if (complete || closed) {
            throw new IllegalStateException("frames were already taken out");
        }
        if (!arena.hasRoom(key, payload)) {
            spill();
        }
        arena.add(key, payload);
    }

    /** Gives every frame to the consumer, in order; may be called again. */
    public void forEach(FrameConsumer consumer) throws IOException {
        if (closed) {
            throw new IllegalStateException("the sort is closed");
        }
        complete();
        if (runs.isEmpty()) {
            for (int rank = 0; rank < arena.size(); rank++) {
                consumer.accept(arena.key(rank), arena.payload(rank));
            }
        } else {
            merge(runs, consumer);
        }
    }

    /** How many files the last merge reads; 0 if all is in memory, 1 if all came in order. */
    int runCount() {
        return runs.size();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        arena = new FrameArena(1);
        try {
            closeLastRun();
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            files.clear();
            runs.clear();
        }
    }

    private void complete() throws IOException {
        if (complete) {
            return;
        }
        complete = true;
        if (runs.isEmpty()) {
            arena.sort();
            return;
        }
        spill();
        closeLastRun();
        arena = new FrameArena(1);
        while (runs.size() > fanIn) {
            runs = mergedInGroups();
        }
    }

    private void spill() throws IOException {
        arena.sort();
        boolean goesOn = lastRun != null && Arrays.compareUnsigned(lastKey, arena.key(0)) <= 0;
        if (!goesOn) {
            closeLastRun();
            Path run = newFile();
            lastRun = new FrameOutput(run, bufferBytes);
            runs.add(run);
        }
        arena.writeTo(lastRun);
        lastKey = arena.key(arena.size() - 1);
        arena.clear();
    }

    private void closeLastRun() throws IOException {
        if (lastRun != null) {
            lastRun.close();
            lastRun = null;
        }
    }

    /** Only neighbours are merged, so that equal keys stay in order from pass to pass. */
    private List<Path> mergedInGroups() throws IOException {
        List<Path> merged = new ArrayList<>();
        for (int from = 0; from < runs.size(); from += fanIn) {
            List<Path> group = runs.subList(from, Math.min(from + fanIn, runs.size()));
            Path run = newFile();
            try (FrameOutput output = new FrameOutput(run, bufferBytes)) {
                merge(
                        group,
                        (key, payload) -> {
                            output.writeInt(key.length);
                            output.writeInt(payload.length);
                            output.write(key, 0, key.length);
                            output.write(payload, 0, payload.length);
                        });
            }
            for (Path done : group) {
                Files.delete(done);
                files.remove(done);
            }
            merged.add(run);
        }
        return merged;
    }

    private void merge(List<Path> group, FrameConsumer consumer) throws IOException {
        List<SortRun> open = new ArrayList<>();
        try {
            PriorityQueue<SortRun> heads = new PriorityQueue<>();
            for (Path file : group) {
                SortRun run = new SortRun(file, open.size(), bufferBytes);
                open.add(run);
                if (run.next()) {
                    heads.add(run);
                }
            }
            while (!heads.isEmpty()) {
                SortRun first = heads.poll();
                consumer.accept(first.key(), first.payload());
                if (first.next()) {
                    heads.add(first);
                }
            }
        } finally {
            for (SortRun run : open) {
                run.close();
            }
        }
    }

    private Path newFile() throws IOException {
        Path file = Files.createTempFile(directory, "sort", ".run");
        files.add(file);
        return file;
    }
}
