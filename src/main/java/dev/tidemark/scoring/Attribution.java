package dev.tidemark.scoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which campaign a customer's net revenue followed: that of the latest touch before it, if that was
 * not long ago.
 *
 * <p>By day: money dated on day D, orders and what went back alike, belongs to the latest touch of
 * D or before, if that is at most so many days older. Of several touches of one day the last in the
 * list counts.
 */
final class Attribution {
    private final int attributionDays;

    /**
     * A rule.
     *
     * @param attributionDays a touch counts on its own day and so many days after, 0 or more
     */
    Attribution(int attributionDays) {
        if (attributionDays < 0) {
            throw new IllegalArgumentException(
                    "attribution of %d days is below 0".formatted(attributionDays));
        }
        this.attributionDays = attributionDays;
    }

    /**
     * A touch by a campaign.
     *
     * @param campaignId which; empty if it has no name
     * @param day days since 1970-01-01
     */
    record Touch(String campaignId, int day) {}

    /**
     * Net revenue by campaign.
     *
     * @param touches by day, the earliest first
     * @param from days before it are left out
     * @return minor units; campaigns without any are left out
     */
    Map<String, Long> attributed(List<Touch> touches, Purchases purchases, int from) {
        Map<String, Long> net = new HashMap<>();
        add(touches, purchases, from, 1, net);
        return net;
    }

    /**
     * How the net revenue by campaign changes when one memory of a customer takes the place of
     * another.
     *
     * <p>What a touch brought stays attributed when the touch is dropped for younger ones: days
     * before the oldest touch that is kept are then left out of both. Where no touch is kept at
     * all, as of one who was erased, everything is taken back. So touches may be dropped for
     * younger ones, or when all they can bring lies before {@code from}, and never otherwise.
     *
     * @param from the first day that is compared, see {@link PurchaseDiary#firstDay}
     * @return minor units; campaigns whose revenue stays are left out
     */
    Map<String, Long> changes(
            List<Touch> touchesBefore,
            Purchases before,
            List<Touch> touchesAfter,
            Purchases after,
            int from) {
        if (before == after && touchesBefore.equals(touchesAfter)) {
            return Map.of();
        }
        int first = from;
        if (!touchesAfter.isEmpty() && !touchesBefore.isEmpty()) {
            Touch oldest = touchesBefore.get(0);
            boolean dropped = !touchesAfter.contains(oldest);
            first = dropped ? Math.max(from, touchesAfter.get(0).day()) : from;
        }
        Map<String, Long> changes = new HashMap<>();
        add(touchesBefore, before, first, -1, changes);
        add(touchesAfter, after, first, 1, changes);
        return changes;
    }

    private void add(
            List<Touch> touches, Purchases purchases, int from, int sign, Map<String, Long> sums) {
        if (touches.isEmpty()) {
            return;
        }
        int latest = -1;
        for (DayWalk walk = new DayWalk(purchases, from); walk.day() != DayWalk.END; walk.next()) {
            while (latest + 1 < touches.size() && touches.get(latest + 1).day() <= walk.day()) {
                latest++;
            }
            if (latest >= 0 && walk.day() - touches.get(latest).day() <= attributionDays) {
                sums.merge(touches.get(latest).campaignId(), sign * walk.net(), Long::sum);
            }
        }
        sums.values().removeIf(sum -> sum == 0);
    }
}
