package dev.tidemark.scoring;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.Quadrant;

/** The decision table of the CRM matrix: the first row that holds decides. */
enum MatrixTable {
    REVENUE(Quadrant.HIGH_VALUE, "revenue", "spend in the window reaches `highSpendMinor`"),
    EXPECTED(
            Quadrant.POTENTIAL_HIGH_VALUE,
            "expected value",
            "has bought, and the expected spend reaches `highExpectedMinor`"),
    INTENT(
            Quadrant.POTENTIAL_HIGH_VALUE,
            "intent",
            "has not bought; a cart or checkout in the last `matrix.intent-days`"),
    NO_ORDER(Quadrant.POTENTIAL_LOW_VALUE, "no order", "has not bought"),
    NEWCOMER(
            Quadrant.POTENTIAL_LOW_VALUE,
            "newcomer",
            "the first order is at most `matrix.newcomer-days` old"),
    OTHERS(Quadrant.LOW_VALUE, "others", "everyone else");

    private final Quadrant quadrant;
    private final String rule;
    private final String condition;

    MatrixTable(Quadrant quadrant, String rule, String condition) {
        this.quadrant = quadrant;
        this.rule = rule;
        this.condition = condition;
    }

    Quadrant quadrant() {
        return quadrant;
    }

    String rule() {
        return rule;
    }

    String condition() {
        return condition;
    }

    static MatrixTable row(Standpoint at, CutPoints cuts, ClassRules rules) {
        if (!at.buys()) {
            return at.intends() ? INTENT : NO_ORDER;
        }
        StabilityRules stability = rules.stability();
        Quadrant before = at.before().matrix().current();
        boolean wasHigh = before == Quadrant.HIGH_VALUE;
        if (stability.reaches(at.spendMinor(), cuts.highSpendMinor(), wasHigh, at.lost())) {
            return REVENUE;
        }
        boolean wasPromising = before == Quadrant.POTENTIAL_HIGH_VALUE;
        if (stability.reaches(
                at.expectedMinor(), cuts.highExpectedMinor(), wasPromising, at.tookBack())) {
            return EXPECTED;
        }
        return at.sinceFirst() <= rules.matrix().newcomerDays() ? NEWCOMER : OTHERS;
    }
}
