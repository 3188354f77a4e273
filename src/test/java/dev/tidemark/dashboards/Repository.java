package dev.tidemark.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of this repository that no compiler reads. */
final class Repository {
    static final Path DASHBOARDS = Path.of("dashboards/grafana/dashboards");
    static final Path PROMETHEUS = Path.of("dashboards/prometheus");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Repository() {}

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be parsed", e);
        }
    }

    /** What a file of one document says, with its anchors and merges resolved. */
    static JsonNode yaml(Path file) {
        List<JsonNode> documents = documents(file);
        if (documents.size() != 1) {
            throw new IllegalArgumentException(file + " has " + documents.size() + " documents");
        }
        return documents.get(0);
    }

    /** What each document of a file says. */
    static List<JsonNode> documents(Path file) {
        List<JsonNode> found = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(text(file))
                .forEach(document -> found.add(JSON.valueToTree(document)));
        return found;
    }

    /** The keys and values of a properties file, or of its text within another one. */
    static Map<String, String> properties(String text) {
        Properties properties = new Properties();
        try (StringReader reader = new StringReader(text)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((key, value) -> texts.put((String) key, (String) value));
        return texts;
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    /** The value of a property of the build. */
    static String pom(String property) {
        return found("<" + property + ">([^<]+)<");
    }

    static String version() {
        return found("<artifactId>tidemark</artifactId>\\s*<version>([^<]+)");
    }

    private static String found(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text(Path.of("pom.xml")));
        if (!matcher.find()) {
            throw new IllegalArgumentException("pom.xml has no " + pattern);
        }
        return matcher.group(1);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
