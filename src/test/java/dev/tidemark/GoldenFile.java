package dev.tidemark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes that were promised to the world: a file under {@code src/test/resources}.
 *
 * <p>Where the bytes are others now, they are left under {@code target/golden}, to look at and, if
 * the change is meant, to copy.
 */
public final class GoldenFile {
    private static final Path KEPT = Path.of("src/test/resources");
    private static final Path FOUND = Path.of("target/golden");

    private GoldenFile() {}

    /** The bytes of a file that must exist. */
    public static byte[] read(String name) {
        try {
            return Files.readAllBytes(KEPT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("no golden file " + name, e);
        }
    }

    /** Fails unless the file holds exactly these bytes. */
    public static void assertHolds(String name, byte[] found) {
        keepFound(name, found);
        assertTrue(Files.exists(KEPT.resolve(name)), () -> "no golden file " + name);
        byte[] promised = read(name);
        if (name.endsWith(".json") || name.endsWith(".headers")) {
            assertEquals(text(promised), text(found), name);
        } else {
            assertArrayEquals(promised, found, name);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    }

    private static void keepFound(String name, byte[] found) {
        try {
            Path file = FOUND.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
