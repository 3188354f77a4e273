package dev.tidemark.backtest.report;

import java.time.LocalDate;
import java.util.Locale;

/** Numbers and dates as people read them. */
final class Words {
    private static final String NONE = "–";

    private Words() {}

    static String number(double value, int digits) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%,." + digits + "f", value + 0.0)
                : NONE;
    }

    static String percent(double fraction, int digits) {
        return Double.isFinite(fraction) ? number(100 * fraction, digits) + " %" : NONE;
    }

    static String signed(double value, int digits) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%+." + digits + "f", value + 0.0)
                : NONE;
    }

    static String date(int day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    /** Text that stands for itself in HTML, in attributes too. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
