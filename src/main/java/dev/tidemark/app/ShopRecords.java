package dev.tidemark.app;

import dev.tidemark.sim.Delivery;
import dev.tidemark.wire.EventLimits;
import dev.tidemark.wire.NativeEventJson;

/** The simulated shop's deliveries as the bytes that an upstream system would send. */
final class ShopRecords {
    private final NativeEventJson json;

    ShopRecords(EventLimits limits) {
        this.json = new NativeEventJson(limits);
    }

    byte[] bytes(Delivery delivery) {
        if (delivery.payload() instanceof Delivery.Broken broken) {
            return broken.raw();
        }
        return json.write(((Delivery.Event) delivery.payload()).event());
    }
}
