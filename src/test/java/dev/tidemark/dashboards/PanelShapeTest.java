package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Panels have the keys that Grafana's own types name, of the kinds that they name. */
class PanelShapeTest {
    private static final String CUSTOM = "custom.";

    private static final JsonNode KEYS =
            Repository.json(Path.of("src/test/resources/grafana/panel-keys.json"));

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelHasTheShapeOfItsType(Dashboard dashboard) {
        assertTrue(dashboard.panels().size() > 10);
        for (JsonNode panel : dashboard.panels()) {
            assertEquals(List.of(), faults(panel));
        }
    }

    @Test
    void aSlipOfTheKeyboardIsFound() {
        ObjectNode panel = Dashboard.all().get(0).panels().get(0).deepCopy();
        ((ObjectNode) panel.path("options")).put("colourMode", "value");
        ((ObjectNode) panel.path("options")).put("graphMode", "surface");
        ((ObjectNode) panel.path("fieldConfig").path("defaults")).remove("unit");
        assertEquals(3, faults(panel).size(), faults(panel)::toString);
    }

    private static List<String> faults(JsonNode panel) {
        String title = panel.path("title").asText();
        String type = panel.path("type").asText();
        List<String> faults = new ArrayList<>();
        faults.addAll(new Shape(KEYS.path("panel")).faults(title, panel));
        if (!KEYS.path("options").has(type)) {
            faults.add(title + " is of the unknown type " + type);
            return faults;
        }
        Shape options = new Shape(KEYS.path("options").path(type));
        faults.addAll(options.faults(title + ".options", panel.path("options")));
        JsonNode custom = KEYS.path("custom").path(type);
        JsonNode fields = panel.path("fieldConfig");
        if (fields.path("defaults").has("custom")) {
            JsonNode found = fields.path("defaults").path("custom");
            faults.addAll(new Shape(custom).faults(title + ".custom", found));
        }
        for (JsonNode override : fields.path("overrides")) {
            for (JsonNode property : override.path("properties")) {
                String id = property.path("id").asText();
                String key = id.replace(CUSTOM, "") + "?";
                if (id.startsWith(CUSTOM) && !custom.has(key)) {
                    faults.add(title + " overrides " + id);
                }
            }
        }
        return faults;
    }
}
