package dev.tidemark.kpi;

import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Quadrant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up what customers count for, by group: each decision takes the old account out and puts the
 * new one in. For every customer there is a group of all, one of the quadrant, and one of each
 * configured profile attribute.
 *
 * <p>Called for each decision, so it works on plain numbers; entries for the ledger are made only
 * when the sums are taken.
 */
public final class GroupSums {
    /** With more groups of one attribute it is time to take the sums; see {@link #isFull}. */
    static final int MOST_GROUPS = 1_000;

    private static final int PROMOTER = 9;
    private static final int DETRACTOR = 6;

    /** In the order in which {@link #measure} writes. */
    private static final List<Kpi> KPIS =
            List.of(
                    Kpi.GROUP_CUSTOMERS,
                    Kpi.BUYERS,
                    Kpi.ACTIVE_CUSTOMERS,
                    Kpi.REPEAT_CUSTOMERS,
                    Kpi.REVENUE_MINOR,
                    Kpi.WINDOW_REVENUE_MINOR,
                    Kpi.WINDOW_ORDERS,
                    Kpi.EXPECTED_SPEND_MINOR,
                    Kpi.CLV_MINOR,
                    Kpi.AT_RISK_CUSTOMERS,
                    Kpi.REVENUE_AT_RISK_MINOR,
                    Kpi.ENGAGEMENT_POINTS,
                    Kpi.NPS_PROMOTERS,
                    Kpi.NPS_DETRACTORS,
                    Kpi.NPS_ANSWERS,
                    Kpi.CSAT_POINTS,
                    Kpi.CSAT_ANSWERS,
                    Kpi.ACQUISITION_COST_MINOR);

    private static final Quadrant[] QUADRANTS = Quadrant.values();

    private final List<String> attributes;
    private final long[] all = new long[KPIS.size()];
    private final long[][] quadrants = new long[QUADRANTS.length][KPIS.size()];
    private final List<Map<String, long[]>> values = new ArrayList<>();

    /** By attribute, the group that was asked for last: many are of the same, or of none. */
    private final String[] latest;

    private final long[][] latestSums;

    /** For one who is not there, and so counts for nothing. */
    private final long[] nowhere = new long[KPIS.size()];

    private final long[] out = new long[KPIS.size()];
    private final long[] in = new long[KPIS.size()];
    private boolean full;

    /**
     * Sums of nobody.
     *
     * @param attributes names of the profile attributes, in the order of {@link Account#groups}; of
     *     those beyond the groups of an account it is in no group
     */
    public GroupSums(List<String> attributes) {
        this.attributes = List.copyOf(attributes);
        this.latest = new String[attributes.size()];
        this.latestSums = new long[attributes.size()][];
        attributes.forEach(attribute -> values.add(new LinkedHashMap<>()));
    }

    /** Takes the old account out and puts the new one in. */
    public void add(AccountChange change) {
        Account before = change.before();
        Account after = change.after();
        measure(before, out);
        measure(after, in);
        boolean same = Arrays.equals(out, in);
        if (!same) {
            move(all, all);
        }
        long[] left = quadrant(before);
        long[] entered = quadrant(after);
        if (!same || left != entered) {
            move(left, entered);
        }
        if (same && before.groups() == after.groups()) {
            return;
        }
        int most = Math.max(before.groups().size(), after.groups().size());
        int told = Math.min(values.size(), most);
        for (int i = 0; i < told; i++) {
            String leaves = value(before, i);
            String enters = value(after, i);
            if (!same || !leaves.equals(enters)) {
                long[] from = sums(before, i, leaves);
                boolean stays = before.known() == after.known() && leaves.equals(enters);
                move(from, stays ? from : sums(after, i, enters));
            }
        }
    }

    /**
     * Whether so many groups have come up that the sums should be taken before the next checkpoint.
     * How many values an attribute has is in the hands of whoever sends the profiles.
     */
    public boolean isFull() {
        return full;
    }

    /** What the sums have become since they were last taken, as entries for the ledger. */
    public List<KpiValue> takeEntries() {
        List<KpiValue> entries = new ArrayList<>();
        take(all, Groups.ALL, Groups.ALL, entries);
        for (Quadrant quadrant : QUADRANTS) {
            take(quadrants[quadrant.ordinal()], Groups.MATRIX, quadrant.label(), entries);
        }
        for (int i = 0; i < values.size(); i++) {
            String by = attributes.get(i);
            values.get(i).forEach((group, sums) -> take(sums, by, group, entries));
            values.get(i).clear();
        }
        Arrays.fill(latest, null);
        full = false;
        return entries;
    }

    private static void take(long[] sums, String by, String group, List<KpiValue> entries) {
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] != 0) {
                entries.add(KPIS.get(i).of(sums[i], by, group));
                sums[i] = 0;
            }
        }
    }

    private long[] quadrant(Account account) {
        return account.known() ? quadrants[account.quadrant().ordinal()] : nowhere;
    }

    private static String value(Account account, int attribute) {
        List<String> groups = account.groups();
        String value = attribute < groups.size() ? groups.get(attribute) : Account.NOT_TOLD;
        return value.isBlank() ? Groups.UNKNOWN : value;
    }

    private long[] sums(Account account, int attribute, String value) {
        if (!account.known() || value.equals(Account.NOT_TOLD)) {
            return nowhere;
        }
        if (value.equals(latest[attribute])) {
            return latestSums[attribute];
        }
        Map<String, long[]> groups = values.get(attribute);
        long[] sums = groups.get(value);
        if (sums == null) {
            sums = new long[KPIS.size()];
            groups.put(value, sums);
            full |= groups.size() > MOST_GROUPS;
        }
        latest[attribute] = value;
        latestSums[attribute] = sums;
        return sums;
    }

    private void move(long[] from, long[] to) {
        if (from == to) {
            for (int i = 0; i < in.length; i++) {
                to[i] += in[i] - out[i];
            }
            return;
        }
        for (int i = 0; i < in.length; i++) {
            from[i] -= out[i];
            to[i] += in[i];
        }
    }

    private static void measure(Account account, long[] m) {
        if (!account.known()) {
            Arrays.fill(m, 0);
            return;
        }
        int nps = account.nps();
        int csat = account.csat();
        m[0] = 1;
        m[1] = account.isBuyer() ? 1 : 0;
        m[2] = account.orders() > 0 ? 1 : 0;
        m[3] = account.orders() > 1 ? 1 : 0;
        m[4] = account.revenueMinor();
        m[5] = account.spendMinor();
        m[6] = account.orders();
        m[7] = account.expectedSpendMinor();
        m[8] = account.clvMinor();
        m[9] = account.atRisk() ? 1 : 0;
        m[10] = account.atRisk() ? account.expectedSpendMinor() : 0;
        m[11] = account.engagement();
        m[12] = nps >= PROMOTER ? 1 : 0;
        m[13] = nps >= 0 && nps <= DETRACTOR ? 1 : 0;
        m[14] = nps >= 0 ? 1 : 0;
        m[15] = Math.max(0, csat);
        m[16] = csat >= 0 ? 1 : 0;
        m[17] = account.acquisitionCostMinor();
    }
}
