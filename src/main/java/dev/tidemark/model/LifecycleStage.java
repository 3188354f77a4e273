package dev.tidemark.model;

/**
 * Where a customer stands in their life with the business.
 *
 * <p>The order of the constants is part of the state format: add at the end only.
 */
public enum LifecycleStage {
    PROSPECT("prospect"),
    ONBOARDING("onboarding"),
    ENGAGED("engaged"),
    AT_RISK("at risk"),
    ADVOCATE("advocate"),
    LAPSED("lapsed"),
    WON_BACK("won back");

    private final String label;

    LifecycleStage(String label) {
        this.label = label;
    }

    /** The name in messages and metrics. */
    public String label() {
        return label;
    }
}
