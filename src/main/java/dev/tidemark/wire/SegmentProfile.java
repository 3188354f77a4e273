package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.RejectionReason;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The traits of a call, as far as the closed set of attributes goes: names, addresses, telephone
 * numbers and the like are passed over, and so is what does not look like the attribute; but not
 * channels to keep silent on, nor a cost, which reject the call.
 *
 * <p>The campaign in the context is the one of this visit, not the one that won the customer, so it
 * is not read as the acquisition source.
 */
final class SegmentProfile {
    private static final int YEAR_DIGITS = 4;
    private static final int EARLIEST_BIRTH_YEAR = 1900;
    private static final int MAX_LANGUAGE_LENGTH = 35;
    private static final List<String> OPT_OUTS = List.of("optOutChannels", "opt_out_channels");
    private static final Map<String, String> COUNTRIES = countries();

    private final JsonFields traits;
    private final JsonFields contextTraits;
    private final Map<ProfileAttribute, String> attributes = new EnumMap<>(ProfileAttribute.class);

    private SegmentProfile(JsonFields call) {
        this.traits = call.in("traits");
        this.contextTraits = call.in("context").in("traits");
    }

    /** What an identify call says; the traits of its context stand behind its own. */
    static EventDetail.Profile of(JsonFields call, long occurredAt, EventLimits limits)
            throws UnreadableRecord {
        SegmentProfile profile = new SegmentProfile(call);
        profile.put(
                ProfileAttribute.ACQUISITION_SOURCE,
                profile.trait("acquisitionSource", "acquisition_source"));
        profile.put(ProfileAttribute.SEGMENT_HINT, profile.trait("segmentHint", "segment_hint"));
        profile.put(
                ProfileAttribute.PREFERRED_CHANNEL,
                profile.trait("preferredChannel", "preferred_channel"));
        profile.put(ProfileAttribute.ACQUISITION_COST, profile.cost(occurredAt, limits));
        profile.putOptOuts();
        profile.put(ProfileAttribute.COUNTRY, country(profile.countryText()));
        profile.put(
                ProfileAttribute.BIRTH_YEAR,
                birthYear(profile.trait("birthYear", "birth_year", "birthday"), occurredAt));
        String language = profile.trait("language", "locale");
        profile.put(
                ProfileAttribute.LANGUAGE,
                language(language.isEmpty() ? call.in("context").textIfAny("locale") : language));
        return new EventDetail.Profile(profile.attributes);
    }

    /**
     * What an event says that a product computed: the campaign that won the customer, or an
     * audience that the customer entered. Leaving one audience is not leaving all, so it says
     * nothing.
     */
    static EventDetail.Profile ofComputed(JsonFields properties) throws UnreadableRecord {
        SegmentProfile profile = new SegmentProfile(JsonFields.NONE);
        profile.put(
                ProfileAttribute.ACQUISITION_SOURCE,
                properties.in("campaign").textIfAny("source", "name"));
        String audience = properties.textIfAny("audience_key");
        if (properties.node().path(audience).asBoolean(false)) {
            profile.put(ProfileAttribute.SEGMENT_HINT, audience);
        }
        return new EventDetail.Profile(profile.attributes);
    }

    private void put(ProfileAttribute attribute, String value) throws UnreadableRecord {
        if (!value.isEmpty() && value.length() <= DetailField.MAX_ATTRIBUTE_LENGTH) {
            attributes.put(attribute, FieldCheck.optional(attribute.wireName(), value));
        }
    }

    /** As text with commas, or as an array of texts, of which an empty one takes them back. */
    private void putOptOuts() throws UnreadableRecord {
        for (JsonFields said : List.of(traits, contextTraits)) {
            for (String name : OPT_OUTS) {
                JsonNode value = said.node().path(name);
                if (said.has(name)) {
                    attributes.put(ProfileAttribute.OPT_OUT_CHANNELS, optOuts(name, value));
                    return;
                }
            }
        }
    }

    private static String optOuts(String name, JsonNode value) throws UnreadableRecord {
        List<String> ids = new ArrayList<>();
        for (JsonNode id : value.isArray() ? value : List.of(value)) {
            if (!id.isTextual()) {
                throw new UnreadableRecord(
                        RejectionReason.BAD_FIELD, name + " is neither text nor an array of texts");
            }
            ids.add(id.textValue());
        }
        return DetailField.channels(name, String.join(",", ids));
    }

    private String trait(String... names) {
        String own = traits.textIfAny(names);
        return own.isEmpty() ? contextTraits.textIfAny(names) : own;
    }

    private String countryText() {
        String own = trait("country");
        String ofAddress = traits.in("address").textIfAny("country");
        String behind = contextTraits.in("address").textIfAny("country");
        return !ofAddress.isEmpty() ? ofAddress : !own.isEmpty() ? own : behind;
    }

    private String cost(long occurredAt, EventLimits limits) throws UnreadableRecord {
        String text = trait("acquisitionCost", "acquisition_cost");
        if (text.isEmpty()) {
            return "";
        }
        long minor = MoneyField.minor("acquisitionCost", text, "", occurredAt, limits);
        if (minor < 0) {
            throw new UnreadableRecord(
                    RejectionReason.NEGATIVE_AMOUNT,
                    "acquisitionCost is %s".formatted(FieldCheck.shown(text)));
        }
        return Long.toString(minor);
    }

    private static String country(String text) {
        return COUNTRIES.getOrDefault(text.toUpperCase(Locale.ROOT), "");
    }

    /** Codes of two and of three letters, to those of two. */
    private static Map<String, String> countries() {
        Map<String, String> countries = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            countries.put(code, code);
            countries.put(new Locale("", code).getISO3Country(), code);
        }
        return Map.copyOf(countries);
    }

    /** A year, or a date that begins with one; a year that is no one's yet is none. */
    private static String birthYear(String text, long occurredAt) {
        boolean year =
                text.length() == YEAR_DIGITS
                        || text.length() > YEAR_DIGITS && text.charAt(YEAR_DIGITS) == '-';
        if (!year) {
            return "";
        }
        int value = 0;
        for (int i = 0; i < YEAR_DIGITS; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return "";
            }
            value = value * 10 + digit - '0';
        }
        boolean possible = value >= EARLIEST_BIRTH_YEAR && value <= yearOf(occurredAt);
        return possible ? text.substring(0, YEAR_DIGITS) : "";
    }

    private static int yearOf(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).atZone(ZoneOffset.UTC).getYear();
    }

    /** {@code en_US} and {@code en-US} are one language tag. */
    private static String language(String text) {
        if (text.length() < 2 || text.length() > MAX_LANGUAGE_LENGTH) {
            return "";
        }
        String tag = text.replace('_', '-');
        boolean plain =
                tag.chars()
                        .allMatch(
                                c ->
                                        c == '-'
                                                || c >= '0' && c <= '9'
                                                || c >= 'a' && c <= 'z'
                                                || c >= 'A' && c <= 'Z');
        return plain ? tag : "";
    }
}
