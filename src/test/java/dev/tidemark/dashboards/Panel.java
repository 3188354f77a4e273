package dev.tidemark.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A panel in the making: what differs from one to the next; the rest is the same for each kind. */
final class Panel {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final String CELLS =
            """
            {"cellHeight": "sm", "frameIndex": 0, "showHeader": true}""";
    private static final String LINES =
            """
            {"legend": {"calcs": ["lastNotNull"], "displayMode": "list", "placement": "bottom",
             "showLegend": true}, "tooltip": {"mode": "multi", "sort": "desc"}}""";
    private static final String LINE =
            """
            {"drawStyle": "line", "fillOpacity": 10, "lineWidth": 1, "showPoints": "never",
             "spanNulls": false}""";
    private static final String STAT =
            """
            {"colorMode": "value", "graphMode": "area", "justifyMode": "auto",
             "orientation": "auto", "percentChangeColorMode": "standard",
             "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": false},
             "showPercentChange": false, "textMode": "auto", "wideLayout": true}""";
    private static final String BARS =
            """
            {"displayMode": "basic", "legend": {"calcs": [], "displayMode": "list",
             "placement": "bottom", "showLegend": false}, "maxVizHeight": 300,
             "minVizHeight": 12, "minVizWidth": 8, "namePlacement": "left",
             "orientation": "horizontal",
             "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": false},
             "showUnfilled": true, "sizing": "auto", "valueMode": "color"}""";
    private static final String HEAT =
            """
            {"calculate": false, "cellGap": 1, "cellValues": {"unit": "cps"},
             "color": {"exponent": 0.5, "fill": "dark-orange", "mode": "scheme",
             "reverse": false, "scale": "exponential", "scheme": "Oranges", "steps": 64},
             "exemplars": {"color": "rgba(255,0,255,0.7)"}, "filterValues": {"le": 1e-9},
             "legend": {"show": true}, "rowsFrame": {"layout": "auto"},
             "showValue": "never", "tooltip": {"mode": "single", "showColorScale": false,
             "yHistogram": false}, "yAxis": {"axisPlacement": "left", "unit": "s"}}""";

    private final String type;
    private final String title;
    private final ObjectNode options;
    private final ObjectNode defaults = JSON.createObjectNode();
    private final ArrayNode overrides = JSON.createArrayNode();
    private final ArrayNode transformations = JSON.createArrayNode();
    private final List<ObjectNode> targets = new ArrayList<>();
    private String description;
    private int width = 8;
    private int height = 8;

    private Panel(String type, String title, String unit, String description, String options) {
        this.type = type;
        this.title = title;
        this.description = description;
        this.options = (ObjectNode) read(options);
        defaults.put("unit", unit);
        color("palette-classic");
    }

    /** One number, and its course as a shadow. */
    static Panel stat(String title, String unit, String description) {
        return new Panel("stat", title, unit, description, STAT).color("fixed", "blue").size(4, 4);
    }

    /** Lines over time. */
    static Panel lines(String title, String unit, String description) {
        Panel panel = new Panel("timeseries", title, unit, description, LINES);
        panel.defaults.set("custom", read(LINE));
        return panel;
    }

    /** A bar for each of the values of now. */
    static Panel bars(String title, String unit, String description) {
        Panel panel = new Panel("bargauge", title, unit, description, BARS);
        panel.defaults.put("min", 0);
        return panel.color("palette-classic-by-name");
    }

    /** A table of the values of now. */
    static Panel table(String title, String unit, String description) {
        return new Panel("table", title, unit, description, CELLS);
    }

    /** Counts in the buckets of a histogram, over time. */
    static Panel heat(String title, String description) {
        return new Panel("heatmap", title, "s", description, HEAT);
    }

    /** What it shows, for those who do not know it. */
    Panel words(String words) {
        description = words;
        return this;
    }

    Panel size(int columns, int rows) {
        width = columns;
        height = rows;
        return this;
    }

    /** A query, and what its series are called. */
    Panel ask(String legend, String expression) {
        ObjectNode target = JSON.createObjectNode();
        target.set("datasource", source());
        target.put("editorMode", "code");
        target.put("expr", expression);
        target.put("legendFormat", legend);
        target.put("refId", String.valueOf((char) ('A' + targets.size())));
        if (type.equals("bargauge") || type.equals("table")) {
            target.put("instant", true);
            target.put("format", type.equals("table") ? "table" : "time_series");
        } else {
            target.put("range", true);
        }
        if (type.equals("heatmap")) {
            target.put("format", "heatmap");
        }
        targets.add(target);
        return this;
    }

