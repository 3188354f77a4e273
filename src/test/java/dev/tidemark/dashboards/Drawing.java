package dev.tidemark.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.dashboards.PanelPictures.Line;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The inside of one panel, as HTML with SVG. */
final class Drawing {
    private static final List<String> COLORS =
            List.of(
                    "#73bf69", "#f2cc0c", "#8ab8ff", "#ff780a", "#f2495c", "#5794f2", "#b877d9",
                    "#96d98d", "#ffee52", "#c0d8ff", "#ffb357", "#ff7383", "#deb6f2");

    private static final Map<String, String> NAMED =
            Map.of(
                    "blue", "#5794f2",
                    "green", "#73bf69",
                    "yellow", "#f2cc0c",
                    "orange", "#ff780a",
                    "red", "#f2495c",
                    "purple", "#b877d9");

    private final JsonNode panel;
    private final String unit;
    private final int width;
    private final int height;

    Drawing(JsonNode panel, int width, int height) {
        this.panel = panel;
        this.unit = panel.path("fieldConfig").path("defaults").path("unit").asText();
        this.width = width;
        this.height = height;
    }

    String of(List<Line> lines) {
        if (lines.isEmpty()) {
            return "<i>%s</i>".formatted(fields().path("noValue").asText("No data"));
        }
        return switch (panel.path("type").asText()) {
            case "stat" -> stat(lines);
            case "bargauge" -> bars(lines);
            case "table" -> table(lines);
            case "heatmap" -> heat(lines);
            default -> lines(lines);
        };
    }

    private JsonNode fields() {
        return panel.path("fieldConfig").path("defaults");
    }

    private String stat(List<Line> lines) {
        StringBuilder html = new StringBuilder();
        for (Line line : lines) {
            html.append("<span style='font-size:%dpx;color:%s'>".formatted(height / 3, color(line)))
                    .append(lines.size() > 1 ? escaped(line.name()) + " " : "")
                    .append(text(line.last()))
                    .append("</span> ");
        }
        return html.toString();
    }

    private String color(Line line) {
        JsonNode steps = fields().path("thresholds").path("steps");
        if (fields().path("color").path("mode").asText().equals("thresholds")) {
            boolean over = line.last() >= steps.path(1).path("value").asDouble();
            return shown(steps.path(over ? 1 : 0).path("color").asText());
        }
        return shown(fields().path("color").path("fixedColor").asText("blue"));
    }

    /** Grafana's own colours have these names. */
    private static String shown(String color) {
        return NAMED.getOrDefault(color, color);
    }

    /** As an override says, or the next one of the palette. */
    private String color(Line line, int place) {
        for (JsonNode override : panel.path("fieldConfig").path("overrides")) {
            JsonNode property = override.path("properties").path(0);
            boolean its = override.path("matcher").path("options").asText().equals(line.name());
            if (its && property.path("id").asText().equals("color")) {
                return shown(property.path("value").path("fixedColor").asText());
            }
        }
        return COLORS.get(place % COLORS.size());
    }

