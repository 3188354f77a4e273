package dev.tidemark.app;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.sim.Delivery;
import dev.tidemark.sim.EventShares;
import dev.tidemark.sim.Repertoire;
import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.sim.Stragglers;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A shop with every trouble at once, until it closes after 400 days: of its events 10 % are
 * delivered twice, 5 % late and 3 % are refunds or cancellations; broken records come on top, 2 %
 * of them. A customer makes some 15 deliveries.
 *
 * <p>Three in ten of the duplicates and late events come hours or days later than the others, but
 * none so late that by default it would be too late.
 */
final class DirtyShop {
    static final long SEED = 20_261_122;

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int LATEST_DAYS = 29;
    private static final int OPEN_DAYS = 400;

    /** Of the orders, so that 3 % of the events are: there are about three others per order. */
    private static final double REFUNDED = 0.135;

    private final ShopConfig config;

    DirtyShop(int customers) {
        config =
                ShopConfig.defaults(SEED, customers)
                        .withOpenDays(OPEN_DAYS)
                        .withShares(new EventShares(0.1, REFUNDED, 0.10, 0.05, 0.02))
                        .withStragglers(new Stragglers(0.3, LATEST_DAYS * DAY, 2 * DAY))
                        .withRepertoire(Repertoire.FULL);
    }

    /** The end of the day on which the shop closes; refunds after it are none of its log. */
    long closesAt() {
        return config.closesAt();
    }

    /** Everything that is delivered of what happens until the end, as it arrives. */
    void deliver(Consumer<Delivery> taker) {
        deliver(config, taker);
    }

    /** The same events, each once, in the order in which they happened. */
    void deliverInOrder(Consumer<CustomerEvent> taker) {
        deliver(
                config.inOrder(),
                delivery -> taker.accept(((Delivery.Event) delivery.payload()).event()));
    }

    private static void deliver(ShopConfig config, Consumer<Delivery> taker) {
        Shop shop = new Shop(config);
        while (shop.hasNext()) {
            Delivery next = shop.next();
            long happenedAt =
                    next.payload() instanceof Delivery.Event of
                            ? of.event().occurredAt()
                            : next.deliveredAt();
            if (happenedAt < config.closesAt()) {
                taker.accept(next);
            }
        }
    }
}
