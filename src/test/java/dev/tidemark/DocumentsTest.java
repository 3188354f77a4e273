package dev.tidemark;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.Tidemark;
import dev.tidemark.app.config.Settings;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The documents name what there is: files, classes, commands, options. */
class DocumentsTest {
    private static final Path DECISIONS = Path.of("docs/decisions");
    private static final int MAP_LINES = 150;
    private static final int DECISION_WORDS = 400;
    private static final List<String> DECISION_HEADINGS =
            List.of("Question", "Drivers", "Options", "Decision", "Good and bad", "Confirmation");

    /** Looks like a class of ours, or one of its methods. */
    private static final Pattern CLASS = Pattern.compile("([A-Z]\\w*[a-z]\\w*)(?:[.#]\\w+)?");

    private static final Pattern TEST = Pattern.compile("([A-Z]\\w*Test)(?:#(\\w+))?");
    private static final Pattern PATH =
            Pattern.compile("(?:src|docs|load-tests|dashboards|deploy|\\.ci)/[\\w./-]*");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\s*(?:\\./)?tidemark (.*)$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /** Names that the decisions cite and that are not ours. */
    private static final Set<String> NOT_OURS =
            Set.of(
                    "Math",
                    "StrictMath",
                    "NoSuchMethodError",
                    "TransactionalRequestResult",
                    "TidemarkBooksDoNotBalance");

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        for (MarkdownFile file : MarkdownFile.all()) {
            for (String link : file.links()) {
                if (!leadsSomewhere(file, link)) {
                    broken.add(file.path() + " -> " + link);
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void aLinkThatLeadsNowhereIsFound() {
        MarkdownFile map = MarkdownFile.of("ARCHITECTURE.md");
        assertTrue(leadsSomewhere(map, "README.md#two-commands"));
        assertFalse(leadsSomewhere(map, "README.md#three-commands"));
        assertFalse(leadsSomewhere(map, "docs/nothing.md"));
    }

    private static boolean leadsSomewhere(MarkdownFile file, String link) {
        String[] parts = link.split("#", 2);
        Path folder = file.path().toAbsolutePath().getParent();
        Path target = parts[0].isEmpty() ? file.path() : folder.resolve(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1
                        || MarkdownFile.of(target.toString()).anchors().contains(parts[1]));
    }

    @Test
    void everyClassNamedByTheMapTheRecipesAndTheDecisionsExists() throws IOException {
        Set<String> classes = classes();
        Stream<String> files =
                Stream.concat(
                        Stream.of("ARCHITECTURE.md", "CONTRIBUTING.md"),
                        decisions().stream().map(Path::toString));
        assertAll(
                files.map(MarkdownFile::of)
                        .map(
                                file ->
                                        () ->
                                                assertEquals(
                                                        List.of(),
                                                        unknownClasses(file, classes),
                                                        file.path().toString())));
    }

    @Test
    void aClassThatDoesNotExistIsFound() throws IOException {
        MarkdownFile sample = new MarkdownFile(Path.of("sample"), "`MbgNbd` and `GodJob.run()`");
        assertEquals(List.of(), unknownClasses(sample, Set.of("MbgNbd", "GodJob")));
        assertEquals(
                List.of("GodJob"),
                unknownClasses(new MarkdownFile(Path.of("sample"), "`GodJob.run`"), classes()));
    }

    private static List<String> unknownClasses(MarkdownFile file, Set<String> classes) {
        return file.code().stream()
                .map(CLASS::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .filter(name -> !classes.contains(name) && !NOT_OURS.contains(name))
                .toList();
    }

    @Test
    void everyTestAndEveryPathNamedAnywhereExists() throws IOException {
        Map<String, Path> sources = sources();
        List<String> missing = new ArrayList<>();
        for (MarkdownFile file : MarkdownFile.all()) {
            for (String code : file.code()) {
                Matcher test = TEST.matcher(code);
                if (test.matches() && !exists(test, sources)
                        || PATH.matcher(code).matches() && !Files.exists(Path.of(code))) {
                    missing.add(file.path() + ": " + code);
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static boolean exists(Matcher test, Map<String, Path> sources) throws IOException {
        Path source = sources.get(test.group(1));
        return source != null
                && (test.group(2) == null
                        || Files.readString(source).contains(" " + test.group(2) + "("));
    }

    @Test
    void everyCommandCanBeTyped() {
        int commands = 0;
        for (MarkdownFile file : MarkdownFile.all()) {
            for (String block : file.blocks("")) {
                Matcher command = COMMAND.matcher(block.replaceAll("\\\\\\n\\s*", " "));
                while (command.find()) {
                    String[] words = words(command.group(1));
                    assertDoesNotThrow(
                            () -> parse(words), file.path() + ": tidemark " + command.group(1));
                    commands++;
                }
            }
        }
        assertTrue(commands > 5, commands + " commands in the documents");
    }

    /** As the command line reads it, without running it; what is set must be allowed. */
    private static void parse(String[] words) {
        CommandLine.ParseResult parsed =
                new CommandLine(new Tidemark())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .parseArgs(words);
        assertTrue(parsed.hasSubcommand(), "no verb");
        Map<String, String> settings = parsed.subcommand().matchedOptionValue("--set", Map.of());
        Settings.of(settings);
    }

    private static String[] words(String line) {
        return WORD.matcher(line)
                .results()
                .map(
                        word ->
                                IntStream.rangeClosed(1, 3)
                                        .mapToObj(word::group)
                                        .filter(group -> group != null)
                                        .findFirst()
                                        .orElseThrow())
                .toArray(String[]::new);
    }

    @Test
    void everyConfigurationShownIsAllowed() {
        int shown = 0;
        for (MarkdownFile file : MarkdownFile.all()) {
            for (String block : file.blocks("properties")) {
                assertDoesNotThrow(() -> Settings.of(properties(block)), file.path().toString());
                shown++;
            }
        }
        assertTrue(shown > 1, shown + " configurations in the documents");
    }

    private static Map<String, String> properties(String block) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(block));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new HashMap<>();
        properties.forEach((key, value) -> texts.put((String) key, (String) value));
        return texts;
    }

    @Test
    void theBuildServerRunsTheTestCommandOfTheReadme() throws IOException {
        List<String> readme = MarkdownFile.of("README.md").blocks("");
        assertTrue(readme.contains("mvn verify\n"), "the README's test command");
        String run = Files.readString(Path.of(".ci/run"));
        assertTrue(run.contains("mvn -B -ntp verify"), "the same, for a log without colours");
        assertTrue(Files.isExecutable(Path.of(".ci/run")));
    }

    @Test
    void theMapFitsOnAFewPages() {
        long lines = MarkdownFile.of("ARCHITECTURE.md").text().lines().count();
        assertTrue(lines <= MAP_LINES, lines + " lines");
    }

    @Test
    void everyDecisionIsShortNumberedAndOnTheMap() throws IOException {
        List<Path> decisions = decisions();
        List<String> map = MarkdownFile.of("ARCHITECTURE.md").links();
        for (int i = 0; i < decisions.size(); i++) {
            MarkdownFile decision = MarkdownFile.of(decisions.get(i).toString());
            String name = decisions.get(i).getFileName().toString();
            String number = "%04d".formatted(i + 1);
            int words = decision.text().strip().split("\\s+").length;
            List<String> headings = decision.headings();
            assertAll(
                    name,
                    () -> assertTrue(words <= DECISION_WORDS, words + " words"),
                    () -> assertTrue(name.startsWith(number + "-"), "is not " + number),
                    () -> assertTrue(headings.get(0).startsWith(number + " "), headings.get(0)),
                    () -> assertEquals(DECISION_HEADINGS, headings.subList(1, headings.size())),
                    () -> assertTrue(map.contains(DECISIONS + "/" + name), "is on the map"));
        }
        assertTrue(decisions.size() >= 10, decisions.size() + " decisions");
    }

    private static List<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files.sorted().toList();
        }
    }

    private static Set<String> classes() throws IOException {
        return sources().keySet();
    }

    private static Map<String, Path> sources() throws IOException {
        Map<String, Path> sources = new HashMap<>();
        try (Stream<Path> tree = Files.walk(Path.of("src"))) {
            tree.filter(path -> path.toString().endsWith(".java"))
                    .forEach(
                            path ->
                                    sources.put(
                                            path.getFileName().toString().replace(".java", ""),
                                            path));
        }
        return sources;
    }
}
