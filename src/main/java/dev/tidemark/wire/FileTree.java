package dev.tidemark.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON file that a person wrote, read strictly: what is there twice, or unknown, or of another
 * kind is a mistake, and is said in one sentence that names the place.
 *
 * @param place where in the file, in words
 * @param node what is there
 */
record FileTree(String place, JsonNode node) {
    private static final String NOT_JSON = "the file is not JSON";

    /** With these words Jackson begins to say so. */
    private static final String TWICE = "Duplicate field ";

    private static final ObjectMapper TREES =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /**
     * The object that the file is.
     *
     * @throws IllegalArgumentException if it is not one, or not JSON
     */
    static FileTree of(byte[] bytes) {
        try {
            return new FileTree("the file", TREES.readTree(bytes)).object();
        } catch (JacksonException e) {
            throw new IllegalArgumentException(what(e) + where(e), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(NOT_JSON, e);
        }
    }

    private static String what(JacksonException e) {
        String said = e.getOriginalMessage();
        return said.startsWith(TWICE)
                ? "the name %s is there twice".formatted(said.substring(TWICE.length()))
                : NOT_JSON;
    }

    private static String where(JacksonException e) {
        JsonLocation at = e.getLocation();
        return at == null
                ? ""
                : ", near line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    private FileTree object() {
        if (!node.isObject()) {
            throw mistake("is not an object");
        }
        return this;
    }

    /** What stands under that name, which must be there. */
    FileTree in(String name) {
        if (!node.has(name)) {
            throw mistake("has no %s".formatted(name));
        }
        return new FileTree(name, node.get(name));
    }

    boolean has(String name) {
        return node.has(name);
    }

    /** The same, if it is an object that has none but these names. */
    FileTree only(List<String> names) {
        object();
        node.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!names.contains(name)) {
                                throw mistake(
                                        "has the unknown name '%s'; allowed are %s"
                                                .formatted(
                                                        FieldCheck.shown(name),
                                                        String.join(", ", names)));
                            }
                        });
        return this;
    }

    /** The parts of an object by name, in their order; each name is a text as {@link #text} is. */
    Map<String, FileTree> parts() {
        object();
        Map<String, FileTree> parts = new LinkedHashMap<>();
        node.properties()
                .forEach(
                        part ->
                                parts.put(
                                        fit("a name in " + place, part.getKey()),
                                        new FileTree(
                                                FieldCheck.shown(part.getKey()), part.getValue())));
        return parts;
    }

    /** The items of a list that is not empty. */
    List<FileTree> items() {
        if (!node.isArray()) {
            throw mistake("is not a list");
        }
        if (node.isEmpty()) {
            throw mistake("is empty");
        }
        List<FileTree> items = new ArrayList<>();
        for (JsonNode item : node) {
            items.add(new FileTree("item %d of %s".formatted(items.size() + 1, place), item));
        }
        return items;
    }

    /** A text that is not blank, and fit for a message. */
    String text() {
        if (!node.isTextual()) {
            throw mistake("is not a text");
        }
        return fit(place, node.textValue());
    }

    private static String fit(String place, String text) {
        try {
            return FieldCheck.required(place, text);
        } catch (UnreadableRecord e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    int wholeNumber() {
        if (!node.isInt()) {
            throw mistake("is not a whole number");
        }
        return node.intValue();
    }

    /** The same at a place that is said in more words. */
    FileTree of(String whole) {
        return new FileTree(place + " of " + whole, node);
    }

    IllegalArgumentException mistake(String what) {
        return new IllegalArgumentException(place + ' ' + what);
    }
}
