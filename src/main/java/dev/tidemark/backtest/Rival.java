package dev.tidemark.backtest;

import dev.tidemark.scoring.BuyerFacts;

/**
 * A way to tell who will not buy again within the horizon. None knows more than what had happened
 * by the origin; those that learn a probability do so from the customers of one horizon before.
 */
public enum Rival {
    /** P(no purchase within the horizon) of the model: the churn score. */
    MODEL("model", "The model", Kind.PROBABILITY),
    /** 1 − P(alive): not made for a horizon, shown for honesty. */
    NOT_ALIVE("notAlive", "1 − P(alive)", Kind.PROBABILITY),
    /** Days since the last purchase. */
    RECENCY("recency", "Days of silence", Kind.LEARNED),
    /** Fewer repeat purchases. */
    FREQUENCY("frequency", "Few purchases", Kind.LEARNED),
    /** Silent for over 90 days. */
    SILENT_90("silent90", "Silent over 90 days", Kind.YES_OR_NO),
    /** Silent for over 180 days. */
    SILENT_180("silent180", "Silent over 180 days", Kind.YES_OR_NO),
    /** Silent for over three times the own mean interval; for those without one, over 180 days. */
    OWN_INTERVAL("ownInterval3", "Silent over 3 × own interval", Kind.YES_OR_NO);

    static final int WITHOUT_INTERVAL_DAYS = 180;
    static final int INTERVALS = 3;

    /** How a probability comes of the score. */
    enum Kind {
        /** It is one. */
        PROBABILITY,
        /** It is 0 or 1. */
        YES_OR_NO,
        /** From what became of those of similar scores one horizon before. */
        LEARNED
    }

    private final String key;
    private final String label;
    private final Kind kind;

    Rival(String key, String label, Kind kind) {
        this.key = key;
        this.label = label;
        this.kind = kind;
    }

    /** Its key in {@code report.json}. */
    public String key() {
        return key;
    }

    /** Its name for people. */
    public String label() {
        return label;
    }

    Kind kind() {
        return kind;
    }

    /**
     * The score of a plain rule, higher where silence is more likely.
     *
     * @throws IllegalStateException for the models, which need more than the facts
     */
    double score(BuyerFacts facts, int day) {
        int silent = facts.recencyDays(day);
        return switch (this) {
            case RECENCY -> silent;
            case FREQUENCY -> -facts.repeats();
            case SILENT_90 -> silent > 90 ? 1 : 0;
            case SILENT_180 -> silent > 180 ? 1 : 0;
            case OWN_INTERVAL -> silent > INTERVALS * intervalDays(facts) ? 1 : 0;
            case MODEL, NOT_ALIVE -> throw new IllegalStateException(this + " is no plain rule");
        };
    }

    /** The mean interval between purchase days; for those who have none, a third of 180 days. */
    static double intervalDays(BuyerFacts facts) {
        return facts.repeats() == 0
                ? (double) WITHOUT_INTERVAL_DAYS / INTERVALS
                : (double) facts.gapDays() / facts.repeats();
    }
}
