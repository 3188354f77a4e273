package dev.tidemark.kpi;

import dev.tidemark.model.KpiValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which values of an attribute have lines of their own, and which are {@link Groups#OTHER}: so many
 * as come first have one.
 *
 * <p>An entry that takes away must go where the one went that added. So a value that has a line
 * keeps it, and once one was refused no other is admitted, even if more are allowed after a
 * restart. Both can be read from the lines themselves: what was admitted has one, and refusals are
 * counted in {@link Kpi#GROUPS_REFUSED}.
 */
final class GroupRoster {
    private static final String CAMPAIGN = "campaign";

    private final int most;
    private final Map<String, Set<String>> admitted = new HashMap<>();
    private final Set<String> full = new HashSet<>();

    /**
     * An empty roster.
     *
     * @param most how many values of each attribute have lines of their own, over 0
     */
    GroupRoster(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("%d groups are not over 0".formatted(most));
        }
        this.most = most;
    }

    /** What an entry is entered as. */
    record Place(KpiValue entry, Optional<KpiValue> refusal) {}

    /** Goes on from a line that is there. */
    void restore(KpiValue total) {
        Optional<Kpi> kpi = Kpi.ofWireName(total.kpi());
        if (kpi.isEmpty()) {
            return;
        }
        if (kpi.get() == Kpi.GROUPS_REFUSED) {
            full.add(total.labels().get(0));
        } else if (hasOpenGroup(kpi.get(), total.labels())) {
            String value = total.labels().get(total.labels().size() - 1);
            if (!isReserved(value)) {
                valuesOf(attribute(kpi.get(), total.labels())).add(value);
            }
        }
    }

    /** Where an entry goes: into the line of its own value, or that of all others. */
    Place place(KpiValue entry) {
        Optional<Kpi> kpi = Kpi.ofWireName(entry.kpi());
        if (kpi.isEmpty() || !hasOpenGroup(kpi.get(), entry.labels())) {
            return new Place(entry, Optional.empty());
        }
        String value = entry.labels().get(entry.labels().size() - 1);
        if (value.isBlank()) {
            return new Place(under(Groups.UNKNOWN, entry), Optional.empty());
        }
        if (value.length() > Kpi.LONGEST_LABEL) {
            return new Place(under(Groups.OTHER, entry), Optional.empty());
        }
        String by = attribute(kpi.get(), entry.labels());
        if (isReserved(value) || admits(by, value)) {
            return new Place(entry, Optional.empty());
        }
        return new Place(under(Groups.OTHER, entry), Optional.of(Kpi.GROUPS_REFUSED.of(1, by)));
    }

    private boolean admits(String by, String value) {
        Set<String> values = valuesOf(by);
        if (values.contains(value)) {
            return true;
        }
        if (values.size() >= most || full.contains(by)) {
            full.add(by);
            return false;
        }
        return values.add(value);
    }

    private Set<String> valuesOf(String by) {
        return admitted.computeIfAbsent(by, b -> new HashSet<>());
    }

    private static boolean isReserved(String value) {
        return value.equals(Groups.UNKNOWN) || value.equals(Groups.OTHER);
    }

    private static boolean hasOpenGroup(Kpi kpi, List<String> labels) {
        List<String> names = kpi.labels();
        return names.equals(List.of(CAMPAIGN))
                || names.equals(List.of("by", "group")) && Groups.isOpen(labels.get(0));
    }

    private static String attribute(Kpi kpi, List<String> labels) {
        return kpi.labels().size() == 1 ? CAMPAIGN : labels.get(0);
    }

    /** The last label is the value. */
    private static KpiValue under(String group, KpiValue entry) {
        List<String> labels =
                entry.labels().size() == 1 ? List.of(group) : List.of(entry.labels().get(0), group);
        return new KpiValue(entry.kpi(), labels, entry.value(), entry.decimals());
    }
}
