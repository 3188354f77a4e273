package dev.tidemark.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory for working files that is gone when it is closed, or when the process ends. */
public final class Scratch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path directory;
    private final Thread atExit;

    private Scratch(Path directory, Runnable beforeExit) {
        this.directory = directory;
        this.atExit =
                new Thread(
                        () -> {
                            beforeExit.run();
                            delete();
                        },
                        "delete-scratch");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Makes one among the machine's temporary files. */
    static Scratch temporary(String prefix) {
        return temporary(prefix, () -> {});
    }

    /**
     * Makes one among the machine's temporary files, for a command that ends in order at Ctrl-C: a
     * broker whose files go away halts the process before the command has said its last word.
     */
    static Scratch temporary(String prefix, Interrupts interrupts) {
        return temporary(prefix, interrupts::awaitDone);
    }

    private static Scratch temporary(String prefix, Runnable beforeExit) {
        try {
            return new Scratch(Files.createTempDirectory(prefix), beforeExit);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory", e);
        }
    }

    /** Makes one in a directory. */
    public static Scratch in(Path directory) throws IOException {
        return new Scratch(Files.createTempDirectory(directory, "scratch"), () -> {});
    }

    /** Where the working files go. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException processIsEnding) {
            LOG.debug("the process is ending; {} is deleted already", directory);
        }
    }

    /** A cluster that was told to end goes on for a moment: it writes, and deletes files itself. */
    private void delete() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (Files.exists(directory)) {
            try {
                deleteTree();
            } catch (IOException | UncheckedIOException e) {
                if (System.nanoTime() > until) {
                    LOG.info("could not delete all of {}: {}", directory, e.toString());
                    return;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void deleteTree() throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : leavesFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
