package dev.tidemark.sim;

import dev.tidemark.model.Moments;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Everything a shop delivers, in the order it is delivered, until its last customer has gone quiet.
 *
 * <p>Two shops of the same configuration deliver the same for ever. Memory grows with the number of
 * customers, not with the number of deliveries. Not thread-safe.
 *
 * <pre>
 *   wake-ups (one per living customer) --Shopper--> events --Courier--> deliveries, ordered
 * </pre>
 */
public final class Shop implements Iterator<Delivery> {
    private static final int SAMPLED_CUSTOMERS = 2_000;

    private final ShopConfig config;
    private final Agenda<Shopper> wakeUps;
    private final Agenda<Delivery> deliveries = new Agenda<>(1024);
    private final Courier courier;

    public Shop(ShopConfig config) {
        this.config = config;
        courier = new Courier(config, deliveries);
        wakeUps = new Agenda<>(config.customers());
        for (int index = 0; index < config.customers(); index++) {
            Shopper shopper = new Shopper(config, index);
            wakeUps.add(shopper.wakesAt(), index, shopper);
        }
    }

    public ShopConfig config() {
        return config;
    }

    /** Whether there is another delivery; false once all customers have gone quiet. */
    @Override
    public boolean hasNext() {
        // Whoever wakes by then may still have something to deliver before it.
        while (!wakeUps.isEmpty() && wakeUps.firstAt() <= deliveries.firstAt()) {
            Shopper shopper = wakeUps.first();
            shopper.act(courier);
            if (shopper.wakesAt() == Moments.NEVER) {
                wakeUps.removeFirst();
            } else {
                wakeUps.postponeFirst(shopper.wakesAt());
            }
        }
        return !deliveries.isEmpty();
    }

    @Override
    public Delivery next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the last customer of the shop has gone quiet");
        }
        return deliveries.removeFirst();
    }

    /**
     * What is really so about one customer, now or before the shop has even met them.
     *
     * @param customerIndex from 0 to customers − 1
     */
    public TrueCustomer truth(int customerIndex) {
        if (customerIndex < 0 || customerIndex >= config.customers()) {
            throw new IndexOutOfBoundsException(
                    "customerIndex %d is not from 0 to %d"
                            .formatted(customerIndex, config.customers() - 1));
        }
        return Shopper.truth(config, customerIndex);
    }

    /**
     * How many deliveries a day to expect between two moments of event time.
     *
     * <p>An estimate: customers are independent, so the first 2,000 of them are played through and
     * scaled up. The standard error is a few percent; it is exact for a shop no larger than that.
     *
     * @param from epoch milliseconds
     * @param until epoch milliseconds, after {@code from}
     */
    public static double deliveriesPerDay(ShopConfig config, long from, long until) {
        if (until <= from) {
            throw new IllegalArgumentException(
                    "until %d is not after from %d".formatted(until, from));
        }
        int sampled = Math.min(SAMPLED_CUSTOMERS, config.customers());
        Shop sample = new Shop(config.withCustomers(sampled));
        long count = 0;
        while (sample.hasNext()) {
            long at = sample.next().deliveredAt();
            if (at >= until) {
                break;
            }
            count += at >= from ? 1 : 0;
        }
        double days = (until - from) / (double) ShopConfig.DAY_MS;
        return count / days * config.customers() / sampled;
    }
}
