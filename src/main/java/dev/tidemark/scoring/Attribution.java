package dev.tidemark.scoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which campaign a customer's net revenue followed: that of the latest touch before it, if that was
 * not long ago.
 *
 * <p>By day: money dated on day D, orders and what went back alike, belongs to the latest touch of
 * D or before, if that is at most so many days older. Of several touches of one day the last by id
 * counts, whichever was heard of first.
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
     * Net revenue by campaign.
     *
     * @param touches in any order
     * @param from days before it are left out
     * @return minor units; campaigns without any are left out
     */
    Map<String, Long> attributed(List<CampaignTouch> touches, Purchases purchases, int from) {
        Map<String, Long> net = new HashMap<>();
        add(new TreeSet<>(touches), purchases, from, 1, net);
        net.values().removeIf(sum -> sum == 0);
        return net;
    }

    /**
     * How the net revenue by campaign changes when one memory of a customer takes the place of
     * another.
     *
     * <p>A touch that is no longer remembered is no touch that never was: what it brought stays
     * attributed to it, and is no longer corrected from the next change on. Only where no purchases
     * are left, as of one who was erased or merged away, everything is taken back. So that
     * corrections meet the campaign that was credited, the oldest touches must be given up first.
     *
     * @param from the first day that is compared, see {@link PurchaseDiary#firstDay}
     * @return minor units; campaigns whose revenue stays are left out
     */
    Map<String, Long> changes(
            List<CampaignTouch> touchesBefore,
            Purchases before,
            List<CampaignTouch> touchesAfter,
            Purchases after,
            int from) {
        boolean untouched = touchesBefore.isEmpty() && touchesAfter.isEmpty();
        if (untouched || before == after && touchesBefore.equals(touchesAfter)) {
            return Map.of();
        }
        SortedSet<CampaignTouch> touches = new TreeSet<>(touchesAfter);
        if (!after.isEmpty()) {
            touches.addAll(touchesBefore);
        }
        Map<String, Long> changes = new HashMap<>();
        add(new TreeSet<>(touchesBefore), before, from, -1, changes);
        add(touches, after, from, 1, changes);
        changes.values().removeIf(change -> change == 0);
        return changes;
    }

    private void add(
            SortedSet<CampaignTouch> touches,
            Purchases purchases,
            int from,
            int sign,
            Map<String, Long> sums) {
        if (touches.isEmpty()) {
            return;
        }
        List<CampaignTouch> inOrder = List.copyOf(touches);
        int latest = -1;
        for (DayWalk walk = new DayWalk(purchases, from); walk.day() != DayWalk.END; walk.next()) {
            while (latest + 1 < inOrder.size() && inOrder.get(latest + 1).day() <= walk.day()) {
                latest++;
            }
            if (latest >= 0 && walk.day() - inOrder.get(latest).day() <= attributionDays) {
                sums.merge(inOrder.get(latest).campaignId(), sign * walk.net(), Long::sum);
            }
        }
    }
}
