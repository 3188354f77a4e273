package dev.tidemark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The published schema of one kind of message; those of values are in {@code docs/schemas}. */
public final class MessageSchema {
    static final Path FOLDER = Path.of("docs/schemas");
    private static final String MESSAGE = ".v1.json";
    private static final String WRITTEN = ".schema.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode document;
    private final JsonSchema schema;

    private MessageSchema(JsonNode document) {
        this.document = document;
        this.schema = FACTORY.getSchema(document, CONFIG);
    }

    /** That of a file, named without version and ending. */
    public static MessageSchema of(String name) {
        try {
            return new MessageSchema(JSON.readTree(FOLDER.resolve(name + MESSAGE).toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that stands elsewhere. */
    public static MessageSchema of(JsonNode document) {
        return new MessageSchema(document);
    }

    /** That of a file which people write, named without ending. */
    public static MessageSchema ofFile(String name) {
        try {
            return new MessageSchema(JSON.readTree(FOLDER.resolve(name + WRITTEN).toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all kinds of messages. */
    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(MESSAGE))
                    .map(file -> file.replace(MESSAGE, ""))
                    .sorted()
                    .toList();
        }
    }

    JsonNode document() {
        return document;
    }

    /** What is wrong with a message, in words; nothing if it is as promised. */
    public List<String> faults(String message) {
        try {
            return faults(JSON.readTree(message));
        } catch (IOException e) {
            throw new UncheckedIOException(message, e);
        }
    }

    List<String> faults(JsonNode message) {
        List<String> faults = new ArrayList<>();
        for (ValidationMessage fault : schema.validate(message)) {
            faults.add(fault.toString());
        }
        return faults;
    }
}