    /** Red from the value on at which an alert fires; the description says which. */
    Panel redFrom(double value, String alert) {
        return alert(alert).thresholds("green", "red", value);
    }

    /** Red below the value under which an alert fires. */
    Panel redUnder(double value, String alert) {
        return alert(alert).thresholds("red", "green", value);
    }

    private Panel alert(String alert) {
        description += " Red is where the alert " + alert + " begins to wait.";
        return this;
    }

    /** One colour below a value and another from it on; on lines it is a line of its own. */
    Panel thresholds(String below, String from, double value) {
        ObjectNode thresholds = defaults.putObject("thresholds").put("mode", "absolute");
        ArrayNode steps = thresholds.putArray("steps");
        steps.addObject().put("color", below).putNull("value");
        steps.addObject().put("color", from).put("value", value);
        if (type.equals("timeseries")) {
            ((ObjectNode) defaults.get("custom"))
                    .putObject("thresholdsStyle")
                    .put("mode", "dashed");
            return this;
        }
        return color("thresholds");
    }

    Panel color(String mode) {
        defaults.putObject("color").put("mode", mode);
        return this;
    }

    Panel color(String mode, String fixed) {
        defaults.putObject("color").put("mode", mode).put("fixedColor", fixed);
        return this;
    }

    /** The colour of one line, by its name. */
    Panel line(String name, String color) {
        ObjectNode override = overrides.addObject();
        override.putObject("matcher").put("id", "byName").put("options", name);
        ObjectNode property = override.putArray("properties").addObject().put("id", "color");
        property.putObject("value").put("mode", "fixed").put("fixedColor", color);
        return this;
    }

    /** Fills from one line down to another, without lines at either edge. */
    Panel band(String upper, String lower) {
        for (String edge : List.of(upper, lower)) {
            ObjectNode override = overrides.addObject();
            override.putObject("matcher").put("id", "byName").put("options", edge);
            ArrayNode properties = override.putArray("properties");
            properties.addObject().put("id", "custom.lineWidth").put("value", 0);
            properties
                    .addObject()
                    .put("id", "custom.fillOpacity")
                    .put("value", edge.equals(upper) ? 25 : 0);
            if (edge.equals(upper)) {
                properties.addObject().put("id", "custom.fillBelowTo").put("value", lower);
            }
        }
        return this;
    }

    Panel decimals(int digits) {
        defaults.put("decimals", digits);
        return this;
    }

    Panel range(double min, double max) {
        defaults.put("min", min).put("max", max);
        return this;
    }

    Panel fromZero() {
        defaults.put("min", 0);
        return this;
    }

    /** What is shown while there is no figure yet. */
    Panel untilThen(String words) {
        defaults.put("noValue", words);
        return this;
    }

    /** Words for 0 and 1. */
    Panel yesNo(String zero, String one) {
        ObjectNode mapping = defaults.putArray("mappings").addObject().put("type", "value");
        ObjectNode words = mapping.putObject("options");
        words.putObject("0").put("text", zero).put("color", "red").put("index", 0);
        words.putObject("1").put("text", one).put("color", "green").put("index", 1);
        return this;
    }

    /** The names of a table's columns: from, to, from, to … in the order they stand in. */
    Panel columns(String... names) {
        if (targets.size() > 1) {
            transformations.addObject().put("id", "merge").putObject("options");
        }
        ObjectNode organize = transformations.addObject().put("id", "organize");
        ObjectNode how = organize.putObject("options");
        how.putObject("excludeByName").put("Time", true);
        ObjectNode order = how.putObject("indexByName");
        ObjectNode renamed = how.putObject("renameByName");
        for (int i = 0; i < names.length; i += 2) {
            order.put(names[i], i / 2);
            renamed.put(names[i], names[i + 1]);
        }
        ArrayNode sorted = options.putArray("sortBy");
        sorted.addObject().put("desc", true).put("displayName", names[names.length - 1]);
        return this;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    ObjectNode json(int id, int x, int y) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", id).put("type", type).put("title", title);
        json.put("description", description);
        json.set("datasource", source());
        json.putObject("gridPos").put("h", height).put("w", width).put("x", x).put("y", y);
        ObjectNode fields = json.putObject("fieldConfig");
        fields.set("defaults", defaults);
        fields.set("overrides", overrides);
        json.set("options", options);
        if (!transformations.isEmpty()) {
            json.set("transformations", transformations);
        }
        json.putArray("targets").addAll(targets);
        return json;
    }

    static ObjectNode source() {
        return JSON.createObjectNode().put("type", "prometheus").put("uid", "${datasource}");
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
