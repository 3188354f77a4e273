package dev.tidemark.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of this repository that no compiler reads. */
final class Repository {
    static final Path DASHBOARDS = Path.of("dashboards/grafana/dashboards");
    static final Path PROMETHEUS = Path.of("dashboards/prometheus");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    private Repository() {}

    static JsonNode json(Path file) {
        return parse(JSON, file);
    }

    static JsonNode yaml(Path file) {
        return parse(YAML, file);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be parsed", e);
        }
    }
}
