package dev.tidemark.app;

import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import java.util.Locale;

/** How much must a shop's customers browse to make a wanted number of records a day? */
final class BrowsingRate {
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long FROM_DAY = 10;
    private static final long UNTIL_DAY = 70;

    private BrowsingRate() {}

    /**
     * The shop with as many page views as make up the wanted records a day, in its first months.
     *
     * @throws UserMistake if its customers make more without any
     */
    static ShopConfig fitted(ShopConfig shop, double wantedPerDay) {
        double engagements = shop.engagementsPerPurchase();
        double without = perDay(shop.withBrowsing(0, engagements));
        double withOne = perDay(shop.withBrowsing(1, engagements));
        double views = (wantedPerDay - without) / (withOne - without);
        if (views < 0) {
            throw new UserMistake(
                    String.format(
                            Locale.ROOT,
                            "--rate makes %.0f records a day of the shop, but its customers make"
                                    + " %.0f without a page view: fewer --customers, or less"
                                    + " --speed",
                            wantedPerDay,
                            without));
        }
        return shop.withBrowsing(views, engagements);
    }

    private static double perDay(ShopConfig shop) {
        return Shop.deliveriesPerDay(
                shop,
                shop.startAt() + FROM_DAY * DAY_MILLIS,
                shop.startAt() + UNTIL_DAY * DAY_MILLIS);
    }
}
