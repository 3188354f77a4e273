package dev.tidemark.scoring;

import dev.tidemark.model.ProfileAttribute;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** By what figures are told apart, from what is known of a customer. */
public enum GroupBy {
    COUNTRY("country", ProfileAttribute.COUNTRY),
    ACQUISITION_SOURCE("acquisitionSource", ProfileAttribute.ACQUISITION_SOURCE),
    LANGUAGE("language", ProfileAttribute.LANGUAGE),
    SEGMENT_HINT("segmentHint", ProfileAttribute.SEGMENT_HINT),
    PREFERRED_CHANNEL("preferredChannel", ProfileAttribute.PREFERRED_CHANNEL),
    /** From the year of birth: the age that is reached in the year of the decision. */
    AGE_BAND("ageBand", ProfileAttribute.BIRTH_YEAR);

    private static final int[] BANDS = {18, 25, 35, 45, 55, 65};

    /** By how many groups there are. */
    private static final List<List<String>> UNKNOWN =
            IntStream.rangeClosed(0, values().length)
                    .mapToObj(size -> List.copyOf(Collections.nCopies(size, "")))
                    .toList();

    private final String wireName;
    private final ProfileAttribute attribute;

    GroupBy(String wireName, ProfileAttribute attribute) {
        this.wireName = wireName;
        this.attribute = attribute;
    }

    /** All there are, the configured ones first. */
    public static List<GroupBy> all(List<GroupBy> configured) {
        return Stream.concat(configured.stream(), Stream.of(values())).distinct().toList();
    }

    /** The name in messages, metrics and configuration. */
    public String wireName() {
        return wireName;
    }

    /** So many groups of a customer of whom none is known: most have these very ones. */
    static List<String> unknown(int size) {
        return UNKNOWN.get(size);
    }

    /** The group of a customer; empty if it is not known. */
    String of(Dealings dealings, int year) {
        String value = dealings.profile(attribute);
        return this == AGE_BAND && !value.isEmpty() ? band(year - Integer.parseInt(value)) : value;
    }

    private static String band(int age) {
        int from = 0;
        for (int next : BANDS) {
            if (age < next) {
                return from == 0 ? "under " + next : from + " to " + (next - 1);
            }
            from = next;
        }
        return from + " and over";
    }
}
