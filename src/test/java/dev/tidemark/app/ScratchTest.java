package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Working files of which nothing stays. */
class ScratchTest {
    @TempDir private Path directory;

    @Test
    void nothingStays() throws IOException {
        try (Scratch scratch = Scratch.in(directory)) {
            Path deep = Files.createDirectories(scratch.directory().resolve("a/b/c"));
            Files.writeString(deep.resolve("file"), "text");
        }
        assertEquals(0, entries());
    }

    /** As those of a cluster that was told to end, and has not yet. */
    @Test
    void filesThatComeAndGoMeanwhileDoNotStayEither() throws Exception {
        Scratch scratch = Scratch.in(directory);
        Path old = Files.createDirectory(scratch.directory().resolve("a"));
        for (int i = 0; i < 2_000; i++) {
            Files.createFile(old.resolve("file" + i));
        }
        CountDownLatch writing = new CountDownLatch(1);
        Thread cluster = new Thread(() -> writeForAWhile(scratch.directory(), writing));
        cluster.start();
        assertTrue(writing.await(10, TimeUnit.SECONDS));
        scratch.close();
        cluster.join();
        assertFalse(Files.exists(scratch.directory()));
    }

    /** Makes no directory whose parent is gone: the scratch itself is not the cluster's to make. */
    private static void writeForAWhile(Path root, CountDownLatch writing) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(400);
        Path tasks = root.resolve("tm_0");
        Path files = tasks.resolve("db");
        for (int i = 0; System.nanoTime() < until; i++) {
            try {
                if (!Files.exists(tasks)) {
                    Files.createDirectory(tasks);
                }
                if (!Files.exists(files)) {
                    Files.createDirectory(files);
                }
                Files.writeString(files.resolve(i + ".sst"), "text");
                Files.deleteIfExists(files.resolve(i - 5 + ".sst"));
            } catch (IOException deletedMeanwhile) {
                continue;
            }
            writing.countDown();
        }
    }

    private long entries() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }
}
