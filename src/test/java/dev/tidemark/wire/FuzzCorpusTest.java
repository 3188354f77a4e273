package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What Jazzer began with and what it found, and inputs made to hurt, on every build.
 *
 * <p>Without Jazzer's agent, which would watch all other tests of the process too.
 */
class FuzzCorpusTest {
    /** A fuzzer and the folder in which Jazzer looks for its inputs, and leaves what it finds. */
    private record Target(String folder, Consumer<byte[]> fuzzer) {}

    private static final List<Target> TARGETS =
            List.of(
                    new Target(
                            "NativeEventFuzzerInputs/whateverComesIn",
                            new NativeEventFuzzer()::whateverComesIn),
                    new Target(
                            "DialectFuzzerInputs/whateverComesIn",
                            new DialectFuzzer()::whateverComesIn));

    @TestFactory
    Stream<DynamicTest> everyKeptInputIsBorne() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Target target : TARGETS) {
            List<Path> files = kept(target);
            assertTrue(files.size() > 10, files.size() + " inputs in " + target.folder());
            for (Path file : files) {
                tests.add(
                        DynamicTest.dynamicTest(
                                target.folder() + "/" + file.getFileName(),
                                () -> target.fuzzer().accept(bytes(file))));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyHostileInputIsBorne() {
        return TARGETS.stream()
                .flatMap(
                        target ->
                                HostileInput.all().stream()
                                        .map(
                                                input ->
                                                        DynamicTest.dynamicTest(
                                                                target.folder() + ": " + input,
                                                                () -> run(target, input))));
    }

    private static void run(Target target, HostileInput input) {
        target.fuzzer().accept(input.bytes());
    }

    private static List<Path> kept(Target target) throws IOException {
        Path folder = Path.of("src/test/resources/dev/tidemark/wire").resolve(target.folder());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
