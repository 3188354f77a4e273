package dev.tidemark.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What JSON may look like, in the notation of {@code grafana/panel-keys.json}. */
record Shape(JsonNode shape) {
    /** All that does not fit, each with its path. */
    List<String> faults(String path, JsonNode json) {
        List<String> faults = new ArrayList<>();
        if (shape.isObject()) {
            ofObject(path, json, faults);
        } else if (shape.isArray()) {
            if (!json.isArray()) {
                faults.add(path + " is not an array");
            }
            Shape each = new Shape(shape.get(0));
            for (int i = 0; i < json.size(); i++) {
                faults.addAll(each.faults(path + "[" + i + "]", json.get(i)));
            }
        } else if (!isA(shape.asText(), json)) {
            faults.add("%s is %s, not %s".formatted(path, json, shape.asText()));
        }
        return faults;
    }

    private void ofObject(String path, JsonNode json, List<String> faults) {
        if (!json.isObject()) {
            faults.add(path + " is not an object");
        }
        for (Map.Entry<String, JsonNode> key : shape.properties()) {
            boolean optional = key.getKey().endsWith("?");
            String name = optional ? key.getKey().replace("?", "") : key.getKey();
            if (json.has(name)) {
                Shape inner = new Shape(key.getValue());
                faults.addAll(inner.faults(path + "." + name, json.get(name)));
            } else if (!optional) {
                faults.add(path + "." + name + " is missing");
            }
        }
        for (Map.Entry<String, JsonNode> there : json.properties()) {
            if (!shape.has(there.getKey()) && !shape.has(there.getKey() + "?")) {
                faults.add(path + "." + there.getKey() + " is unknown");
            }
        }
    }

    private static boolean isA(String kind, JsonNode json) {
        return switch (kind) {
            case "any" -> true;
            case "string" -> json.isTextual();
            case "number" -> json.isNumber();
            case "number or null" -> json.isNumber() || json.isNull();
            case "boolean" -> json.isBoolean();
            default -> json.isTextual() && List.of(kind.split("\\|")).contains(json.asText());
        };
    }
}
