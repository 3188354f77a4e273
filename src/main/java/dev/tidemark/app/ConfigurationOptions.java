package dev.tidemark.app;

import dev.tidemark.app.config.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The options with which every verb is configured. */
final class ConfigurationOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration: key = value lines; docs/configuration.md lists the keys.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets one key, over the file; may be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    /** What the file and the overrides say, over the defaults of a verb. */
    Settings settings(Map<String, String> verbDefaults) {
        Map<String, String> texts = new LinkedHashMap<>(verbDefaults);
        if (file != null) {
            read(file).forEach((key, value) -> texts.put((String) key, (String) value));
        }
        texts.putAll(overrides);
        return Settings.of(texts);
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UserMistake("--config %s cannot be read".formatted(file));
        }
        return properties;
    }
}
