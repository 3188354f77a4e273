package dev.tidemark.model;

/**
 * A change of a figure of one day.
 *
 * @param series what is added up
 * @param day days since 1970-01-01
 * @param delta what is added; below 0 it is taken away
 */
public record DayEntry(DaySeries series, int day, long delta) {}
