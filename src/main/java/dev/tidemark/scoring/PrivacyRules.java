package dev.tidemark.scoring;

import java.io.Serializable;
import java.util.Objects;

/**
 * What a customer may ask for.
 *
 * @param consent whose consent is needed
 * @param erasedDays for so many days after an erasure events from before it are ignored, 0 or more
 */
public record PrivacyRules(ConsentPolicy consent, int erasedDays) implements Serializable {
    public PrivacyRules {
        Objects.requireNonNull(consent, "consent");
        if (erasedDays < 0) {
            throw new IllegalArgumentException("an erasure is remembered for less than 0 days");
        }
    }
}
