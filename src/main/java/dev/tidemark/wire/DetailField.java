package dev.tidemark.wire;

import dev.tidemark.model.EventDetail;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SurveyKind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of some types of event only, from text; for all dialects. */
final class DetailField {
    /** The longest value of an attribute, in characters. */
    static final int MAX_ATTRIBUTE_LENGTH = 128;

    private static final int LEAST_YEAR = 1900;
    private static final int MOST_YEAR = 2100;

    private DetailField() {}

    /**
     * An answer to a survey.
     *
     * @param kind wire name of a {@link SurveyKind}
     * @param mark the decimal mark of the score
     * @param score a number; passed over where words are the answer, which are never kept
     */
    static EventDetail survey(String kind, String score, char mark) throws UnreadableRecord {
        String name = FieldCheck.required("survey", kind);
        SurveyKind asked =
                SurveyKind.ofWireName(name)
                        .orElseThrow(() -> FieldCheck.bad("survey", name, surveyNames()));
        if (asked == SurveyKind.TEXT) {
            return new EventDetail.Survey(asked, EventDetail.Survey.NO_SCORE);
        }
        if (score.isBlank()) {
            throw FieldCheck.missing("score");
        }
        int tenths = tenths(score, mark);
        if (tenths < 0 || !asked.allows(tenths)) {
            throw FieldCheck.bad("score", score, range(asked) + " for " + name);
        }
        return new EventDetail.Survey(asked, tenths);
    }

    /** A score times ten, or -1 if it is no score of any survey. */
    private static int tenths(String score, char mark) {
        try {
            return DecimalAmount.parseExact(score, mark).movePointRight(1).intValueExact();
        } catch (ArithmeticException | NumberFormatException noScore) {
            return -1;
        }
    }

    private static String range(SurveyKind kind) {
        return switch (kind) {
            case NPS -> "whole numbers from 0 to 10";
            case CSAT -> "whole numbers from 1 to 5";
            case RATING -> "numbers from 1 to 5 with at most one decimal";
            case TEXT -> "no score";
        };
    }

    private static String surveyNames() {
        return Stream.of(SurveyKind.values())
                .map(SurveyKind::wireName)
                .collect(Collectors.joining(", "));
    }

    /** A merge of a customer into another one. */
    static EventDetail merge(String customerId, String into) throws UnreadableRecord {
        String intoId = FieldCheck.required("into", into);
        if (intoId.equals(customerId)) {
            throw FieldCheck.bad("into", into, "ids of another customer");
        }
        return new EventDetail.Merge(intoId);
    }

    /**
     * What became known of a customer.
     *
     * @param said values as they were written; a blank one takes back what was said before
     * @param currency of the acquisition cost, as {@link MoneyField} reads it
     * @param occurredAt the time of the event, epoch milliseconds
     */
    static EventDetail profile(
            Map<ProfileAttribute, String> said,
            String currency,
            long occurredAt,
            EventLimits limits)
            throws UnreadableRecord {
        Map<ProfileAttribute, String> attributes = new EnumMap<>(ProfileAttribute.class);
        for (Map.Entry<ProfileAttribute, String> entry : said.entrySet()) {
            String field = "attributes." + entry.getKey().wireName();
            String value = FieldCheck.optional(field, entry.getValue()).strip();
            checkLength(field, value);
            if (!value.isEmpty()) {
                value =
                        switch (entry.getKey()) {
                            case COUNTRY -> country(field, value);
                            case BIRTH_YEAR -> birthYear(field, value);
                            case ACQUISITION_COST ->
                                    cost(field, value, currency, occurredAt, limits);
                            case OPT_OUT_CHANNELS -> channels(field, value);
                            default -> value;
                        };
            }
            attributes.put(entry.getKey(), value);
        }
        return new EventDetail.Profile(attributes);
    }

    private static void checkLength(String field, String value) throws UnreadableRecord {
        if (value.length() > MAX_ATTRIBUTE_LENGTH) {
            throw new UnreadableRecord(
                    RejectionReason.BAD_FIELD,
                    "%s is %d characters long; at most %d are allowed"
                            .formatted(field, value.length(), MAX_ATTRIBUTE_LENGTH));
        }
    }

    private static String country(String field, String value) throws UnreadableRecord {
        String code = value.toUpperCase(Locale.ROOT);
        boolean letters = code.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        if (code.length() != 2 || !letters) {
            throw FieldCheck.bad(field, value, "two letters, ISO 3166-1");
        }
        return code;
    }

    private static String birthYear(String field, String value) throws UnreadableRecord {
        boolean digits = value.chars().allMatch(c -> c >= '0' && c <= '9');
        int year = digits && value.length() == 4 ? Integer.parseInt(value) : 0;
        if (year < LEAST_YEAR || year > MOST_YEAR) {
            throw FieldCheck.bad(
                    field, value, "years from %d to %d".formatted(LEAST_YEAR, MOST_YEAR));
        }
        return value;
    }

    /**
     * A list of channels as it is kept: in lower case, each once, in the order of names, so that
     * one set of them is one text. Nothing of it is passed over: who is left out is contacted.
     */
    static String channels(String field, String value) throws UnreadableRecord {
        checkLength(field, value);
        Set<String> ids = new TreeSet<>();
        for (String part : value.split(",")) {
            String id = part.strip().toLowerCase(Locale.ROOT);
            if (!id.chars().allMatch(DetailField::isOfChannelId)) {
                throw FieldCheck.bad(
                        field,
                        value,
                        "ids of channels with commas between: a-z, 0-9, '.', '_', '-'");
            }
            if (!id.isEmpty()) {
                ids.add(id);
            }
        }
        return String.join(",", ids);
    }

    private static boolean isOfChannelId(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
    }

    private static String cost(
            String field, String value, String currency, long occurredAt, EventLimits limits)
            throws UnreadableRecord {
        long minor = MoneyField.minor(field, value, currency, occurredAt, limits);
        if (minor < 0) {
            throw new UnreadableRecord(
                    RejectionReason.NEGATIVE_AMOUNT,
                    "%s is %s; a cost is zero or more".formatted(field, FieldCheck.shown(value)));
        }
        return Long.toString(minor);
    }
}