    private String bars(List<Line> lines) {
        double most = lines.stream().mapToDouble(Line::last).max().orElse(1);
        StringBuilder html = new StringBuilder("<table>");
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            long bar = Math.round(Math.max(0, line.last() / most) * width / 2);
            html.append(
                    ("<tr><td>%s<td><svg width=%d height=11><rect width=%d height=11"
                                    + " fill='%s'/></svg> %s")
                            .formatted(
                                    escaped(line.name()),
                                    bar,
                                    bar,
                                    COLORS.get(i % COLORS.size()),
                                    text(line.last())));
        }
        return html.append("</table>").toString();
    }

    /** Rows with the same labels are one, as the transformation "merge" makes them. */
    private String table(List<Line> lines) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Line line : lines) {
            Map<String, String> row =
                    rows.computeIfAbsent(line.labels().toString(), l -> new LinkedHashMap<>());
            line.labels().properties().forEach(l -> row.put(l.getKey(), l.getValue().asText()));
            boolean merged = panel.path("targets").size() > 1;
            row.put(merged ? "Value #" + line.refId() : "Value", text(line.last()));
        }
        JsonNode organize = panel.path("transformations").path(merges() ? 1 : 0).path("options");
        Map<String, String> names = new LinkedHashMap<>();
        organize.path("renameByName")
                .properties()
                .forEach(n -> names.put(n.getKey(), n.getValue().asText()));
        StringBuilder html = new StringBuilder("<table><tr>");
        names.values().forEach(name -> html.append("<th>").append(escaped(name)));
        for (Map<String, String> row : rows.values()) {
            html.append("<tr>");
            names.keySet()
                    .forEach(n -> html.append("<td>").append(escaped(row.getOrDefault(n, ""))));
        }
        return html.append("</table>").toString();
    }

    private boolean merges() {
        return panel.path("transformations").path(0).path("id").asText().equals("merge");
    }

    private String lines(List<Line> lines) {
        int plot = height - 16 * (1 + lines.size() / 4) - 14;
        double[] bounds = bounds(lines);
        StringBuilder svg = new StringBuilder();
        svg.append("<svg width=%d height=%d>".formatted(width, plot + 14));
        for (int tick = 0; tick <= 2; tick++) {
            double value = bounds[2] + (bounds[3] - bounds[2]) * tick / 2;
            long y = 10 + Math.round(plot - plot * tick / 2.0);
            svg.append("<line x1=0 x2=%d y1=%d y2=%d stroke='#2c3235'/>".formatted(width, y, y))
                    .append(
                            "<text x=0 y=%d fill='#888' font-size=9>%s</text>"
                                    .formatted(y - 1, text(value)));
        }
        for (JsonNode step : fields().path("thresholds").path("steps")) {
            if (step.path("value").isNumber()) {
                double y = y(step.path("value").asDouble(), bounds, plot);
                svg.append(
                        "<line x1=0 x2=%d y1=%.1f y2=%.1f stroke='red' stroke-dasharray='4'/>"
                                .formatted(width, y, y));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            svg.append(path(lines.get(i), color(lines.get(i), i), bounds, plot));
        }
        svg.append("</svg><br>");
        for (int i = 0; i < lines.size(); i++) {
            svg.append(
                    "<span style='color:%s;font-size:10px'>— %s %s</span> "
                            .formatted(
                                    color(lines.get(i), i),
                                    escaped(lines.get(i).name()),
                                    text(lines.get(i).last())));
        }
        return svg.toString();
    }

    private String path(Line line, String color, double[] bounds, int plot) {
        StringBuilder points = new StringBuilder();
        for (double[] point : line.values()) {
            if (Double.isFinite(point[1])) {
                double x = (point[0] - bounds[0]) / Math.max(1, bounds[1] - bounds[0]) * width;
                points.append("%.1f,%.1f ".formatted(x, y(point[1], bounds, plot)));
            }
        }
        return "<polyline fill='none' stroke='%s' points='%s'/>".formatted(color, points);
    }

    private static double y(double value, double[] bounds, int plot) {
        return 10 + plot - (value - bounds[2]) / (bounds[3] - bounds[2]) * plot;
    }

    /** Least and most of time and value; the axis may ask for more. */
    private double[] bounds(List<Line> lines) {
        double inf = Double.POSITIVE_INFINITY;
        double[] bounds = {inf, -inf, inf, -inf};
        for (Line line : lines) {
            for (double[] point : line.values()) {
                bounds[0] = Math.min(bounds[0], point[0]);
                bounds[1] = Math.max(bounds[1], point[0]);
                if (Double.isFinite(point[1])) {
                    bounds[2] = Math.min(bounds[2], point[1]);
                    bounds[3] = Math.max(bounds[3], point[1]);
                }
            }
        }
        bounds[2] = fields().path("min").asDouble(bounds[2] == inf ? 0 : bounds[2]);
        bounds[3] = fields().path("max").asDouble(bounds[3] == -inf ? 1 : bounds[3]);
        if (bounds[3] - bounds[2] < 1e-12) {
            bounds[3] = bounds[2] + Math.max(1, Math.abs(bounds[2]));
        }
        return bounds;
    }

    /** Cumulative buckets become cells: of each bucket what is not in the one below. */
    private String heat(List<Line> lines) {
        List<Line> buckets =
                lines.stream().sorted(Comparator.comparingDouble(Drawing::bound)).toList();
        TreeSet<Double> times = new TreeSet<>();
        buckets.forEach(line -> line.values().forEach(point -> times.add(point[0])));
        double cell = (width - 50.0) / Math.max(1, times.size());
        double tall = (height - 4.0) / buckets.size();
        StringBuilder svg = new StringBuilder("<svg width=%d height=%d>".formatted(width, height));
        Map<Double, Double> below = new LinkedHashMap<>();
        for (int i = 0; i < buckets.size(); i++) {
            double top = height - (i + 1) * tall;
            svg.append(
                    "<text x=0 y=%.1f fill='#888' font-size=8>%s</text>"
                            .formatted(top + tall, escaped(buckets.get(i).name())));
            for (double[] point : buckets.get(i).values()) {
                double count = point[1] - below.getOrDefault(point[0], 0.0);
                below.put(point[0], point[1]);
                double x = 50 + times.headSet(point[0]).size() * cell;
                svg.append(
                        "<rect x=%.1f y=%.1f width=%.1f height=%.1f fill='#ff780a' opacity='%.2f'/>"
                                .formatted(
                                        x, top, cell, tall, Math.min(1, Math.sqrt(count / 300))));
            }
        }
        return svg.append("</svg>").toString();
    }

    private static double bound(Line line) {
        return line.name().equals("+Inf") ? Double.MAX_VALUE : Double.parseDouble(line.name());
    }

    private String text(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        JsonNode mapped = fields().path("mappings").path(0).path("options");
        String key = String.valueOf(Math.round(value));
        if (mapped.has(key)) {
            return mapped.path(key).path("text").asText();
        }
        return switch (unit) {
            case "percentunit" -> "%.1f %%".formatted(100 * value);
            case "dateTimeAsIso" -> Instant.ofEpochMilli((long) value).toString();
            case "s" -> seconds(value);
            case "bytes" -> value < 10_000 ? "%.0f B".formatted(value) : mebi(value);
            case "cps", "reqps" -> "%.2f/s".formatted(value);
            default ->
                    Math.abs(value) >= 100 || value == Math.rint(value)
                            ? "%,.0f".formatted(value)
                            : "%.3f".formatted(value);
        };
    }

    private static String seconds(double value) {
        return value < 1
                ? "%.0f ms".formatted(1_000 * value)
                : value < 100_000 ? "%.1f s".formatted(value) : "%.1f d".formatted(value / 86_400);
    }

    private static String mebi(double value) {
        return String.format(Locale.ROOT, "%.2f MiB", value / (1 << 20));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
