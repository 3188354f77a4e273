package dev.tidemark.scoring;

import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.LifecycleStage;

/** The decision table of the lifecycle: the first row that holds decides. */
enum LifecycleTable {
    NO_ORDER(LifecycleStage.PROSPECT, "no order", "has not bought"),
    SILENT(LifecycleStage.LAPSED, "silent", "no order for `lifecycle.lapsed-days`"),
    RETURNED(
            LifecycleStage.WON_BACK,
            "returned",
            "came back after `lifecycle.lapsed-days` or more, at most `lifecycle.won-back-days`"
                    + " ago"),
    FIRST_DAYS(
            LifecycleStage.ONBOARDING,
            "first days",
            "the first order is at most `lifecycle.onboarding-days` old"),
    HIGH_RISK(LifecycleStage.AT_RISK, "high risk", "the churn level is high"),
    PROMOTER(
            LifecycleStage.ADVOCATE,
            "promoter",
            "the last answer to the NPS question is `lifecycle.promoter-nps` or more"),
    REFERRER(
            LifecycleStage.ADVOCATE,
            "referrer",
            "brought another customer in the last `lifecycle.advocate-days`"),
    OTHERS(LifecycleStage.ENGAGED, "others", "everyone else");

    private final LifecycleStage stage;
    private final String rule;
    private final String condition;

    LifecycleTable(LifecycleStage stage, String rule, String condition) {
        this.stage = stage;
        this.rule = rule;
        this.condition = condition;
    }

    LifecycleStage stage() {
        return stage;
    }

    String rule() {
        return rule;
    }

    String condition() {
        return condition;
    }

    static LifecycleTable row(Standpoint at, LifecycleRules rules) {
        if (!at.buys()) {
            return NO_ORDER;
        }
        if (at.recency() >= rules.lapsedDays()) {
            return SILENT;
        }
        if (at.wonBackDay() != Purchases.NO_DAY) {
            return RETURNED;
        }
        if (at.sinceFirst() <= rules.onboardingDays()) {
            return FIRST_DAYS;
        }
        if (at.churn() == ChurnLevel.HIGH) {
            return HIGH_RISK;
        }
        if (at.relationship().lastNps().orElse(-1) >= rules.promoterNps()) {
            return PROMOTER;
        }
        return at.refers() ? REFERRER : OTHERS;
    }
}
