package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The files of the dashboards are what their sources write. Where they differ, the new ones are
 * left under {@code target/dashboards}, to look at and, if the change is meant, to copy.
 */
class DashboardFilesTest {
    private static final Path WRITTEN = Path.of("target/dashboards");

    @Test
    void theFilesAreWhatTheirSourcesWrite() throws IOException {
        Set<String> sources = new TreeSet<>();
        Files.createDirectories(WRITTEN);
        for (DashboardSource source : DashboardSource.all()) {
            sources.add(source.file());
            Files.writeString(WRITTEN.resolve(source.file()), source.text());
        }
        for (String file : sources) {
            Path kept = Repository.DASHBOARDS.resolve(file);
            String text = Files.exists(kept) ? Repository.text(kept) : "no such file";
            assertEquals(Repository.text(WRITTEN.resolve(file)), text, file);
        }
        try (Stream<Path> files = Files.list(Repository.DASHBOARDS)) {
            Set<String> there =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".json"))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(sources, there, "a dashboard without a source");
        }
    }
}
