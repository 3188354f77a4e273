package dev.tidemark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of size and of words, on every file; each shows on a sample that it can fail. */
class StyleTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 70;
    private static final int COLUMNS = 100;

    /** Put together, so that this file does not hold what it looks for. */
    private static final List<String> UNWANTED =
            List.of("TO" + "DO", "FIX" + "ME", "/wo" + "rk/", "/tmp/ba" + "sh");

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "node_modules");
    private static final Set<String> TEXT =
            Set.of("java", "md", "yml", "yaml", "json", "properties", "xml", "csv", "sh");

    @Test
    void noFileIsLong() throws IOException {
        assertEquals(
                List.of(),
                sources().filter(s -> s.lines().size() > FILE_LINES).map(SourceText::name).toList(),
                "files over " + FILE_LINES + " lines");
    }

    @Test
    void noLineIsWide() throws IOException {
        assertEquals(
                List.of(),
                sources().flatMap(s -> s.linesOver(COLUMNS).stream()).toList(),
                "lines over " + COLUMNS + " columns");
    }

    @Test
    void noMethodIsLong() throws IOException {
        assertEquals(
                List.of(),
                sources().flatMap(s -> s.methodsOver(METHOD_LINES).stream()).toList(),
                "methods over " + METHOD_LINES + " lines");
    }

    @Test
    void nothingIsLeftForLaterAndNoPathIsOfOneMachine() throws IOException {
        assertEquals(List.of(), texts().filter(StyleTest::holdsUnwanted).toList());
    }

    @Test
    void longLinesAndMethodsAreFound() {
        String body = "        call(\"}\"); // }\n".repeat(METHOD_LINES - 1);
        String method = "    void run() {\n" + body + "    }\n";
        SourceText sample =
                new SourceText(
                        "Sample",
                        "final class Sample {\n"
                                + "    /** A brace { in a comment. */\n"
                                + method
                                + "\n"
                                + "    int wide; // "
                                + "x".repeat(COLUMNS)
                                + "\n}\n");
        int wide = sample.lines().size() - 1;
        assertEquals(List.of("Sample:3"), sample.methodsOver(METHOD_LINES));
        assertEquals(List.of(), sample.methodsOver(METHOD_LINES + 1));
        assertEquals(List.of("Sample:" + wide), sample.linesOver(COLUMNS));
    }

    @Test
    void filesAreLookedAt() throws IOException {
        assertTrue(sources().count() > 100, "sources");
        assertTrue(texts().anyMatch(path -> path.endsWith("README.md")), "README.md");
        assertTrue(texts().anyMatch(path -> path.endsWith("StyleTest.java")), "this file");
    }

    private static Stream<SourceText> sources() throws IOException {
        return texts().filter(path -> extension(path).equals("java")).map(SourceText::of);
    }

    /** Every text of the repository, whoever reads it. */
    private static Stream<Path> texts() throws IOException {
        try (Stream<Path> tree = Files.walk(Path.of(""))) {
            return tree
                    .filter(path -> Stream.of(path).noneMatch(StyleTest::isNotOurs))
                    .filter(Files::isRegularFile)
                    .filter(path -> TEXT.contains(extension(path)) || isScript(path))
                    .toList()
                    .stream();
        }
    }

    private static boolean isNotOurs(Path path) {
        for (Path part : path) {
            if (NOT_OURS.contains(part.toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isScript(Path path) {
        return Set.of("tidemark", "run", "Dockerfile").contains(path.getFileName().toString());
    }

    private static String extension(Path path) {
        String name = path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static boolean holdsUnwanted(Path path) {
        String text = SourceText.of(path).text();
        return UNWANTED.stream().anyMatch(text::contains);
    }
}
