package dev.tidemark.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a survey asked, and the scores it allows. */
public enum SurveyKind {
    /** Would you recommend us? 0 to 10, whole. */
    NPS(0, 100, 10),
    /** How satisfied are you? 1 to 5, whole. */
    CSAT(10, 50, 10),
    /** Stars: 1 to 5, in tenths. */
    RATING(10, 50, 1),
    /** Words only. */
    TEXT(EventDetail.Survey.NO_SCORE, EventDetail.Survey.NO_SCORE, 1);

    private final int leastTenths;
    private final int mostTenths;
    private final int stepTenths;

    SurveyKind(int leastTenths, int mostTenths, int stepTenths) {
        this.leastTenths = leastTenths;
        this.mostTenths = mostTenths;
        this.stepTenths = stepTenths;
    }

    /** Whether a score, in tenths, can be an answer. */
    public boolean allows(int scoreTenths) {
        return scoreTenths >= leastTenths
                && scoreTenths <= mostTenths
                && scoreTenths % stepTenths == 0;
    }

    /** The name in messages: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that wire name, if there is one. */
    public static Optional<SurveyKind> ofWireName(String wireName) {
        return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wireName)).findFirst();
    }
}
