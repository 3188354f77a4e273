package dev.tidemark.backtest;

import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.BuyerSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The buyers as they were at the begin of a day, and, once the horizon has passed, what they did.
 */
final class Cohort {
    private final int day;
    private final List<Buyer> buyers = new ArrayList<>();
    private final List<BuyerSnapshot> snapshots = new ArrayList<>();
    private List<Outcome> outcomes = List.of();

    /**
     * What a buyer did within the horizon.
     *
     * @param known false if the customer was erased since: then nothing is known
     * @param purchases distinct days
     * @param netMinor money in less money back
     */
    record Outcome(boolean known, int purchases, long netMinor) {}

    private Cohort(int day) {
        this.day = day;
    }

    /** Everyone who has bought before a day. */
    static Cohort at(int day, List<Buyer> customers) {
        Cohort cohort = new Cohort(day);
        for (Buyer customer : customers) {
            BuyerSnapshot.of(customer.history())
                    .ifPresent(
                            snapshot -> {
                                cohort.buyers.add(customer);
                                cohort.snapshots.add(snapshot);
                            });
        }
        return cohort;
    }

    /** Looks at what they have done since; the horizon is now over. */
    void settle() {
        List<Outcome> found = new ArrayList<>(buyers.size());
        for (int i = 0; i < buyers.size(); i++) {
            Buyer buyer = buyers.get(i);
            long netNow = BuyerSnapshot.of(buyer.history()).map(BuyerSnapshot::netMinor).orElse(0L);
            found.add(
                    new Outcome(
                            !buyer.erased(),
                            buyer.purchaseDaysFrom(day),
                            netNow - snapshots.get(i).netMinor()));
        }
        outcomes = Collections.unmodifiableList(found);
    }

    int day() {
        return day;
    }

    int size() {
        return buyers.size();
    }

    Buyer buyer(int i) {
        return buyers.get(i);
    }

    BuyerFacts facts(int i) {
        return snapshots.get(i).facts();
    }

    BuyerSnapshot snapshot(int i) {
        return snapshots.get(i);
    }

    /** Of a cohort that is settled. */
    Outcome outcome(int i) {
        return outcomes.get(i);
    }
}
