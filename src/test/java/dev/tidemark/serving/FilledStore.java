package dev.tidemark.serving;

import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Transition;
import dev.tidemark.serving.RecentTransitions.Entry;
import dev.tidemark.wire.MessageHead;
import dev.tidemark.wire.ScorecardJson;
import dev.tidemark.wire.TransitionJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A store without a follower, for those who only look things up. */
public final class FilledStore {
    private FilledStore() {}

    /** One that has not been read to the end. */
    public static ScoreStore incomplete(Path directory) {
        return ScoreStore.open(directory);
    }

    /** One in which everything is. */
    public static ScoreStore complete(
            Path directory, List<Scorecard> cards, List<Transition> transitions) {
        ScoreStore store = ScoreStore.open(directory);
        StoreChanges changes = store.changes();
        for (Scorecard card : cards) {
            changes.scorecard(ScoreTopics.utf8(card.customerId()), ScorecardJson.write(card));
        }
        for (Transition transition : transitions) {
            byte[] json = TransitionJson.write(transition);
            MessageHead head = MessageHead.read(json);
            changes.transition(
                    ScoreTopics.utf8(transition.customerId()),
                    Entry.of(head, 0, json),
                    head.isFirst());
        }
        store.write(changes, new Bookmark("test", Map.of(), 0, true));
        store.declareComplete();
        return store;
    }
}
