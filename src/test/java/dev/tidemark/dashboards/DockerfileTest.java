package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
                arguments(lines, "COPY").stream()
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
                List.of("TIDEMARK_HOME=/opt/tidemark TIDEMARK_LOG=/dev/stdout"),
                arguments(lines, "ENV"));
        assertEquals(List.of("[\"/opt/tidemark/tidemark\"]"), arguments(lines, "ENTRYPOINT"));
    }

    @Test
    void noImageEndsAsRoot() {
        for (List<String> image : images().subList(1, images().size())) {
            List<String> users = arguments(image, "USER");
            assertFalse(users.isEmpty(), image.get(0));
            String last = users.get(users.size() - 1);
            assertTrue(last.matches("[1-9]\\d*:[1-9]\\d*"), last);
            String owner = last.split(":")[0];
            assertTrue(
                    String.join(" ", image).contains("install -d -o " + owner),
                    "the volume has the owner of the process");
        }
    }

    @Test
    void theImagesAreOfTheBuildsJavaAndFlink() {
        List<String> from = arguments(lines, "FROM");
        assertEquals("17", Repository.pom("maven.compiler.release"));
        assertEquals(
                List.of(
                        "maven:3.9.9-eclipse-temurin-17 AS build",
                        "flink:" + Repository.pom("flink.version") + "-java17 AS flink",
                        "eclipse-temurin:17-jre-noble AS tidemark"),
                from);
    }

    @Test
    void whatTheBuildMakesIsWhatIsCopied() {
        String pom = Repository.text(Path.of("pom.xml"));
        List<String> made =
                arguments(lines, "COPY").stream()
                        .filter(words -> words.startsWith("--from=build "))
                        .map(words -> words.split("\\s+")[1])
                        .toList();
        assertEquals(
                List.of(
                        "/src/target/tidemark-job.jar",
                        "/src/target/lib",
                        "/src/target/tidemark.jar"),
                made);
        assertTrue(pom.contains("<finalName>tidemark</finalName>"));
        assertTrue(pom.contains("<outputDirectory>${project.build.directory}/lib<"));
        assertTrue(pom.contains("${project.build.directory}/tidemark-job.jar<"));
    }

    /** The lines of each image, from its FROM on. */
    private List<List<String>> images() {
        List<List<String>> images = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("FROM ")) {
                images.add(new ArrayList<>());
            }
            if (!images.isEmpty()) {
                images.get(images.size() - 1).add(line);
            }
        }
        return images;
    }

    private static List<String> sources(String words) {
        String[] parts = words.split("\\s+");
        return Arrays.asList(parts).subList(0, parts.length - 1);
    }

    private static List<String> arguments(List<String> of, String instruction) {
        return of.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1))
                .toList();
    }
}
