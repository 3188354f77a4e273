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
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Many customers carried through the fold by a plain loop, and the relays between them. Relays from
 * one customer to another arrive in the order in which they were sent; all others in any.
 */
final class KeyedWorld {
    private final CustomerScorer scorer;
    private final Map<String, CustomerHistory> histories = new TreeMap<>();
    private final Map<Way, Deque<Relay>> onTheWay = new TreeMap<>();
    private final List<Relay> delivered = new ArrayList<>();
    private final List<CustomerEvent> happened = new ArrayList<>();

    private record Way(String from, String to) implements Comparable<Way> {
        @Override
        public int compareTo(Way other) {
            int order = from.compareTo(other.from);
            return order != 0 ? order : to.compareTo(other.to);
        }
    }

    final List<ScoreUpdate> updates = new ArrayList<>();
    final List<Transition> transitions = new ArrayList<>();
    final List<Decision.Outcome> outcomes = new ArrayList<>();
    final List<ErasureReceipt> receipts = new ArrayList<>();
    final Map<IgnoreReason, Integer> ignored = new EnumMap<>(IgnoreReason.class);
    int relays;
    long spentMinor;
    final Map<String, Long> spentByCampaign = new TreeMap<>();

    KeyedWorld(Rules rules) {
        this.scorer = new CustomerScorer(rules);
    }

    KeyedWorld happens(CustomerEvent... events) {
        for (CustomerEvent event : events) {
            happened.add(event);
            String id = event.customerId();
            carryOut(id, scorer.onEvent(of(id), event));
        }
        return this;
    }

    /** Delivers one relay, if one is on its way, between two customers drawn by chance. */
    boolean deliverOne(Random random) {
        List<Way> waiting = new ArrayList<>(onTheWay.keySet());
        if (waiting.isEmpty()) {
            return false;
        }
        Way way = waiting.get(random.nextInt(waiting.size()));
        Relay relay = onTheWay.get(way).remove();
        if (onTheWay.get(way).isEmpty()) {
            onTheWay.remove(way);
        }
        delivered.add(relay);
        carryOut(way.to(), scorer.onRelay(of(way.to()), relay));
        return true;
    }

    /** Delivers one of the relays of before once more, as after a return to an old checkpoint. */
    void deliverAgain(Random random) {
        if (!delivered.isEmpty()) {
            Relay relay = delivered.get(random.nextInt(delivered.size()));
            carryOut(relay.to(), scorer.onRelay(of(relay.to()), relay));
        }
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
            silenceOf(id, now);
        }
        return this;
    }

    void silenceOf(String id, long now) {
        carryOut(id, scorer.onSilence(id, of(id), now));
    }

    List<CustomerEvent> happened() {
        return happened;
    }

    Set<String> known() {
        return histories.keySet();
    }

    Collection<CustomerHistory> histories() {
        return histories.values();
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
            onward.relays().forEach(relay -> send(id, relay));
        } else if (decision instanceof Decision.Spent spent) {
            spentMinor += spent.amountMinor();
            spentByCampaign.merge(spent.campaignId(), spent.amountMinor(), Long::sum);
            keep(id, spent.history());
        } else if (decision instanceof Decision.Scored scored) {
            for (Decision.Outcome outcome : scored.outcomes()) {
                outcomes.add(outcome);
                updates.add(outcome.update());
                transitions.addAll(outcome.transitions());
            }
            scored.relays().forEach(relay -> send(id, relay));
            scored.receipt().ifPresent(receipts::add);
            keep(id, scored.history());
        }
    }

    private void send(String from, Relay relay) {
        relays++;
        onTheWay.computeIfAbsent(new Way(from, relay.to()), way -> new ArrayDeque<>()).add(relay);
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
