package dev.tidemark.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.serving.RecentTransitions.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTransitionsTest {
    @Test
    void onlyTheLatestAreKeptAndTheNewestIsToldFirst() {
        RecentTransitions kept = RecentTransitions.NONE;
        for (int i = 1; i <= RecentTransitions.MOST + 5; i++) {
            kept = kept.with(churn(i, i), false);
        }
        assertEquals(RecentTransitions.MOST, kept.entries().size());
        assertEquals(List.of("25", "24", "23"), texts(kept, 25).subList(0, 3));
        assertEquals("6", texts(kept, 25).get(RecentTransitions.MOST - 1));
    }

    @Test
    void oneThatComesAgainChangesNothingAndAnOldOneDoesNotBecomeNew() {
        RecentTransitions kept = RecentTransitions.NONE;
        for (int i = 1; i <= RecentTransitions.MOST + 5; i++) {
            kept = kept.with(churn(i, i), false);
        }
        assertSame(kept, kept.with(churn(25, 25), false));
        assertEquals(texts(kept, 25), texts(kept.with(churn(2, 2), false), 25));
    }

    @Test
    void aTransitionOfAScorecardThatIsNotThereYetIsNotTold() {
        RecentTransitions kept =
                RecentTransitions.NONE.with(churn(1, 100), false).with(churn(2, 200), false);
        assertEquals(List.of("1"), texts(kept, 1));
        assertEquals(List.of("2", "1"), texts(kept, 2));
    }

    @Test
    void aNewLifeEndsWhatWasToldOfTheOneBefore() {
        RecentTransitions old =
                RecentTransitions.NONE.with(churn(7, 700), false).with(churn(8, 800), false);
        Entry birth = new Entry(900, 1, "rfm", 0, ScoreTopics.utf8("birth"));
        assertEquals(List.of("birth"), texts(old.with(birth, true), 9));
        Entry firstOrder = new Entry(900, 9, "churn", 0, ScoreTopics.utf8("first order"));
        assertEquals(
                List.of("first order", "8", "7"),
                texts(old.with(firstOrder, true), 9),
                "churn is not a class that everyone has");
    }

    @Test
    void theEndOfALifeTakesAwayWhatWasBeforeItAndNothingElse() {
        RecentTransitions kept =
                RecentTransitions.NONE
                        .with(churn(7, 700), false)
                        .with(churn(8, 700), false)
                        .with(churn(9, 700), false)
                        .with(churn(1, 701), false);
        assertEquals(List.of("1", "9"), texts(kept.after(new EndOfLife(700, 8, 0)), 9));
    }

    @Test
    void theBytesAreReadBack() {
        RecentTransitions kept =
                RecentTransitions.NONE.with(churn(1, -5), false).with(churn(2, 7), false);
        RecentTransitions read = RecentTransitions.of(kept.bytes());
        assertEquals(texts(kept, 2), texts(read, 2));
        assertEquals("churn", read.entries().get(0).dimension());
        assertEquals(2007, read.recordedAt());
        assertTrue(RecentTransitions.of(new byte[0]).isEmpty());
    }

    private static Entry churn(long sequence, long asOf) {
        byte[] json = ScoreTopics.utf8(String.valueOf(sequence));
        return new Entry(asOf, sequence, "churn", 2000 + asOf, json);
    }

    private static List<String> texts(RecentTransitions transitions, long upTo) {
        return transitions.upTo(upTo).stream().map(String::new).toList();
    }
}
