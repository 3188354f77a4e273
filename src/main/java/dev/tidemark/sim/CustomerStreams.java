package dev.tidemark.sim;

/**
 * The random streams of one customer. Each (purpose, number) has a stream of its own, so that one
 * more view or refund never moves the next purchase.
 */
final class CustomerStreams {
    /** What a stream is for. The order is part of what a seed means: append only. */
    enum Purpose {
        SIGN_UP,
        FIRST_PURCHASE,
        BUYING_RATE,
        DROPOUT,
        SPEND_LEVEL,
        CHANNEL,
        NEXT_PURCHASE,
        ORDER_AMOUNT,
        VISIT_START,
        VISIT,
        NEXT_ENGAGEMENT,
        ENGAGEMENT,
        REFUND,
        TRANSPORT,
        STRAGGLING,
        REPERTOIRE,
        RESTATEMENT
    }

    /** Room for purposes to come, without moving the streams of today. */
    private static final int MOST_PURPOSES = 64;

    private final long key;

    CustomerStreams(long seed, int customerIndex) {
        long shopKey = SeededRandom.mix(seed + SeededRandom.GOLDEN_GAMMA);
        key = SeededRandom.mix(shopKey + SeededRandom.GOLDEN_GAMMA * (customerIndex + 1L));
    }

    /** A fresh stream for the thing of that purpose and number. */
    SeededRandom of(Purpose purpose, int number) {
        long place = (long) number * MOST_PURPOSES + purpose.ordinal();
        return new SeededRandom(SeededRandom.mix(key ^ SeededRandom.mix(place)));
    }

    /** The stream of a thing there is one of. */
    SeededRandom of(Purpose purpose) {
        return of(purpose, 0);
    }
}
