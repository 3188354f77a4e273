package dev.tidemark.backtest.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * An axis of a picture.
 *
 * @param label what, and in which unit
 * @param from the value at its beginning
 * @param to the value at its end, over {@code from}
 * @param ticks where there are marks
 */
record Axis(String label, double from, double to, List<Tick> ticks) {
    private static final int MOST_TICKS = 7;
    private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120};

    /** A mark and what is written at it. */
    record Tick(double at, String label) {}

    /** From 0 to 1, marked in percent. */
    static Axis shares(String label) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i <= 100; i += 20) {
            ticks.add(new Tick(i / 100.0, i + " %"));
        }
        return new Axis(label, 0, 1, ticks);
    }

    /** Round numbers that hold two values. */
    static Axis numbers(String label, double least, double most) {
        double span = most > least ? most - least : Math.max(1, Math.abs(least));
        double step = step(span / (MOST_TICKS - 2));
        double from = Math.floor(least / step) * step;
        double to = Math.max(from + step, Math.ceil(most / step) * step);
        int digits = step >= 1 ? 0 : (int) Math.ceil(-StrictMath.log10(step) - 1e-9);
        DoubleFunction<String> text = value -> Words.number(value, digits);
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; from + i * step <= to + step / 2; i++) {
            ticks.add(new Tick(from + i * step, text.apply(from + i * step)));
        }
        return new Axis(label, from, to, ticks);
    }

    private static double step(double least) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Days since 1970-01-01, marked at the begin of months. */
    static Axis days(String label, int first, int last) {
        int months = Math.max(1, (last - first) / 30);
        int step = MONTHS[MONTHS.length - 1];
        for (int candidate : MONTHS) {
            if (months / candidate < MOST_TICKS) {
                step = candidate;
                break;
            }
        }
        List<Tick> ticks = new ArrayList<>();
        LocalDate month = LocalDate.ofEpochDay(first).withDayOfMonth(1);
        while (month.toEpochDay() <= last) {
            boolean marked = (month.getYear() * 12 + month.getMonthValue() - 1) % step == 0;
            if (marked && month.toEpochDay() >= first) {
                ticks.add(new Tick(month.toEpochDay(), month.toString().substring(0, 7)));
            }
            month = month.plusMonths(1);
        }
        if (ticks.isEmpty()) {
            ticks.add(new Tick(first, LocalDate.ofEpochDay(first).toString()));
        }
        return new Axis(label, first, Math.max(first + 1, last), ticks);
    }
}
