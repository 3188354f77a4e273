package dev.tidemark.backtest;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All customers of a log, each followed by the fold that scores them in the stream. */
public final class Customers {
    private final CustomerScorer scorer;
    private final Map<String, Buyer> byId = new HashMap<>();
    private final List<Buyer> all = new ArrayList<>();

    /** Nobody yet; the rules are those of the fold, for a run without an end. */
    public Customers(Rules rules) {
        this.scorer = new CustomerScorer(rules);
    }

    /** Applies an event; whose ids were merged must be one id already, so relays tell no one. */
    public void see(CustomerEvent event) {
        Buyer buyer = byId.get(event.customerId());
        boolean known = buyer != null;
        Buyer theirs = known ? buyer : new Buyer(event.customerId());
        Decision decision = scorer.onEvent(theirs.history(), event);
        if (!(decision instanceof Decision.Scored scored)) {
            return;
        }
        if (!known) {
            add(theirs);
        }
        if (scored.receipt().isPresent()) {
            theirs.erase();
            // Whoever comes back under this id is somebody else; the fold keeps what it must know.
            theirs = new Buyer(event.customerId());
            add(theirs);
        }
        theirs.remember(scored.history());
    }

    private void add(Buyer buyer) {
        byId.put(buyer.id(), buyer);
        all.add(buyer);
    }

    /** What the models need to know of everyone who has bought. */
    public List<BuyerFacts> facts() {
        return all.stream()
                .map(buyer -> BuyerFacts.of(buyer.history()))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Σ ln of all gaps between two purchase days of a customer, by which models of regular buyers
     * are held against others.
     *
     * @param unitDays days in the unit of time
     */
    public double sumLogGaps(double unitDays) {
        double sum = 0;
        for (Buyer buyer : all) {
            for (int i = 1; i < buyer.purchaseDays(); i++) {
                sum += StrictMath.log((buyer.purchaseDay(i) - buyer.purchaseDay(i - 1)) / unitDays);
            }
        }
        return sum;
    }

    /** Everyone, in the order in which they came. */
    List<Buyer> all() {
        return all;
    }
}
