package dev.tidemark.scoring;

import dev.tidemark.model.Tier;

/** The decision table of the tier: the first row that holds decides. */
enum TierTable {
    NO_ORDER(Tier.POTENTIAL, "no order", "has not bought"),
    NEWCOMER(Tier.POTENTIAL, "newcomer", "the first order is at most `matrix.newcomer-days` old"),
    STRATEGIC(Tier.STRATEGIC, "strategic points", "the points reach `tier.strategic`"),
    IMPORTANT(Tier.IMPORTANT, "important points", "they reach `tier.important`"),
    OTHERS(Tier.ORDINARY, "others", "everyone else");

    private final Tier tier;
    private final String rule;
    private final String condition;

    TierTable(Tier tier, String rule, String condition) {
        this.tier = tier;
        this.rule = rule;
        this.condition = condition;
    }

    Tier tier() {
        return tier;
    }

    String rule() {
        return rule;
    }

    String condition() {
        return condition;
    }

    static TierTable row(Standpoint at, int scores, ClassRules rules) {
        if (!at.buys()) {
            return NO_ORDER;
        }
        if (at.sinceFirst() <= rules.matrix().newcomerDays()) {
            return NEWCOMER;
        }
        double points = points(at, scores, rules.tier());
        if (points >= rules.tier().strategic()) {
            return STRATEGIC;
        }
        return points >= rules.tier().important() ? IMPORTANT : OTHERS;
    }

    static double points(Standpoint at, int scores, TierRules rules) {
        return rules.points(at.f(), at.m(), scores, rules.lengthScore(at.sinceFirst()));
    }
}
