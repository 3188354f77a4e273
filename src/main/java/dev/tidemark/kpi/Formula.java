package dev.tidemark.kpi;

/**
 * How a KPI is computed.
 *
 * @param text in words and symbols; what stands in backticks is a KPI or an option
 * @param window over which time; empty if it is about now, or about all that ever was
 */
public record Formula(String text, String window) {
    Formula(String text) {
        this(text, "");
    }
}
