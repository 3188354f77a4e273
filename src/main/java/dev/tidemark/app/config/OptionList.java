package dev.tidemark.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Options in the order in which they are declared. */
final class OptionList {
    private final List<Option<?>> options = new ArrayList<>();

    /** Declares one. */
    <T> Option<T> add(
            String key,
            String defaultText,
            String allowed,
            String help,
            Function<String, T> parser) {
        Option<T> option = new Option<>(key, defaultText, allowed, help, parser);
        options.add(option);
        return option;
    }

    List<Option<?>> all() {
        return List.copyOf(options);
    }
}
