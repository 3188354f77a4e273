package dev.tidemark.scoring;

import dev.tidemark.model.Account;
import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.CrmPlaces;
import dev.tidemark.model.Relationship;
import java.util.Optional;

/**
 * What the rules make of a history as of one moment; nothing is changed by it.
 *
 * @param buyer the scores of one who has bought
 * @param places where the customer stands
 * @param crm the same in words, and what to do
 * @param tierPoints volume, profit and length of the relationship; 0 of one who has not bought
 * @param nextChangeAt when silence next changes something
 * @param account what the customer counts for
 */
record Assessment(
        Optional<BuyerScores> buyer,
        Places places,
        CrmPlaces crm,
        Relationship relationship,
        double tierPoints,
        long nextChangeAt,
        Account account) {

    /** The r score; 0 of one who has not bought. */
    int r() {
        return buyer.map(scores -> scores.rfm().r()).orElse(0);
    }

    /** The f score; likewise. */
    int f() {
        return buyer.map(scores -> scores.rfm().f()).orElse(0);
    }

    /** The m score; likewise. */
    int m() {
        return buyer.map(scores -> scores.rfm().m()).orElse(0);
    }

    /** Whether a customer who stood so stands elsewhere now. */
    boolean changes(CustomerHistory h) {
        boolean scoresAreSame = buyer.map(scores -> h.hasScores(scores.rfm())).orElse(h.r == 0);
        return !scoresAreSame || !h.places.areSame(places);
    }
}
