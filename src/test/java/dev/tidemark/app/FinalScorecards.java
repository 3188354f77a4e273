package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.Cause;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.ChurnRisk;
import dev.tidemark.model.Relationship;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.ChurnRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares how customers end, by one way of hearing of them and by another: in every field but
 * those that tell the way. These are the sequence, the reasons, since when a customer is where they
 * are, and the level of churn where hysteresis holds the one that was entered before; with such a
 * level goes the moment of the next.
 */
final class FinalScorecards {
    private FinalScorecards() {}

    /** How many levels differ, each of them held by hysteresis. */
    static int assertSame(
            Map<String, Scorecard> expected,
            Map<String, Scorecard> actual,
            ChurnRules churn,
            String where) {
        assertEquals(expected.keySet(), actual.keySet(), "customers, " + where);
        int held = 0;
        for (Map.Entry<String, Scorecard> entry : expected.entrySet()) {
            Scorecard wanted = entry.getValue();
            Scorecard found = actual.get(entry.getKey());
            assertEquals(Cause.END, found.cause(), where);
            assertEquals(withoutItsWay(wanted), withoutItsWay(found), where);
            if (isHeld(wanted, found, churn, where)) {
                held++;
            } else {
                assertEquals(wanted.nextChangeAt(), found.nextChangeAt(), where);
            }
        }
        return held;
    }

    private static Scorecard withoutItsWay(Scorecard card) {
        return new Scorecard(
                card.customerId(),
                0,
                card.asOf(),
                card.cause(),
                card.eventId(),
                card.segment(),
                0,
                card.buyer().map(FinalScorecards::withoutItsWay),
                Optional.empty(),
                withoutItsWay(card.relationship()),
                List.of(),
                0,
                card.versions());
    }

    /**
     * Of several events of one order, which is the one that is scored depends on arrival where
     * others are ignored; and with it what counts as a response.
     */
    private static Relationship withoutItsWay(Relationship r) {
        return new Relationship(0, r.lastCsat(), r.meanCsat(), r.lastNps(), r.openTickets(), "");
    }

    private static BuyerScores withoutItsWay(BuyerScores buyer) {
        ChurnRisk churn = buyer.churn();
        return new BuyerScores(
                buyer.rfm(),
                buyer.value(),
                new ChurnRisk(churn.probability(), churn.pAlive(), ChurnLevel.LOW, 0),
                buyer.history());
    }

    private static boolean isHeld(
            Scorecard wanted, Scorecard found, ChurnRules rules, String where) {
        Optional<ChurnRisk> one = wanted.buyer().map(BuyerScores::churn);
        Optional<ChurnRisk> other = found.buyer().map(BuyerScores::churn);
        if (one.map(ChurnRisk::level).equals(other.map(ChurnRisk::level))) {
            return false;
        }
        ChurnLevel level = one.orElseThrow().level();
        ChurnLevel otherLevel = other.orElseThrow().level();
        int higher = Math.max(level.ordinal(), otherLevel.ordinal());
        double entered = higher == ChurnLevel.HIGH.ordinal() ? rules.high() : rules.medium();
        double probability = one.get().probability();
        String levels = where + ": " + wanted + " against " + otherLevel;
        assertEquals(1, Math.abs(level.ordinal() - otherLevel.ordinal()), levels);
        assertTrue(probability < entered, levels);
        assertTrue(probability >= entered - rules.hysteresis(), levels);
        return true;
    }
}
