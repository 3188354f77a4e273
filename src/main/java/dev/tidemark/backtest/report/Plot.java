package dev.tidemark.backtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A picture with two axes, as SVG. Its colours are those of the page, which knows light and dark;
 * lines also differ in their dashes, so that colour is never all there is to tell them apart.
 */
final class Plot {
    private static final int LEFT = 66;
    private static final int RIGHT = 30;
    private static final int BOTTOM = 50;
    private static final int LEGEND_ROW = 20;
    private static final double LETTER = 7.0;
    private static final int SWATCH = 34;
    private static final String[] DASHES = {"", "7 4", "2 3", "9 3 2 3", "5 2", "1 4"};

    private final String id;
    private final String title;
    private final String description;
    private final int width;
    private final int height;
    private final Axis x;
    private final Axis y;
    private final List<String> legend = new ArrayList<>();
    private final List<Integer> styles = new ArrayList<>();
    private final StringBuilder marks = new StringBuilder();
    private final List<Runnable> drawings = new ArrayList<>();
    private int top;

    /** A point of a line, with an error up and down, 0 for none. */
    record Point(double x, double y, double error) {
        Point(double x, double y) {
            this(x, y, 0);
        }
    }

    /**
     * A picture.
     *
     * @param id unique on its page
     * @param description what it shows, for those who do not see it
     */
    Plot(String id, String title, String description, int width, int height, Axis x, Axis y) {
        this.id = id;
        this.title = title;
        this.description = description;
        this.width = width;
        this.height = height;
        this.x = x;
        this.y = y;
    }

    /** A line with a name in the legend. */
    Plot line(int style, String name, List<Point> points, boolean dots) {
        legend.add(name);
        styles.add(style);
        drawings.add(() -> drawLine(style, points, dots));
        return this;
    }

    /** A thin line without a name, such as a diagonal. */
    Plot guide(double fromX, double fromY, double toX, double toY) {
        drawings.add(
                () ->
                        marks.append(
                                text(
                                        "<line class=\"guide\" x1=\"%s\" y1=\"%s\" x2=\"%s\""
                                                + " y2=\"%s\"/>%n",
                                        px(fromX), py(fromY), px(toX), py(toY))));
        return this;
    }

    /** A note written in the picture. */
    Plot note(double atX, double atY, String note, String anchor) {
        drawings.add(
                () ->
                        marks.append(
                                text(
                                        "<text class=\"note\" x=\"%s\" y=\"%s\""
                                                + " text-anchor=\"%s\">%s</text>%n",
                                        px(atX), py(atY), anchor, Words.escaped(note))));
        return this;
    }

    private void drawLine(int style, List<Point> points, boolean dots) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(path.isEmpty() ? "M" : "L").append(px(point.x()));
            path.append(' ').append(py(point.y()));
            if (point.error() > 0) {
                marks.append(
                        text(
                                "<line class=\"error s%d\" x1=\"%s\" y1=\"%s\" x2=\"%s\""
                                        + " y2=\"%s\"/>%n",
                                style,
                                px(point.x()),
                                py(point.y() - point.error()),
                                px(point.x()),
                                py(point.y() + point.error())));
            }
        }
        marks.append(
                text(
                        "<path class=\"line s%d\" stroke-dasharray=\"%s\" d=\"%s\"/>%n",
                        style, DASHES[style], path));
        for (Point point : points) {
            if (dots) {
                marks.append(
                        text(
                                "<circle class=\"dot s%d\" cx=\"%s\" cy=\"%s\" r=\"3.2\"/>%n",
                                style, px(point.x()), py(point.y())));
            }
        }
    }

    /** The picture. */
    String svg() {
        String names = legend();
        drawings.forEach(Runnable::run);
        return text(
                        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-t %s-d\">%n"
                                + "<title id=\"%s-t\">%s</title>%n<desc id=\"%s-d\">%s</desc>%n",
                        width,
                        height,
                        id,
                        id,
                        id,
                        Words.escaped(title),
                        id,
                        Words.escaped(description))
                + names
                + axes()
                + marks
                + "</svg>\n";
    }

    private String legend() {
        StringBuilder out = new StringBuilder();
        double at = LEFT;
        int row = 0;
        for (int i = 0; i < legend.size(); i++) {
            double room = SWATCH + LETTER * legend.get(i).length() + 14;
            if (at + room > width && at > LEFT) {
                at = LEFT;
                row++;
            }
            double middle = 14 + row * LEGEND_ROW;
            out.append(
                    text(
                            "<line class=\"line s%d\" stroke-dasharray=\"%s\" x1=\"%s\" y1=\"%s\""
                                    + " x2=\"%s\" y2=\"%s\"/>%n",
                            styles.get(i),
                            DASHES[styles.get(i)],
                            format(at),
                            format(middle),
                            format(at + SWATCH - 6),
                            format(middle)));
            out.append(
                    text(
                            "<text class=\"legend\" x=\"%s\" y=\"%s\">%s</text>%n",
                            format(at + SWATCH), format(middle + 4), Words.escaped(legend.get(i))));
            at += room;
        }
        top = legend.isEmpty() ? 14 : 14 + (row + 1) * LEGEND_ROW;
        return out.toString();
    }

    private String axes() {
        StringBuilder out = new StringBuilder();
        for (Axis.Tick tick : x.ticks()) {
            out.append(
                    text(
                            "<line class=\"grid\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>"
                                    + "<text class=\"tick\" x=\"%s\" y=\"%d\""
                                    + " text-anchor=\"middle\">%s</text>%n",
                            px(tick.at()),
                            top,
                            px(tick.at()),
                            height - BOTTOM,
                            px(tick.at()),
                            height - BOTTOM + 18,
                            tick.label()));
        }
        for (Axis.Tick tick : y.ticks()) {
            out.append(
                    text(
                            "<line class=\"grid\" x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\"/>"
                                    + "<text class=\"tick\" x=\"%d\" y=\"%s\""
                                    + " text-anchor=\"end\">%s</text>%n",
                            LEFT,
                            py(tick.at()),
                            width - RIGHT,
                            py(tick.at()),
                            LEFT - 7,
                            format(yPixel(tick.at()) + 4),
                            tick.label()));
        }
        double middle = (top + height - BOTTOM) / 2.0;
        out.append(
                text(
                        "<text class=\"axis\" x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                        format((LEFT + width - RIGHT) / 2.0),
                        height - 10,
                        Words.escaped(x.label())));
        out.append(
                text(
                        "<text class=\"axis\" x=\"14\" y=\"%s\" text-anchor=\"middle\""
                                + " transform=\"rotate(-90 14 %s)\">%s</text>%n",
                        format(middle), format(middle), Words.escaped(y.label())));
        return out.toString();
    }

    private String px(double value) {
        double share = (value - x.from()) / (x.to() - x.from());
        return format(LEFT + clamped(share) * (width - RIGHT - LEFT));
    }

    private String py(double value) {
        return format(yPixel(value));
    }

    private double yPixel(double value) {
        double share = (value - y.from()) / (y.to() - y.from());
        return height - BOTTOM - clamped(share) * (height - BOTTOM - top);
    }

    /** What is off the picture ends at its edge. */
    private static double clamped(double share) {
        return Math.max(0, Math.min(1, share));
    }

    private static String format(double pixels) {
        return text("%.1f", pixels);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
    }
}
