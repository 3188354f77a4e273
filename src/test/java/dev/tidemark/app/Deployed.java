package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.List;
import picocli.CommandLine;

/** Commands in deployment files are held against the command line. */
public final class Deployed {
    private Deployed() {}

    /** That a verb and its options can be typed; nothing is run. */
    public static void assertCanBeTyped(List<String> words) {
        assertDoesNotThrow(
                () -> new CommandLine(new Tidemark()).parseArgs(words.toArray(String[]::new)),
                words::toString);
    }
}
