package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The names that fields may have, place by place: a schema without types, for documents whose own
 * schema cannot be kept here. A line is {@code place: name name …}; {@code *} allows all names.
 */
final class FieldNames {
    /** Kubernetes' own, v1, as far as they are used here; the places begin at a pod's spec. */
    static final String POD =
            """
            @: containers volumes securityContext restartPolicy automountServiceAccountToken \
            terminationGracePeriodSeconds
            @.securityContext: runAsNonRoot runAsUser runAsGroup fsGroup seccompProfile
            @.securityContext.seccompProfile: type
            @.volumes: name configMap secret emptyDir
            @.volumes.configMap: name
            @.volumes.secret: secretName optional defaultMode
            @.volumes.emptyDir: sizeLimit
            @.containers: name image args env ports resources startupProbe livenessProbe \
            readinessProbe securityContext volumeMounts
            @.containers.env: name value
            @.containers.ports: name containerPort
            @.containers.resources: requests limits
            @.containers.resources.requests: cpu memory
            @.containers.resources.limits: cpu memory
            @.containers.securityContext: allowPrivilegeEscalation readOnlyRootFilesystem \
            capabilities
            @.containers.securityContext.capabilities: drop
            @.containers.volumeMounts: name mountPath readOnly
            @.containers.startupProbe: httpGet tcpSocket periodSeconds timeoutSeconds \
            failureThreshold
            @.containers.livenessProbe: httpGet tcpSocket periodSeconds timeoutSeconds \
            failureThreshold
            @.containers.readinessProbe: httpGet tcpSocket periodSeconds timeoutSeconds \
            failureThreshold
            @.containers.startupProbe.httpGet: path port
            @.containers.startupProbe.tcpSocket: port
            @.containers.livenessProbe.httpGet: path port
            @.containers.livenessProbe.tcpSocket: port
            @.containers.readinessProbe.httpGet: path port
            """;

    private final Map<String, Set<String>> names = new TreeMap<>();

    private FieldNames() {}

    /** Reads lines of places and names, beside those that every object has. */
    static FieldNames of(String lines) {
        FieldNames fields = new FieldNames();
        fields.add("", ": apiVersion kind metadata spec\n");
        fields.add("metadata", "@: name labels\n@.labels: *\n");
        fields.add("", lines);
        return fields;
    }

    /** The same with the fields of a pod at a place, and of its template's head beside it. */
    FieldNames withPodAt(String template) {
        add(template, "@: metadata spec\n@.metadata: labels\n@.metadata.labels: *\n");
        add(template + ".spec", POD);
        return this;
    }

    private void add(String place, String lines) {
        lines.lines()
                .map(line -> line.replace("@", place).split(":", 2))
                .forEach(line -> names.put(line[0], Set.of(line[1].strip().split(" "))));
    }

    /** The fields of a document that must not be there, each with its place. */
    List<String> unknown(JsonNode document) {
        List<String> unknown = new ArrayList<>();
        look("", document, unknown);
        return unknown;
    }

    private void look(String place, JsonNode node, List<String> unknown) {
        if (node.isArray()) {
            node.forEach(element -> look(place, element, unknown));
        }
        Set<String> known = names.getOrDefault(place, Set.of());
        if (!node.isObject() || known.contains("*")) {
            return;
        }
        assertFalse(node.isEmpty(), place + " is empty");
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String inner = place.isEmpty() ? field.getKey() : place + "." + field.getKey();
            if (known.contains(field.getKey())) {
                look(inner, field.getValue(), unknown);
            } else {
                unknown.add(inner);
            }
        }
    }
}
