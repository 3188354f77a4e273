package dev.tidemark.scoring;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A buyer as of some moment, for those who look at the fold from outside: what the models know and
 * the money.
 *
 * @param facts what the models need to know
 * @param netMinor net spend of all time in minor units, below 0 if more was taken back than paid
 */
public record BuyerSnapshot(BuyerFacts facts, long netMinor) {
    /** That of a customer; empty for one who has bought nothing that stands. */
    public static Optional<BuyerSnapshot> of(CustomerHistory history) {
        return BuyerFacts.of(history).map(facts -> new BuyerSnapshot(facts, history.purchases.net));
    }

    /**
     * The distinct days on which something was bought that stands, in order: those in memory, and
     * before them those known earlier that memory has let go of.
     *
     * @param known what this said before
     */
    public static int[] purchaseDays(CustomerHistory history, int[] known) {
        Purchases purchases = history.purchases;
        IntStream forgotten = Arrays.stream(known).filter(day -> day <= purchases.forgottenDay);
        IntStream remembered =
                IntStream.iterate(
                        purchases.firstLiveDayAfter(purchases.forgottenDay),
                        day -> day != Integer.MAX_VALUE,
                        purchases::firstLiveDayAfter);
        return IntStream.concat(forgotten, remembered).toArray();
    }
}
