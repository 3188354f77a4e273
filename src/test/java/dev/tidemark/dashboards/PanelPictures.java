package dev.tidemark.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the dashboards from the answers to their own queries, as plainly as can be: for a person to
 * look at. It is not Grafana; it shows what there is to show, and where.
 */
final class PanelPictures {
    private static final Path WHERE = Path.of("target/dashboards");
    private static final int COLUMN = 66;
    private static final int ROW = 38;
    private static final long SECONDS = 120;

    private PanelPictures() {}

    /** Writes a page for each dashboard and, where there is a Chromium, a picture. */
    static void draw(Prometheus prometheus) throws IOException, InterruptedException {
        Files.createDirectories(WHERE);
        for (Dashboard dashboard : Dashboard.all()) {
            Path page = WHERE.resolve(dashboard.uid() + ".html").toAbsolutePath();
            int height = write(page, dashboard, prometheus);
            if (Tool.isInstalled("chromium")) {
                Tool.run(
                        WHERE,
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--user-data-dir=" + WHERE.resolve("chromium").toAbsolutePath(),
                        "--window-size=" + 24 * COLUMN + "," + height,
                        "--screenshot=" + WHERE.resolve(dashboard.uid() + ".png").toAbsolutePath(),
                        page.toUri().toString());
            }
        }
    }

    /** Writes the page; the answer is its height. */
    private static int write(Path page, Dashboard dashboard, Prometheus prometheus)
            throws IOException, InterruptedException {
        StringBuilder html = new StringBuilder();
        html.append("<!doctype html><meta charset='utf-8'><style>body{margin:0;background:#111217;")
                .append("color:#ccccdc;font:12px sans-serif}div{position:absolute;overflow:hidden;")
                .append("box-sizing:border-box}.p{background:#181b1f;border:1px solid #2c3235;")
                .append("padding:4px 6px}b{font-weight:500}td,th{padding:1px 8px;text-align:left}")
                .append("</style>");
        int bottom = 0;
        for (JsonNode panel : dashboard.json().path("panels")) {
            JsonNode place = panel.path("gridPos");
            int width = place.path("w").asInt() * COLUMN - 6;
            int height = place.path("h").asInt() * ROW - 6;
            bottom = Math.max(bottom, (place.path("y").asInt() + place.path("h").asInt()) * ROW);
            boolean row = panel.path("type").asText().equals("row");
            html.append(
                    ("<div class='%s' style='left:%dpx;top:%dpx;width:%dpx;height:%dpx'>"
                                    + "<b>%s</b><br>")
                            .formatted(
                                    row ? "r" : "p",
                                    place.path("x").asInt() * COLUMN,
                                    place.path("y").asInt() * ROW,
                                    width,
                                    height,
                                    Drawing.escaped(panel.path("title").asText())));
            if (!row) {
                html.append(
                        new Drawing(panel, width - 14, height - 26).of(answers(panel, prometheus)));
            }
            html.append("</div>\n");
        }
        Files.writeString(page, html);
        return bottom;
    }

    /** The series of a panel's queries, over the last two minutes or, for bars and tables, now. */
    private static List<Line> answers(JsonNode panel, Prometheus prometheus)
            throws IOException, InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (JsonNode target : panel.path("targets")) {
            String expression = target.path("expr").asText();
            boolean now = target.path("instant").asBoolean();
            JsonNode found =
                    now ? prometheus.ask(expression) : prometheus.course(expression, SECONDS);
            for (JsonNode series : found) {
                lines.add(Line.of(series, target));
            }
        }
        return lines;
    }

    /**
     * One series.
     *
     * @param name as its legend says
     * @param labels all of them
     * @param values time and value, as Prometheus tells them
     */
    record Line(String name, JsonNode labels, String refId, List<double[]> values) {
        static Line of(JsonNode series, JsonNode target) {
            String name = target.path("legendFormat").asText();
            for (var label : series.path("metric").properties()) {
                name = name.replace("{{" + label.getKey() + "}}", label.getValue().asText());
            }
            List<double[]> values = new ArrayList<>();
            JsonNode found = series.has("value") ? series.path("value") : series.path("values");
            if (series.has("value")) {
                values.add(new double[] {found.path(0).asDouble(), found.path(1).asDouble()});
            } else {
                found.forEach(v -> values.add(new double[] {v.path(0).asDouble(), number(v)}));
            }
            return new Line(name, series.path("metric"), target.path("refId").asText(), values);
        }

        private static double number(JsonNode value) {
            return value.path(1).asDouble(Double.NaN);
        }

        double last() {
            return values.isEmpty() ? Double.NaN : values.get(values.size() - 1)[1];
        }
    }
}
