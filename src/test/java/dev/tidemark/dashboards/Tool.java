package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that may be on this machine; a test that needs it is skipped where it is not. */
final class Tool {
    private static final int PATIENCE_SECONDS = 60;
    private static final Path NOTHING = Path.of("/dev/null");

    /** What a run of it said. */
    record Run(int exitCode, String output) {}

    private Tool() {}

    static void require(String program, String debianPackage) {
        assumeTrue(
                isInstalled(program),
                program + " is not installed; on Debian: apt-get install " + debianPackage);
    }

    static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static Run run(Path directory, String... command) throws IOException, InterruptedException {
        return run(directory, NOTHING, List.of(command));
    }

    static Run run(Path directory, Path input, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("tool", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectInput(input.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String said = Files.readString(output);
            assertTrue(ended, () -> command + " does not end; it said: " + said);
            return new Run(process.exitValue(), said);
        } finally {
            Files.delete(output);
        }
    }
}
