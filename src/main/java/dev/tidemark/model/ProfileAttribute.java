package dev.tidemark.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * What may be known of a customer. The set is closed, so that names, addresses and the like never
 * come further than the door.
 */
public enum ProfileAttribute {
    /** Where the customer came from, such as {@code newsletter}. */
    ACQUISITION_SOURCE("acquisitionSource"),
    /** What it cost to win the customer: minor units of the reporting currency, in digits. */
    ACQUISITION_COST("acquisitionCost"),
    /** A segment that upstream puts the customer in. */
    SEGMENT_HINT("segmentHint"),
    /** Country, ISO 3166-1 alpha-2 in capitals. */
    COUNTRY("country"),
    /** Year of birth, four digits. */
    BIRTH_YEAR("birthYear"),
    /** Language, such as {@code cs} or {@code pt-BR}. */
    LANGUAGE("language"),
    /** The channel on which the customer wants to be met. */
    PREFERRED_CHANNEL("preferredChannel"),
    /** The channels on which the customer must not be contacted: ids in lower case, with commas. */
    OPT_OUT_CHANNELS("optOutChannels");

    private final String wireName;

    ProfileAttribute(String wireName) {
        this.wireName = wireName;
    }

    /** The name in messages. */
    public String wireName() {
        return wireName;
    }

    /** The attribute of that wire name, if there is one. */
    public static Optional<ProfileAttribute> ofWireName(String wireName) {
        return Arrays.stream(values()).filter(a -> a.wireName.equals(wireName)).findFirst();
    }
}
