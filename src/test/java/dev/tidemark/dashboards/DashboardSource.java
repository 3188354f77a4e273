package dev.tidemark.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a dashboard's file comes from. Panels are put on the grid in their order, each at the first
 * place from the top left where it fits.
 */
final class DashboardSource {
    private static final int COLUMNS = 24;
    private static final int DEEPEST = 400;

    private final ObjectNode json = Panel.JSON.createObjectNode();
    private final ArrayNode panels = Panel.JSON.createArrayNode();
    private final boolean[][] taken = new boolean[DEEPEST][COLUMNS];
    private final List<ObjectNode> variables = new ArrayList<>();
    private final String uid;
    private int top;
    private int bottom;

    /**
     * An empty dashboard.
     *
     * @param pages a metric that each page has which the dashboard asks
     */
    DashboardSource(String uid, String title, String description, String pages) {
        this.uid = uid;
        json.put("uid", uid).put("title", title).put("description", description);
        variables.add(datasource());
        variables.add(query("job", "label_values(" + pages + ", job)"));
        String chosen =
                pages.endsWith("}") ? pages.substring(0, pages.length() - 1) + "," : pages + "{";
        variables.add(query("instance", "label_values(" + chosen + "job=~\"$job\"}, instance)"));
    }

    static List<DashboardSource> all() {
        return List.of(
                CustomersDashboard.source(),
                ServiceDashboard.source(),
                FlinkDashboard.source(),
                ModelDashboard.source());
    }

    /** The name of its file. */
    String file() {
        return uid + ".json";
    }

    /** Choices of the person who looks, the first one at the beginning. */
    DashboardSource choice(String name, String label, String description, String... values) {
        ObjectNode variable = Panel.JSON.createObjectNode();
        variable.put("name", name).put("label", label).put("description", description);
        variable.put("type", "custom").put("query", String.join(",", values));
        variable.put("hide", 0).put("includeAll", false).put("multi", false);
        variable.put("skipUrlSync", false);
        variable.set("current", option(values[0]));
        ArrayNode options = variable.putArray("options");
        Stream.of(values).forEach(value -> options.add(option(value)));
        ((ObjectNode) options.get(0)).put("selected", true);
        variables.add(variable);
        return this;
    }

    private static ObjectNode option(String value) {
        return Panel.JSON.createObjectNode().put("text", value).put("value", value);
    }

    /** A heading; panels that follow stand under it. */
    DashboardSource row(String title, Panel... under) {
        ObjectNode row = panels.addObject();
        row.put("id", panels.size()).put("type", "row").put("title", title);
        row.put("collapsed", false);
        row.putObject("gridPos").put("h", 1).put("w", COLUMNS).put("x", 0).put("y", bottom);
        row.putArray("panels");
        top = bottom + 1;
        bottom = top;
        Stream.of(under).forEach(this::place);
        return this;
    }

    private void place(Panel panel) {
        for (int y = top; ; y++) {
            for (int x = 0; x + panel.width() <= COLUMNS; x++) {
                if (fits(panel, x, y)) {
                    fill(panel, x, y);
                    panels.add(panel.json(panels.size() + 1, x, y));
                    bottom = Math.max(bottom, y + panel.height());
                    return;
                }
            }
        }
    }

    private boolean fits(Panel panel, int x, int y) {
        for (int row = y; row < y + panel.height(); row++) {
            for (int column = x; column < x + panel.width(); column++) {
                if (taken[row][column]) {
                    return false;
                }
            }
        }
        return true;
    }

    private void fill(Panel panel, int x, int y) {
        for (int row = y; row < y + panel.height(); row++) {
            for (int column = x; column < x + panel.width(); column++) {
                taken[row][column] = true;
            }
        }
    }

    /** The text of its file. */
    String text() {
        json.putArray("tags").add("tidemark");
        json.put("schemaVersion", 42).put("version", 1).put("editable", false);
        json.put("graphTooltip", 1).put("fiscalYearStartMonth", 0).put("weekStart", "");
        json.put("timezone", "browser").put("refresh", "10s").put("preload", false);
        json.putObject("time").put("from", "now-30m").put("to", "now");
        json.putObject("timepicker");
        json.putArray("links").add(others());
        json.putObject("annotations").putArray("list").addAll(annotations());
        json.putObject("templating").putArray("list").addAll(variables);
        json.set("panels", panels);
        return json.toPrettyString() + "\n";
    }

    private static ObjectNode others() {
        ObjectNode link = Panel.JSON.createObjectNode();
        link.put("title", "Tidemark").put("type", "dashboards").put("icon", "external link");
        link.put("asDropdown", false).put("includeVars", false).put("keepTime", true);
        link.put("targetBlank", false).put("tooltip", "The other dashboards of Tidemark");
        link.putArray("tags").add("tidemark");
        return link;
    }

    private static List<ObjectNode> annotations() {
        ObjectNode own = Panel.JSON.createObjectNode();
        own.put("name", "Annotations & Alerts").put("builtIn", 1).put("enable", true);
        own.put("hide", true).put("iconColor", "rgba(0, 211, 255, 1)").put("type", "dashboard");
        own.putObject("datasource").put("type", "grafana").put("uid", "-- Grafana --");
        // Not by $job: alerts on sums have no job, and one on a page has another than Flink's.
        return List.of(
                own,
                annotation(
                        "Firing alerts",
                        "red",
                        "ALERTS{alertstate=\"firing\",alertname=~\"Tidemark.+\"}",
                        "{{alertname}}"),
                annotation(
                        "Restarts",
                        "orange",
                        "sum by (job_name) (changes(flink_jobmanager_job_numRestarts[1m])) > 0",
                        "{{job_name}} restarted"),
                annotation(
                        "Model refits",
                        "purple",
                        "max(changes(tidemark_model_fitted_at_seconds[1m])) > 0",
                        "new parameters in force"));
    }

    private static ObjectNode annotation(String name, String color, String query, String title) {
        ObjectNode annotation = Panel.JSON.createObjectNode();
        annotation.put("name", name).put("enable", true).put("hide", false);
        annotation.put("iconColor", color).put("expr", query).put("titleFormat", title);
        annotation.put("step", "15s");
        annotation.set("datasource", Panel.source());
        return annotation;
    }

    private static ObjectNode datasource() {
        ObjectNode variable = Panel.JSON.createObjectNode();
        variable.put("name", "datasource").put("label", "Data source").put("type", "datasource");
        variable.put("query", "prometheus").put("hide", 0).put("includeAll", false);
        variable.put("multi", false).put("refresh", 1).put("regex", "").put("skipUrlSync", false);
        variable.putObject("current");
        variable.putArray("options");
        return variable;
    }

    private static ObjectNode query(String name, String definition) {
        ObjectNode variable = Panel.JSON.createObjectNode();
        variable.put("name", name).put("label", name).put("type", "query");
        variable.putObject("datasource").put("type", "prometheus").put("uid", "$datasource");
        variable.putObject("query")
                .put("qryType", 1)
                .put("query", definition)
                .put("refId", "PrometheusVariableQueryEditor-VariableQuery");
        variable.put("definition", definition).put("refresh", 2).put("sort", 1);
        variable.put("multi", true).put("includeAll", true).put("allValue", ".+");
        ObjectNode current = variable.putObject("current").put("selected", true);
        current.putArray("text").add("All");
        current.putArray("value").add("$__all");
        variable.putArray("options");
        variable.put("regex", "").put("hide", 0).put("skipUrlSync", false);
        return variable;
    }
}
