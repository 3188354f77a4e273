package dev.tidemark.sim;

import dev.tidemark.model.Moments;
import dev.tidemark.sim.CustomerStreams.Purpose;

/** The purchases of one customer in time: the buying process itself, and nothing else. */
final class BuyingPath {
    private final ShopConfig config;
    private final CustomerStreams streams;
    private final CustomerTraits traits;
    private long purchaseAt;
    private int purchaseNumber = 1;
    private long diesAt = Moments.NEVER;

    BuyingPath(
            ShopConfig config, CustomerStreams streams, CustomerTraits traits, long firstPurchase) {
        this.config = config;
        this.streams = streams;
        this.traits = traits;
        this.purchaseAt = firstPurchase;
    }

    /** The purchase to come, or {@link Moments#NEVER}. */
    long purchaseAt() {
        return purchaseAt;
    }

    /** Number of the purchase to come, from 1. */
    int purchaseNumber() {
        return purchaseNumber;
    }

    /** When the customer dropped out; {@link Moments#NEVER} as long as the customer has not. */
    long diesAt() {
        return diesAt;
    }

    /** The purchase happens; the customer drops out, or the next one is set. */
    void buy() {
        SeededRandom random = streams.of(Purpose.NEXT_PURCHASE, purchaseNumber);
        purchaseNumber++;
        if (random.chance(traits.dropoutProbability())) {
            diesAt = purchaseAt;
            purchaseAt = Moments.NEVER;
            return;
        }
        purchaseAt = later(config, purchaseAt, random.exponential() / traits.lambdaPerWeek());
    }

    /**
     * That many weeks on, at least a millisecond; {@link Moments#NEVER} if the shop is closed by
     * then, or if the number is infinite, as it is at a rate of zero.
     */
    static long later(ShopConfig config, long from, double weeks) {
        double gapMs = StrictMath.rint(weeks * ShopConfig.WEEK_MS);
        boolean open = gapMs < config.closesAt() - from;
        return open ? from + Math.max(1, (long) gapMs) : Moments.NEVER;
    }
}
