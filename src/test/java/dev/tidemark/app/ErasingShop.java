package dev.tidemark.app;

import dev.tidemark.app.config.Settings;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.sim.Delivery;
import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.wire.NativeEventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A made-up shop that at one moment forgets a third of its customers, who do not come back. */
final class ErasingShop {
    private ErasingShop() {}

    /** A record of the events' topic. */
    record Sent(String key, byte[] value) {}

    /**
     * What it sends before each of some moments, since the one before.
     *
     * @param erasedAt at which of these moments it forgets
     */
    static List<List<Sent>> chapters(
            Settings settings, ShopConfig config, long[] moments, int erasedAt) {
        NativeEventJson json = new NativeEventJson(settings.eventLimits());
        ShopRecords records = new ShopRecords(settings.eventLimits());
        List<List<Sent>> chapters = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        Shop shop = new Shop(config);
        Delivery next = shop.next();
        for (int i = 0; i < moments.length; i++) {
            List<Sent> chapter = new ArrayList<>();
            if (i == erasedAt + 1) {
                seen.stream()
                        .filter(ErasingShop::isErased)
                        .map(who -> new Sent(who, json.write(erase(who, moments[erasedAt]))))
                        .forEach(chapter::add);
            }
            while (next.deliveredAt() < moments[i]) {
                if (i <= erasedAt || !isErased(next.key())) {
                    seen.add(next.key());
                    chapter.add(new Sent(next.key(), records.bytes(next)));
                }
                next = shop.next();
            }
            chapters.add(chapter);
        }
        return chapters;
    }

    static boolean isErased(String who) {
        return Math.floorMod(who.hashCode(), 3) == 0;
    }

    private static CustomerEvent erase(String who, long moment) {
        return new CustomerEvent(
                "x-" + who, who, EventType.ERASE, moment, "", CustomerEvent.NO_AMOUNT, "");
    }
}
