package dev.tidemark.kpi;

import dev.tidemark.model.Cause;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.Transition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The ledger entries that each thing that happens makes. */
public final class Entries {
    /** A record was read. */
    public static final KpiValue READ = Kpi.EVENTS_READ.of(1);

    /** An event was applied. */
    public static final KpiValue SCORED = Kpi.EVENTS_SCORED.of(1);

    /** An event went on to the customer into whom its own was merged. */
    public static final KpiValue SENT_ON = Kpi.EVENTS_ON_THE_WAY.of(1);

    /** An event that was sent on has arrived. */
    public static final KpiValue ARRIVED = Kpi.EVENTS_ON_THE_WAY.of(-1);

    /** A customer was erased. */
    public static final KpiValue ERASURE = Kpi.ERASURES.of(1);

    private static final Map<IgnoreReason, KpiValue> IGNORED = new EnumMap<>(IgnoreReason.class);
    private static final Map<RejectionReason, KpiValue> REJECTED =
            new EnumMap<>(RejectionReason.class);
    private static final Map<Cause, KpiValue> SCORECARDS = new EnumMap<>(Cause.class);
    private static final Map<Cause, KpiValue> TOMBSTONES = new EnumMap<>(Cause.class);

    static {
        for (IgnoreReason reason : IgnoreReason.values()) {
            IGNORED.put(reason, Kpi.EVENTS_IGNORED.of(1, reason.name()));
        }
        for (RejectionReason reason : RejectionReason.values()) {
            REJECTED.put(reason, Kpi.EVENTS_REJECTED.of(1, reason.name()));
        }
        for (Cause cause : Cause.values()) {
            SCORECARDS.put(cause, Kpi.SCORECARDS.of(1, cause.name()));
            TOMBSTONES.put(cause, Kpi.TOMBSTONES.of(1, cause.name()));
        }
    }

    private Entries() {}

    /** An event was ignored. */
    public static KpiValue ignored(IgnoreReason reason) {
        return IGNORED.get(reason);
    }

    /** A record was rejected. */
    public static KpiValue rejected(RejectionReason reason) {
        return REJECTED.get(reason);
    }

    /** A scorecard was written. */
    public static KpiValue scorecard(Cause cause) {
        return SCORECARDS.get(cause);
    }

    /** A scorecard was taken back. */
    public static KpiValue tombstone(Cause cause) {
        return TOMBSTONES.get(cause);
    }

    /**
     * Money was spent on a campaign.
     *
     * @param campaignId which; empty if none was named
     */
    public static List<KpiValue> campaignCost(String campaignId, long amountMinor) {
        return List.of(
                Kpi.CAMPAIGN_COST_MINOR.of(amountMinor),
                Kpi.COST_BY_CAMPAIGN_MINOR.of(amountMinor, campaign(campaignId)));
    }

    /**
     * Net revenue that followed a campaign became more, or less.
     *
     * @param campaignId which; empty if it has no name
     */
    public static KpiValue campaignRevenue(String campaignId, long changeMinor) {
        return Kpi.REVENUE_BY_CAMPAIGN_MINOR.of(changeMinor, campaign(campaignId));
    }

    private static String campaign(String campaignId) {
        return campaignId.isBlank() ? Groups.UNKNOWN : campaignId;
    }

    /** A customer moved: out of one class, into another. */
    public static List<KpiValue> transition(Transition t) {
        return moves(t.dimension(), t.from(), t.to(), t.cause(), t.flap(), 1);
    }

    /** So many moves of the same kind. */
    static List<KpiValue> moves(
            Dimension dimension, String from, String to, Cause cause, boolean flap, long times) {
        String name = dimension.wireName();
        List<KpiValue> entries = new ArrayList<>(4);
        if (!from.isEmpty()) {
            entries.add(Kpi.CUSTOMERS.of(-times, name, from));
        }
        if (!to.isEmpty()) {
            entries.add(Kpi.CUSTOMERS.of(times, name, to));
        }
        entries.add(Kpi.TRANSITIONS.of(times, name, orNone(from), orNone(to), cause.name()));
        if (flap) {
            entries.add(Kpi.FLAPS.of(times, name));
        }
        return entries;
    }

    private static String orNone(String label) {
        return label.isEmpty() ? Kpi.NONE : label;
    }
}
