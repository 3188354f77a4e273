package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Transition;
import dev.tidemark.scoring.Decision.Ignored;
import dev.tidemark.scoring.Decision.Outcome;
import dev.tidemark.scoring.Decision.Scored;
import dev.tidemark.wire.ScorecardJson;
import dev.tidemark.wire.TransitionJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One customer carried through the fold by a plain loop.
 *
 * <p>At every step it checks what must hold at all of them: the history that was handed in is not
 * changed, sequences have no gaps, time does not go back, the next change lies ahead.
 */
final class FoldedCustomer {
    private final Rules rules;
    private final CustomerScorer scorer;
    private final List<Outcome> outcomes = new ArrayList<>();
    private CustomerHistory history = CustomerHistory.unknown();

    FoldedCustomer(Rules rules) {
        this.rules = rules;
        this.scorer = new CustomerScorer(rules);
    }

    /** The same customer under the same rules, continued from other bytes. */
    FoldedCustomer continuedFrom(CustomerHistory other) {
        FoldedCustomer twin = new FoldedCustomer(rules);
        twin.history = other;
        twin.outcomes.addAll(outcomes);
        return twin;
    }

    /** The same customer from now on under other rules. */
    FoldedCustomer under(Rules others) {
        FoldedCustomer twin = new FoldedCustomer(others);
        twin.history = history;
        twin.outcomes.addAll(outcomes);
        return twin;
    }

    FoldedCustomer apply(CustomerEvent... events) {
        for (CustomerEvent event : events) {
            decide(event);
        }
        return this;
    }

    Decision decide(CustomerEvent event) {
        byte[] before = HistoryCodec.encode(history);
        Decision decision = scorer.onEvent(history, event);
        assertArrayEquals(before, HistoryCodec.encode(history), "the fold changed its input");
        if (decision instanceof Scored scored) {
            take(scored);
        }
        return decision;
    }

    IgnoreReason ignored(CustomerEvent event) {
        Decision decision = decide(event);
        assertTrue(decision instanceof Ignored, () -> "was scored: " + event);
        return ((Ignored) decision).reason();
    }

    /** What silence until a moment brings. */
    List<Outcome> silence(long now) {
        byte[] before = HistoryCodec.encode(history);
        Scored scored = scorer.onSilence(Events.CUSTOMER, history, now);
        assertArrayEquals(before, HistoryCodec.encode(history), "the fold changed its input");
        take(scored);
        return scored.outcomes();
    }

    private void take(Scored scored) {
        for (Outcome outcome : scored.outcomes()) {
            Scorecard card = outcome.scorecard();
            assertEquals(outcomes.size() + 1L, card.sequence(), "sequence");
            assertTrue(
                    outcomes.isEmpty() || card.asOf() >= last().asOf(),
                    () -> "time went back from " + last().asOf() + " to " + card.asOf());
            assertTrue(card.nextChangeAt() > card.asOf(), () -> "no future in " + card);
            outcomes.add(outcome);
        }
        history = scored.history();
    }

    CustomerHistory history() {
        return history;
    }

    /** When there is something to be seen next, be it a deadline or what is new for everyone. */
    long nextLook() {
        return Math.min(nextDeadline(), scorer.meetsNewsAt(history));
    }

    long nextDeadline() {
        return scorer.nextDeadline(history);
    }

    boolean isBehind(long now) {
        return scorer.meetsNewsAt(history) <= now;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    Scorecard last() {
        return outcomes.get(outcomes.size() - 1).scorecard();
    }

    BuyerScores buyer() {
        return last().buyer().orElseThrow(() -> new AssertionError("a prospect: " + last()));
    }

    List<Transition> transitions() {
        return outcomes.stream().flatMap(outcome -> outcome.transitions().stream()).toList();
    }

    List<Transition> transitions(Dimension dimension) {
        return transitions().stream().filter(t -> t.dimension() == dimension).toList();
    }

    /** All scorecards and transitions as they leave the house, in order. */
    List<String> bytes() {
        List<String> bytes = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            bytes.add(new String(ScorecardJson.write(outcome.scorecard()), StandardCharsets.UTF_8));
            for (Transition transition : outcome.transitions()) {
                bytes.add(new String(TransitionJson.write(transition), StandardCharsets.UTF_8));
            }
        }
        return bytes;
    }
}
