package dev.tidemark.kpi;

import dev.tidemark.model.Quadrant;
import java.util.List;
import java.util.Set;

/**
 * What the labels {@code by} and {@code group} say: by what customers are put together, and which
 * of them.
 */
public final class Groups {
    /** All customers are one group, of the same name. */
    public static final String ALL = "all";

    /** By quadrant of the CRM matrix; the groups are {@link Quadrant#label}s. */
    public static final String MATRIX = "matrix";

    /** The group of those whose value is not known. */
    public static final String UNKNOWN = "unknown";

    /** The group of all values that have none of their own; see {@link GroupRoster}. */
    public static final String OTHER = "other";

    static final List<String> EVERYONE = List.of(ALL, ALL);

    private static final Set<String> CLOSED = Set.of(ALL, MATRIX);

    private Groups() {}

    /** Whether the groups are values that come from outside, of which there may be any number. */
    static boolean isOpen(String by) {
        return !CLOSED.contains(by);
    }
}
