package dev.tidemark.scoring;

import dev.tidemark.model.LifecycleStage;
import dev.tidemark.model.NextAction;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.Relationship;
import dev.tidemark.model.Tier;

/** The decision table of the next action: the first row that holds decides. */
enum ActionTable {
    OPEN_TICKET(NextAction.SERVICE, "open ticket", "a request for help is open"),
    DISSATISFIED(
            NextAction.SERVICE,
            "dissatisfied",
            "the last CSAT answer is 2 or less, or the last NPS answer 6 or less"),
    INTENT(NextAction.CONVERT, "intent", "has not bought; a cart or checkout lately"),
    NO_ORDER(NextAction.ATTRACT, "no order", "has not bought"),
    LEAVING(NextAction.RETAIN, "leaving", "at risk, or lapsed"),
    BEGINNING(NextAction.RETAIN, "beginning", "onboarding, or won back: the next order decides"),
    ADVOCATE(NextAction.REFER, "advocate", "an advocate"),
    BEST(NextAction.LOYALTY, "best", "of high value, or of the strategic or important tier"),
    OTHERS(NextAction.OPTIMISE, "others", "everyone else");

    private static final int DISSATISFIED_CSAT = 2;
    private static final int DETRACTOR_NPS = 6;

    private final NextAction action;
    private final String rule;
    private final String condition;

    ActionTable(NextAction action, String rule, String condition) {
        this.action = action;
        this.rule = rule;
        this.condition = condition;
    }

    NextAction action() {
        return action;
    }

    String rule() {
        return rule;
    }

    String condition() {
        return condition;
    }

    static ActionTable row(Standpoint at, Quadrant quadrant, Tier tier, LifecycleStage stage) {
        Relationship relationship = at.relationship();
        if (relationship.openTickets() > 0) {
            return OPEN_TICKET;
        }
        if (relationship.lastCsat().orElse(Integer.MAX_VALUE) <= DISSATISFIED_CSAT
                || relationship.lastNps().orElse(Integer.MAX_VALUE) <= DETRACTOR_NPS) {
            return DISSATISFIED;
        }
        return switch (stage) {
            case PROSPECT -> at.intends() ? INTENT : NO_ORDER;
            case AT_RISK, LAPSED -> LEAVING;
            case ONBOARDING, WON_BACK -> BEGINNING;
            case ADVOCATE -> ADVOCATE;
            case ENGAGED ->
                    quadrant == Quadrant.HIGH_VALUE
                                    || tier == Tier.STRATEGIC
                                    || tier == Tier.IMPORTANT
                            ? BEST
                            : OTHERS;
        };
    }
}
