package dev.tidemark.scoring;

import java.util.ArrayList;
import java.util.List;

/**
 * The campaigns that reached a customer last, each with the last day on which it did: at most
 * {@value #MOST}, none older than {@value #DAYS} days. Immutable, and like {@link Tickets} a
 * function of the set of events.
 *
 * @param list in the order of days, and of one day of ids
 */
record Touches(List<CampaignTouch> list) {
    static final int MOST = 8;

    /** Longer than any touch counts for an order: a month, and another for late events. */
    static final int DAYS = 62;

    static final Touches NONE = new Touches(List.of());

    Touches with(String campaignId, int day) {
        String id = ShortText.of(campaignId);
        List<CampaignTouch> all = new ArrayList<>(list.size() + 1);
        for (CampaignTouch touch : list) {
            if (!touch.campaignId().equals(id)) {
                all.add(touch);
            } else if (touch.day() >= day) {
                return this;
            }
        }
        all.add(new CampaignTouch(id, day));
        all.sort(null);
        return new Touches(List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size())));
    }

    /** Without those that are too old on a day. */
    Touches forgetting(int today) {
        int gone = 0;
        while (gone < list.size() && (long) today - list.get(gone).day() > DAYS) {
            gone++;
        }
        return gone == 0 ? this : new Touches(List.copyOf(list.subList(gone, list.size())));
    }

    Touches union(Touches other) {
        Touches union = this;
        for (CampaignTouch touch : other.list) {
            union = union.with(touch.campaignId(), touch.day());
        }
        return union;
    }
}
