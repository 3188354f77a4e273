package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemark.model.RfmSegment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RfmGridTest {
    /** By r; in each line by f, five cells of m: the published list, set out anew as a table. */
    private static final String[] TABLE = {
        "xx!!! xHHRR xHRRR xRR!R xRR!!",
        "HHs!! sHHRR sHHRR sRRRR sRRRR",
        "Nsppp sHPaa sHPaL PPaLL PPPLL",
        "NNppp NNPpp PPPaL PPaLC PPPCC",
        "NNppp ppppp PPPaa PPLCC PPPCC"
    };

    /** The published list of six groups, likewise: three cells of m. */
    private static final String[] SIX_GROUPS = {"III IRa Raa", "RRa ann RLL", "nnn LLC LCC"};

    /** By r the published grid of r and f: five cells of f. */
    private static final String[] RECENCY_FREQUENCY = {"HHRR!", "HHRR!", "ssaLL", "pPPLL", "NPPCC"};

    private static final Map<Character, String> STANDARD_NAMES =
            Map.ofEntries(
                    Map.entry('C', "Champions"),
                    Map.entry('L', "Loyal"),
                    Map.entry('P', "Potential Loyalist"),
                    Map.entry('N', "New"),
                    Map.entry('p', "Promising"),
                    Map.entry('a', "Need Attention"),
                    Map.entry('s', "About To Sleep"),
                    Map.entry('R', "At Risk"),
                    Map.entry('!', "Cannot Lose Them"),
                    Map.entry('H', "Hibernating"),
                    Map.entry('x', "Lost"));

    private static final Map<Character, String> NAMES_OF_SIX =
            Map.of(
                    'C', "Champions",
                    'L', "Loyal",
                    'n', "Recent",
                    'a', "Needs Attention",
                    'R', "At Risk",
                    'I', "Inactive");

    private static void assertCells(
            RfmGrid grid, int scores, String[] table, Map<Character, String> names) {
        assertEquals(scores, grid.scores());
        for (int r = 1; r <= scores; r++) {
            String line = table[r - 1].replace(" ", "");
            for (int cell = 0; cell < scores * scores; cell++) {
                int f = cell / scores + 1;
                int m = cell % scores + 1;
                char letter = line.charAt(line.length() == scores ? f - 1 : cell);
                assertEquals(names.get(letter), grid.segment(r, f, m).label(), "cell " + r + f + m);
            }
        }
        assertEquals(
                Set.copyOf(names.values()),
                grid.segments().stream().map(RfmSegment::label).collect(Collectors.toSet()));
    }

    @Test
    void everyCellOfTheStandardGridHasItsName() {
        assertCells(RfmGrid.standard(), 5, TABLE, STANDARD_NAMES);
        assertEquals(11, RfmGrid.standard().segments().size());
        assertEquals(List.of(), RfmGrid.standard().recencyDays());
    }

    @Test
    void everyCellOfTheSixGroupsHasItsNameAndRecencyIsFixed() {
        assertCells(RfmGrid.sixGroups(), 3, SIX_GROUPS, NAMES_OF_SIX);
        assertEquals(List.of(180L, 365L), RfmGrid.sixGroups().recencyDays());
    }

    @Test
    void inTheGridOfRecencyAndFrequencySpendDoesNotCount() {
        Map<Character, String> names = new HashMap<>(STANDARD_NAMES);
        names.remove('x');
        assertCells(RfmGrid.recencyFrequency(), 5, RECENCY_FREQUENCY, names);
    }

    private static Map<String, List<String>> segments(String... namesAndCells) {
        Map<String, List<String>> segments = new LinkedHashMap<>();
        for (int i = 0; i < namesAndCells.length; i += 2) {
            String cells = namesAndCells[i + 1];
            segments.put(namesAndCells[i], cells.isEmpty() ? List.of() : List.of(cells.split(" ")));
        }
        return segments;
    }

    @Test
    void aGridOfOnesOwnMayHaveStars() {
        RfmGrid grid = RfmGrid.of(3, segments("Recent buyers", "3**", "At Risk", "1** 2**"));
        assertEquals("Recent buyers", grid.segment(3, 1, 2).label());
        assertSame(RfmSegment.AT_RISK, grid.segment(2, 3, 3));
        assertEquals(List.of("At Risk", "Recent buyers"), labels(grid));
        assertEquals(List.of("All"), labels(RfmGrid.of(5, segments("All", "***"))));
    }

    private static List<String> labels(RfmGrid grid) {
        return grid.segments().stream().map(RfmSegment::label).toList();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(5, segments("New", "111 112"), "cell 113 has no segment"),
                Arguments.of(5, Map.of(), "cell 111 has no segment"),
                Arguments.of(3, segments("New", "**1 **2"), "cell 113 has no segment"),
                Arguments.of(
                        5,
                        segments("New", "111 555", "Lost", "555"),
                        "cell 555 is both New and Lost"),
                Arguments.of(
                        3, segments("All", "***", "Top", "33*"), "cell 331 is both All and Top"),
                Arguments.of(3, segments("All", "*** 222"), "cell 222 is twice All"),
                Arguments.of(
                        3,
                        segments("All", "**4"),
                        "cell '**4' of All is not three characters from 1 to 3 or *"),
                Arguments.of(
                        5,
                        segments("All", "0**"),
                        "cell '0**' of All is not three characters from 1 to 5 or *"),
                Arguments.of(
                        5,
                        segments("All", "****"),
                        "cell '****' of All is not three characters from 1 to 5 or *"),
                Arguments.of(5, segments("All", "***", "More", ""), "segment More has no cell"),
                Arguments.of(4, segments("All", "***"), "there are 3 or 5 scores, not 4"),
                Arguments.of(5, segments(" ", "***"), "a segment without a name"),
                Arguments.of(
                        5,
                        segments("prospect ", "***"),
                        "a segment must not be called 'prospect '"),
                Arguments.of(5, segments("None", "***"), "a segment must not be called 'None'"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aGridThatDoesNotNameEachCellOnceIsRefused(
            int scores, Map<String, List<String>> segments, String message) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> RfmGrid.of(scores, segments));
        assertEquals(message, e.getMessage());
    }

    @Test
    void gridsWithTheSameNamesInTheSameCellsAreEqual() {
        RfmGrid stars = RfmGrid.of(3, segments("Top", "3**", "Rest", "1** 2**"));
        RfmGrid other = RfmGrid.of(3, segments("Rest", "2** 1**", "Top", "31* 32* 33*"));
        assertEquals(stars, other);
        assertEquals(stars.toString(), other.toString());
        assertEquals(stars.hashCode(), other.hashCode());
        assertNotEquals(stars, RfmGrid.of(3, segments("Top", "2**", "Rest", "1** 3**")));
        assertNotEquals(RfmGrid.standard(), RfmGrid.recencyFrequency());
    }

    /** Rules go to the tasks so; there segments are compared with those of histories. */
    @Test
    void aGridComesBackWholeFromItsBytes() throws Exception {
        for (RfmGrid grid : List.of(RfmGrid.standard(), RfmGrid.sixGroups())) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(grid);
            }
            try (ObjectInputStream in =
                    new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                RfmGrid read = (RfmGrid) in.readObject();
                assertEquals(grid, read);
                int most = grid.scores();
                assertSame(RfmSegment.CHAMPIONS, read.segment(most, most, most));
            }
        }
    }

    @Test
    void limitsMustHaveTheScoresOfTheGrid() {
        RfmLimits three = new RfmLimits(List.of(1L, 2L), List.of(1L, 2L), List.of(1L, 2L));
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new SampleRules().limits(three).build());
        assertEquals("limits of 3 scores are not for a grid of 5", e.getMessage());
    }
}
