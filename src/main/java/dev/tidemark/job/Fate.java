package dev.tidemark.job;

import dev.tidemark.kpi.Entries;
import dev.tidemark.model.KpiValue;
import dev.tidemark.scoring.Decision;
import java.util.ArrayList;
import java.util.List;

/**
 * What the books say of one thing that reached a customer, so that every event that was read is
 * scored, ignored, or on its way. Histories that are handed over are no events and are not counted.
 */
final class Fate {
    private static final List<KpiValue> NOTHING = List.of();
    private static final List<KpiValue> SCORED = List.of(Entries.SCORED);
    private static final List<KpiValue> SENT_ON = List.of(Entries.SENT_ON);
    private static final List<KpiValue> ARRIVED_SCORED = List.of(Entries.ARRIVED, Entries.SCORED);

    private Fate() {}

    static List<KpiValue> of(Incoming incoming, Decision decision) {
        if (incoming instanceof Incoming.Relayed relayed) {
            return relayed.bringsEvent() ? ofArrived(decision) : NOTHING;
        }
        if (decision instanceof Decision.Ignored ignored) {
            return List.of(Entries.ignored(ignored.reason()));
        }
        if (decision instanceof Decision.Spent spent) {
            List<KpiValue> entries = new ArrayList<>(List.of(Entries.SCORED));
            entries.addAll(Entries.campaignCost(spent.campaignId(), spent.amountMinor()));
            return entries;
        }
        return decision instanceof Decision.Onward ? SENT_ON : SCORED;
    }

    /** One that is sent on once more stays on its way. */
    private static List<KpiValue> ofArrived(Decision decision) {
        if (decision instanceof Decision.Ignored ignored) {
            return List.of(Entries.ARRIVED, Entries.ignored(ignored.reason()));
        }
        return decision instanceof Decision.Onward ? NOTHING : ARRIVED_SCORED;
    }
}
