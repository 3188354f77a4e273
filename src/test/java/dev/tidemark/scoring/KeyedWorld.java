package dev.tidemark.scoring;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.ErasureReceipt;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.Moments;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Many customers carried through the fold by a plain loop, and the relays between them. Relays to
 * one customer arrive in the order in which they were sent; between customers in any.
 */
final class KeyedWorld {
    private final CustomerScorer scorer;
    private final Map<String, CustomerHistory> histories = new TreeMap<>();
    private final Map<String, Deque<Relay>> onTheWay = new TreeMap<>();

    final List<ScoreUpdate> updates = new ArrayList<>();
    final List<Transition> transitions = new ArrayList<>();
    final List<ErasureReceipt> receipts = new ArrayList<>();
    final Map<IgnoreReason, Integer> ignored = new EnumMap<>(IgnoreReason.class);
    int relays;
    long spentMinor;

    KeyedWorld(Rules rules) {
        this.scorer = new CustomerScorer(rules);
    }

    KeyedWorld happens(CustomerEvent... events) {
        for (CustomerEvent event : events) {
            String id = event.customerId();
            carryOut(id, scorer.onEvent(of(id), event));
        }
        return this;
    }

    /** Delivers one relay, if one is on its way, to a customer drawn by chance. */
    boolean deliverOne(Random random) {
        List<String> waiting = new ArrayList<>(onTheWay.keySet());
        if (waiting.isEmpty()) {
            return false;
        }
        String to = waiting.get(random.nextInt(waiting.size()));
        Relay relay = onTheWay.get(to).remove();
        if (onTheWay.get(to).isEmpty()) {
            onTheWay.remove(to);
        }
        carryOut(to, scorer.onRelay(of(to), relay));
        return true;
    }

    /** Delivers all relays, and those that they make. */
    KeyedWorld settle() {
        Random first = new Random(1);
        for (int i = 0; deliverOne(first); i++) {
            if (i > 100_000) {
                throw new AssertionError("relays go round for ever: " + onTheWay);
            }
        }
        return this;
    }

    KeyedWorld silenceUntil(long now) {
        for (String id : List.copyOf(histories.keySet())) {
            carryOut(id, scorer.onSilence(id, of(id), now));
        }
        return this;
    }

    CustomerHistory of(String id) {
        return histories.getOrDefault(id, CustomerHistory.unknown());
    }

    /** The id that stands for the person of an id. */
    String personOf(String id) {
        String at = id;
        for (int i = 0; of(at).standing.hasMoved(); i++) {
            at = of(at).standing.movedTo();
            if (i > histories.size()) {
                throw new AssertionError("a circle through " + id);
            }
        }
        return at;
    }

    /** The last word on a customer; null if there was none. */
    ScoreUpdate last(String id) {
        ScoreUpdate last = null;
        for (ScoreUpdate update : updates) {
            last = update.customerId().equals(id) ? update : last;
        }
        return last;
    }

    Scorecard card(String id) {
        return (Scorecard) last(id);
    }

    List<Transition> transitionsOf(String id) {
        return transitions.stream().filter(t -> t.customerId().equals(id)).toList();
    }

    private void carryOut(String id, Decision decision) {
        if (decision instanceof Decision.Ignored no) {
            ignored.merge(no.reason(), 1, Integer::sum);
        } else if (decision instanceof Decision.Onward onward) {
            send(onward.relay());
        } else if (decision instanceof Decision.Spent spent) {
            spentMinor += spent.amountMinor();
            keep(id, spent.history());
        } else if (decision instanceof Decision.Scored scored) {
            for (Decision.Outcome outcome : scored.outcomes()) {
                updates.add(outcome.update());
                transitions.addAll(outcome.transitions());
            }
            scored.relays().forEach(this::send);
            scored.receipt().ifPresent(receipts::add);
            keep(id, scored.history());
        }
    }

    private void send(Relay relay) {
        relays++;
        onTheWay.computeIfAbsent(relay.to(), to -> new ArrayDeque<>()).add(relay);
    }

    /** As the state backend does: bytes, and nothing where nothing is known. */
    private void keep(String id, CustomerHistory history) {
        if (history.isUnknown()) {
            histories.remove(id);
        } else {
            CustomerHistory armed = history.armedFor(Moments.NEVER);
            histories.put(id, HistoryCodec.decode(HistoryCodec.encode(armed)));
        }
    }
}
