package dev.tidemark.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory for working files that is gone when it is closed, or when the process ends. */
public final class Scratch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

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

    private void delete() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : leavesFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // Tasks may still write when the process is interrupted.
            LOG.info("could not delete all of {}: {}", directory, e.toString());
        }
    }
}
