package dev.tidemark.app.config;

import dev.tidemark.scoring.ConsentPolicy;
import java.util.List;

/** The options of consent and erasure. */
public final class PrivacyOptions {
    public static final Option<ConsentPolicy> CONSENT =
            new Option<>(
                    "consent",
                    "not-needed",
                    "not-needed, opt-out or opt-in",
                    "Who is scored: everyone, all but those who withdrew, or those who agreed.",
                    Parsers.oneOf(ConsentPolicy.class));
    public static final Option<Integer> ERASED_DAYS =
            new Option<>(
                    "erasure.remember-days",
                    "30",
                    "a whole number from 0 to 3650",
                    "How long after an erasure late events of before it are ignored.",
                    Parsers.wholeNumber(0, 3650));

    private PrivacyOptions() {}

    static List<Option<?>> all() {
        return List.of(CONSENT, ERASED_DAYS);
    }
}
