package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemark.model.RfmSegment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RfmGridTest {
    /** By r; in each line by f, five cells of m: the published list, set out anew as a table. */
    private static final String[] TABLE = {
        "xx!!! xHHRR xHRRR xRR!R xRR!!",
        "HHs!! sHHRR sHHRR sRRRR sRRRR",
        "Nsppp sHPaa sHPaL PPaLL PPPLL",
        "NNppp NNPpp PPPaL PPaLC PPPCC",
        "NNppp ppppp PPPaa PPLCC PPPCC"
    };

    private static final Map<Character, RfmSegment> LETTERS =
            Map.ofEntries(
                    Map.entry('C', RfmSegment.CHAMPIONS),
                    Map.entry('L', RfmSegment.LOYAL),
                    Map.entry('P', RfmSegment.POTENTIAL_LOYALIST),
                    Map.entry('N', RfmSegment.NEW),
                    Map.entry('p', RfmSegment.PROMISING),
                    Map.entry('a', RfmSegment.NEED_ATTENTION),
                    Map.entry('s', RfmSegment.ABOUT_TO_SLEEP),
                    Map.entry('R', RfmSegment.AT_RISK),
                    Map.entry('!', RfmSegment.CANNOT_LOSE_THEM),
                    Map.entry('H', RfmSegment.HIBERNATING),
                    Map.entry('x', RfmSegment.LOST));

    @Test
    void everyCellOfTheStandardGridHasItsName() {
        RfmGrid grid = RfmGrid.standard();
        for (int r = 1; r <= 5; r++) {
            String line = TABLE[r - 1].replace(" ", "");
            for (int cell = 0; cell < 25; cell++) {
                int f = cell / 5 + 1;
                int m = cell % 5 + 1;
                RfmSegment expected = LETTERS.get(line.charAt(cell));
                assertSame(expected, grid.segment(r, f, m), "cell " + r + f + m);
            }
        }
    }

    @Test
    void aCellWithoutASegmentIsNamed() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> RfmGrid.of(Map.of(RfmSegment.LOST, "111 112")));
        assertEquals("cell 113 has no segment", e.getMessage());
    }

    @Test
    void aCellWithTwoSegmentsIsNamed() {
        Map<RfmSegment, String> lists = new LinkedHashMap<>();
        lists.put(RfmSegment.NEW, "111 555");
        lists.put(RfmSegment.LOST, "112 555");
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> RfmGrid.of(lists));
        assertEquals("cell 555 is both New and Lost", e.getMessage());
    }
}
