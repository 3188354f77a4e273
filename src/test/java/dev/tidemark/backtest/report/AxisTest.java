package dev.tidemark.backtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void numbersAreMarkedAtRoundValues() {
        assertEquals(List.of("0", "50", "100", "150"), labels(Axis.numbers("n", 0, 123)));
        assertEquals(List.of("0.40", "0.45", "0.50", "0.55"), labels(Axis.numbers("n", .41, .55)));
        Axis flat = Axis.numbers("n", 3, 3);
        assertTrue(flat.from() <= 3 && flat.to() >= 3 && flat.to() > flat.from());
    }

    @Test
    void anAxisHoldsItsValuesAndFewMarks() {
        for (double most : new double[] {1e-6, 0.37, 1, 2, 9.99, 1234, 5e7}) {
            for (double least : new double[] {0, most / 3, most * 0.99}) {
                Axis axis = Axis.numbers("n", least, most);
                assertTrue(axis.from() <= least && axis.to() >= most, axis.toString());
                assertTrue(axis.ticks().size() >= 2 && axis.ticks().size() <= 9, axis.toString());
            }
        }
    }

    @Test
    void daysAreMarkedAtTheBeginOfMonths() {
        int first = (int) LocalDate.of(1997, 1, 1).toEpochDay();
        assertEquals(
                List.of("1997-01", "1997-03", "1997-05", "1997-07", "1997-09"),
                labels(Axis.days("d", first, first + 300)));
        assertEquals(List.of("1997-01-10"), labels(Axis.days("d", first + 9, first + 12)));
    }

    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::label).toList();
    }
}
