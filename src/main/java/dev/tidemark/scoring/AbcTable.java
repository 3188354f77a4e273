package dev.tidemark.scoring;

import dev.tidemark.model.AbcClass;
import dev.tidemark.model.CutPoints;

/** The decision table of the ABC analysis of those who have bought: the first row that holds. */
enum AbcTable {
    FIRST(AbcClass.A, "first part", "spend in the window reaches the first of `abcMinor`"),
    SECOND(AbcClass.B, "second part", "it reaches the second of `abcMinor`"),
    REST(AbcClass.C, "rest", "everyone else who has bought");

    private final AbcClass abc;
    private final String rule;
    private final String condition;

    AbcTable(AbcClass abc, String rule, String condition) {
        this.abc = abc;
        this.rule = rule;
        this.condition = condition;
    }

    AbcClass abc() {
        return abc;
    }

    String rule() {
        return rule;
    }

    String condition() {
        return condition;
    }

    static AbcTable row(Standpoint at, CutPoints cuts, StabilityRules stability) {
        AbcClass before = at.before().abc().current();
        boolean wasA = before == AbcClass.A;
        if (stability.reaches(at.spendMinor(), cuts.abcMinor().get(0), wasA, at.lost())) {
            return FIRST;
        }
        boolean wasB = wasA || before == AbcClass.B;
        return stability.reaches(at.spendMinor(), cuts.abcMinor().get(1), wasB, at.lost())
                ? SECOND
                : REST;
    }
}
