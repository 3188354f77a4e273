package dev.tidemark.app.config;

import java.util.function.Function;

/**
 * One option: a key, a default and what is allowed.
 *
 * @param key the key in a configuration file
 * @param defaultText the value if none is given
 * @param allowed what is allowed, for the message and the documents
 * @param help what it does, one sentence
 * @param parser reads a value; throws {@link IllegalArgumentException} for one that is not allowed
 */
public record Option<T>(
        String key, String defaultText, String allowed, String help, Function<String, T> parser) {

    T parse(String text) {
        try {
            return parser.apply(text.strip());
        } catch (RuntimeException e) {
            throw new ConfigurationException(
                    "%s = '%s' is not allowed: it must be %s (default %s)"
                            .formatted(key, text, allowed, shownDefault()));
        }
    }

    String shownDefault() {
        return defaultText.isEmpty() ? "none" : defaultText;
    }
}
