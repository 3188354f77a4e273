package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    private final List<String> lines =
            Repository.text(Path.of("Dockerfile")).lines().map(String::strip).toList();

    @Test
    void whatIsCopiedExistsAndIsNotIgnored() {
        List<String> let =
                Repository.text(Path.of(".dockerignore"))
                        .lines()
                        .filter(line -> line.startsWith("!"))
                        .map(line -> line.substring(1))
                        .toList();
        List<String> copied =
                arguments("COPY").stream()
                        .filter(words -> !words.startsWith("--from="))
                        .flatMap(words -> sources(words).stream())
                        .toList();
        assertFalse(copied.isEmpty());
        for (String source : copied) {
            assertTrue(Files.exists(Path.of(source)), source);
            assertTrue(let.contains(source), source + " is ignored by .dockerignore");
        }
        assertEquals(let.size(), copied.size(), "no more is sent than is copied");
    }

    @Test
    void theLauncherCanBeRun() {
        assertTrue(Files.isExecutable(Path.of("tidemark")));
        assertEquals(
                List.of("TIDEMARK_HOME=/opt/tidemark TIDEMARK_LOG=/dev/stdout"), arguments("ENV"));
        assertEquals(List.of("[\"/opt/tidemark/tidemark\"]"), arguments("ENTRYPOINT"));
    }

    @Test
    void theProcessIsNotRoot() {
        List<String> users = arguments("USER");
        assertEquals(1, users.size());
        assertTrue(users.get(0).matches("[1-9]\\d*:[1-9]\\d*"), users::toString);
    }

    @Test
    void bothImagesAreOfTheJavaThatTheBuildIsFor() {
        String pom = Repository.text(Path.of("pom.xml"));
        assertTrue(pom.contains("<maven.compiler.release>17<"));
        for (String image : arguments("FROM")) {
            assertTrue(image.matches("\\S+[:-]17\\b.*"), image);
        }
    }

    private static List<String> sources(String words) {
        String[] parts = words.split("\\s+");
        return Arrays.asList(parts).subList(0, parts.length - 1);
    }

    private List<String> arguments(String instruction) {
        return lines.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1))
                .toList();
    }
}
