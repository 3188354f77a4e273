package dev.tidemark.scoring;

import dev.tidemark.model.RfmSegment;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names each of the 125 cells of r, f and m; every cell has exactly one name. */
public final class RfmGrid implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * The eleven conventional segments as cells of three digits r, f, m. This list, cited to
     * Exponea/Bloomreach, is the only published one that covers every cell once.
     */
    private static final Map<RfmSegment, String> STANDARD = standardCells();

    private final RfmSegment[] cells;

    private RfmGrid(RfmSegment[] cells) {
        this.cells = cells;
    }

    /** The default grid of 125 cells and eleven segments. */
    public static RfmGrid standard() {
        return of(STANDARD);
    }

    /**
     * A grid from lists of cells.
     *
     * @throws IllegalArgumentException if a cell has no segment, or two
     */
    static RfmGrid of(Map<RfmSegment, String> lists) {
        RfmSegment[] cells = new RfmSegment[125];
        lists.forEach(
                (segment, list) -> {
                    for (String cell : list.split(" ")) {
                        int index = index(cell);
                        if (cells[index] != null) {
                            throw new IllegalArgumentException(
                                    "cell %s is both %s and %s"
                                            .formatted(cell, cells[index], segment));
                        }
                        cells[index] = segment;
                    }
                });
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] == null) {
                throw new IllegalArgumentException(
                        "cell %d%d%d has no segment"
                                .formatted(i / 25 + 1, i / 5 % 5 + 1, i % 5 + 1));
            }
        }
        return new RfmGrid(cells);
    }

    private static int index(String cell) {
        return index(cell.charAt(0) - '0', cell.charAt(1) - '0', cell.charAt(2) - '0');
    }

    private static int index(int r, int f, int m) {
        return 25 * (r - 1) + 5 * (f - 1) + m - 1;
    }

    /** How many values each score has. */
    int scores() {
        return 5;
    }

    /** The segment of a cell; each score is from 1 to 5. */
    public RfmSegment segment(int r, int f, int m) {
        return cells[index(r, f, m)];
    }

    private static Map<RfmSegment, String> standardCells() {
        Map<RfmSegment, String> cells = new LinkedHashMap<>();
        cells.put(RfmSegment.CHAMPIONS, "555 554 544 545 454 455 445");
        cells.put(RfmSegment.LOYAL, "543 444 435 355 354 345 344 335");
        cells.put(
                RfmSegment.POTENTIAL_LOYALIST,
                "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 "
                        + "342 341 333 323");
        cells.put(RfmSegment.NEW, "512 511 422 421 412 411 311");
        cells.put(
                RfmSegment.PROMISING,
                "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313");
        cells.put(RfmSegment.NEED_ATTENTION, "535 534 443 434 343 334 325 324");
        cells.put(RfmSegment.ABOUT_TO_SLEEP, "331 321 312 221 213 231 241 251");
        cells.put(
                RfmSegment.AT_RISK,
                "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 "
                        + "125 124");
        cells.put(RfmSegment.CANNOT_LOSE_THEM, "155 154 144 214 215 115 114 113");
        cells.put(RfmSegment.HIBERNATING, "332 322 233 232 223 222 132 123 122 212 211");
        cells.put(RfmSegment.LOST, "111 112 121 131 141 151");
        return cells;
    }
}
