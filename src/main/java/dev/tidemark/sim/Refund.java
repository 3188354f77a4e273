package dev.tidemark.sim;

import dev.tidemark.model.CustomerEvent;

/**
 * Money going back for one order.
 *
 * @param delayMs from the order to the refund, at least 1
 * @param amountMinor from 1 to the order's amount; {@link CustomerEvent#NO_AMOUNT} for "all of it"
 */
record Refund(long delayMs, long amountMinor) {
    private static final double MEDIAN_DAYS = 9;

    /** Log-normal: the 95th percentile is 112 days, ln(112 / 9) / 1.6449 = 1.5327. */
    private static final double SIGMA = 1.5327;

    private static final long HASTE_MS = ShopConfig.DAY_MS / 2;
    private static final double LONGEST_DAYS = 730;
    private static final double WHOLE_SHARE = 0.3;
    private static final double UNSAID_SHARE_OF_WHOLE = 0.5;

    /** The same refund within twelve hours of the order. */
    Refund hastened() {
        return new Refund(1 + delayMs % HASTE_MS, amountMinor);
    }

    static Refund draw(long orderMinor, SeededRandom random) {
        double days = MEDIAN_DAYS * StrictMath.exp(SIGMA * random.gaussian());
        long delayMs = 1 + (long) (Math.min(LONGEST_DAYS, days) * ShopConfig.DAY_MS);
        if (random.chance(WHOLE_SHARE)) {
            boolean unsaid = random.chance(UNSAID_SHARE_OF_WHOLE);
            return new Refund(delayMs, unsaid ? CustomerEvent.NO_AMOUNT : orderMinor);
        }
        return new Refund(delayMs, 1 + random.below(Math.max(1, orderMinor - 1)));
    }
}
