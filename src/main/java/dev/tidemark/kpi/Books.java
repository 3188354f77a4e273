package dev.tidemark.kpi;

import dev.tidemark.model.KpiValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The one ledger over all customers, with a bounded number of groups, and the KPIs that follow from
 * its totals.
 */
public final class Books {
    /** How many values of an attribute have lines of their own unless told otherwise. */
    public static final int USUAL_GROUPS = 20;

    private final Ledger ledger = new Ledger();
    private final GroupRoster roster;
    private final DerivedKpis derived;

    /**
     * Empty books.
     *
     * @param groups how many values of an attribute, and how many campaigns, have lines of their
     *     own, over 0; the rest is counted together
     * @param margin share of net spend that is profit, over 0 and at most 1
     */
    public Books(int groups, double margin) {
        this.roster = new GroupRoster(groups);
        this.derived = new DerivedKpis(ledger, margin);
    }

    /** Goes on from a total that was kept. */
    public void restore(KpiValue total) {
        roster.restore(total);
        ledger.add(total);
    }

    /** Adds an entry to its total. */
    public void add(KpiValue entry) {
        GroupRoster.Place place = roster.place(entry);
        ledger.add(place.entry());
        place.refusal().ifPresent(ledger::add);
    }

    /** The total of a KPI that entries are made for; 0 if nothing was ever added. */
    public long total(Kpi kpi, String... labels) {
        return ledger.total(kpi, labels);
    }

    /** All totals, to be kept: what is derived from them is not among them. */
    public List<KpiValue> totals() {
        return ledger.totals();
    }

    /** The totals that changed since the last call, in order, and then what follows from them. */
    public List<KpiValue> takeChanged() {
        List<KpiValue> changed = new ArrayList<>(ledger.takeChanged());
        changed.addAll(derived.changes(changed));
        return changed;
    }
}
