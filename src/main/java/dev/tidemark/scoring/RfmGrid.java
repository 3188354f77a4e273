package dev.tidemark.scoring;

import dev.tidemark.model.RfmSegment;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names each cell of r, f and m, which are scores from 1 to n; every cell has exactly one name.
 * Grids with the same names in the same cells are equal.
 */
public final class RfmGrid implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int FIVE = 5;
    private static final int THREE = 3;
    private static final char ANY = '*';

    /** The name that all have who have not bought, and that of no class in the totals. */
    private static final Set<String> TAKEN =
            Set.of(RfmSegment.PROSPECT.label().toLowerCase(Locale.ROOT), "none");

    private static final RfmGrid STANDARD = new RfmGrid(FIVE, standardCells(), List.of());
    private static final RfmGrid SIX_GROUPS =
            new RfmGrid(THREE, sixGroupsCells(), List.of(180L, 365L));
    private static final RfmGrid RECENCY_FREQUENCY =
            new RfmGrid(FIVE, recencyFrequencyCells(), List.of());

    private final int scores;
    private final RfmSegment[] cells;
    private final List<Long> recencyDays;

    private RfmGrid(int scores, RfmSegment[] cells, List<Long> recencyDays) {
        this.scores = scores;
        this.cells = cells;
        this.recencyDays = recencyDays;
    }

    /**
     * The default grid of 125 cells and eleven segments. This list, cited to Exponea/Bloomreach, is
     * the only published one of r, f and m from 1 to 5 that covers every cell once.
     */
    public static RfmGrid standard() {
        return STANDARD;
    }

    /**
     * The grid of 27 cells and six segments that Klaviyo publishes. Recency is not relative there:
     * 3 up to 180 days, 2 up to 365, 1 beyond.
     */
    public static RfmGrid sixGroups() {
        return SIX_GROUPS;
    }

    /**
     * The grid of r and f, 25 cells and ten segments, that most public code copies; m does not
     * count. Its segments have the names of the standard grid.
     */
    public static RfmGrid recencyFrequency() {
        return RECENCY_FREQUENCY;
    }

    /**
     * A grid of one's own.
     *
     * @param scores how many scores there are of each: 3 or 5
     * @param segments cells by segment: three characters r, f, m, each a score, or {@code *} for
     *     any
     * @throws IllegalArgumentException in one sentence, if a cell has no segment, or two, or is
     *     none, or a segment has a name that means something else or no cell
     */
    public static RfmGrid of(int scores, Map<String, List<String>> segments) {
        return new RfmGrid(scores, cells(scores, segments), List.of());
    }

    private static RfmSegment[] cells(int scores, Map<String, List<String>> segments) {
        if (scores != THREE && scores != FIVE) {
            throw new IllegalArgumentException("there are 3 or 5 scores, not " + scores);
        }
        RfmSegment[] cells = new RfmSegment[scores * scores * scores];
        segments.forEach(
                (name, patterns) -> {
                    RfmSegment segment = segment(name);
                    if (patterns.isEmpty()) {
                        throw new IllegalArgumentException("segment " + name + " has no cell");
                    }
                    for (String pattern : patterns) {
                        fill(cells, scores, pattern, segment);
                    }
                });
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] == null) {
                throw new IllegalArgumentException(
                        "cell %s has no segment".formatted(name(i, scores)));
            }
        }
        return cells;
    }

    private static RfmSegment segment(String name) {
        if (TAKEN.contains(name.strip().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("a segment must not be called '%s'".formatted(name));
        }
        return RfmSegment.named(name);
    }

    private static void fill(RfmSegment[] cells, int scores, String pattern, RfmSegment segment) {
        if (!pattern.matches("[1-%d*]{3}".formatted(scores))) {
            throw new IllegalArgumentException(
                    "cell '%s' of %s is not three characters from 1 to %d or *"
                            .formatted(pattern, segment, scores));
        }
        for (int i = 0; i < cells.length; i++) {
            String cell = name(i, scores);
            if (!matches(pattern, cell)) {
                continue;
            }
            if (cells[i] != null) {
                String both =
                        cells[i].equals(segment) ? "twice" : "both %s and".formatted(cells[i]);
                throw new IllegalArgumentException(
                        "cell %s is %s %s".formatted(cell, both, segment));
            }
            cells[i] = segment;
        }
    }

    private static boolean matches(String pattern, String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (pattern.charAt(i) != ANY && pattern.charAt(i) != cell.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String name(int index, int scores) {
        int r = index / (scores * scores) + 1;
        int f = index / scores % scores + 1;
        int m = index % scores + 1;
        return "" + r + f + m;
    }

    /** How many scores there are of r, of f and of m: each is from 1 to this. */
    public int scores() {
        return scores;
    }

    /** The segment of a cell; each score is from 1 to {@link #scores()}. */
    public RfmSegment segment(int r, int f, int m) {
        return cells[(scores * (r - 1) + f - 1) * scores + m - 1];
    }

    /** The segments, each once, from the cell of the lowest scores on. */
    public List<RfmSegment> segments() {
        return List.copyOf(new LinkedHashSet<>(Arrays.asList(cells)));
    }

    /** Limits of recency, in days, that belong to the grid; empty if it may have any. */
    public List<Long> recencyDays() {
        return recencyDays;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RfmGrid that
                && Arrays.equals(cells, that.cells)
                && recencyDays.equals(that.recencyDays);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }

    /** All that it says, in one order. */
    @Override
    public String toString() {
        return "RfmGrid" + Arrays.toString(cells) + recencyDays;
    }

    private static RfmSegment[] standardCells() {
        Map<String, List<String>> cells = new LinkedHashMap<>();
        put(cells, RfmSegment.CHAMPIONS, "555 554 544 545 454 455 445");
        put(cells, RfmSegment.LOYAL, "543 444 435 355 354 345 344 335");
        put(
                cells,
                RfmSegment.POTENTIAL_LOYALIST,
                "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 "
                        + "342 341 333 323");
        put(cells, RfmSegment.NEW, "512 511 422 421 412 411 311");
        put(
                cells,
                RfmSegment.PROMISING,
                "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313");
        put(cells, RfmSegment.NEED_ATTENTION, "535 534 443 434 343 334 325 324");
        put(cells, RfmSegment.ABOUT_TO_SLEEP, "331 321 312 221 213 231 241 251");
        put(
                cells,
                RfmSegment.AT_RISK,
                "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 "
                        + "125 124");
        put(cells, RfmSegment.CANNOT_LOSE_THEM, "155 154 144 214 215 115 114 113");
        put(cells, RfmSegment.HIBERNATING, "332 322 233 232 223 222 132 123 122 212 211");
        put(cells, RfmSegment.LOST, "111 112 121 131 141 151");
        return cells(FIVE, cells);
    }

    private static RfmSegment[] sixGroupsCells() {
        Map<String, List<String>> cells = new LinkedHashMap<>();
        put(cells, RfmSegment.CHAMPIONS, "333 332 323");
        put(cells, RfmSegment.LOYAL, "321 322 331 232 233");
        put(cells, RfmSegment.RECENT, "312 313 311 222 223");
        put(cells, RfmSegment.NEEDS_ATTENTION, "213 221 123 132 133");
        put(cells, RfmSegment.AT_RISK, "231 212 122 131 211");
        put(cells, RfmSegment.INACTIVE, "111 112 113 121");
        return cells(THREE, cells);
    }

    private static RfmSegment[] recencyFrequencyCells() {
        Map<String, List<String>> cells = new LinkedHashMap<>();
        put(cells, RfmSegment.CHAMPIONS, "54* 55*");
        put(cells, RfmSegment.LOYAL, "34* 35* 44* 45*");
        put(cells, RfmSegment.POTENTIAL_LOYALIST, "42* 43* 52* 53*");
        put(cells, RfmSegment.NEW, "51*");
        put(cells, RfmSegment.PROMISING, "41*");
        put(cells, RfmSegment.NEED_ATTENTION, "33*");
        put(cells, RfmSegment.ABOUT_TO_SLEEP, "31* 32*");
        put(cells, RfmSegment.AT_RISK, "13* 14* 23* 24*");
        put(cells, RfmSegment.CANNOT_LOSE_THEM, "15* 25*");
        put(cells, RfmSegment.HIBERNATING, "11* 12* 21* 22*");
        return cells(FIVE, cells);
    }

    private static void put(Map<String, List<String>> cells, RfmSegment segment, String patterns) {
        cells.put(segment.label(), List.of(patterns.split(" ")));
    }
}
