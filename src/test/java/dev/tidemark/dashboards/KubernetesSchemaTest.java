package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every field in deploy/kubernetes is one that its kind has. */
class KubernetesSchemaTest {
    static final Path FOLDER = Path.of("deploy/kubernetes");

    private static final String SELECTOR =
            "spec.selector: matchLabels\nspec.selector.matchLabels: *\n";

    /**
     * The operator's: FlinkDeploymentSpec, JobSpec, JobManagerSpec, TaskManagerSpec and Resource as
     * in its reference of the custom resources, flink-kubernetes-operator at 0121afb (2025), which
     * all later releases still take; of FlinkVersion also v2_3, in the CRD at 6e9caeb (2026).
     */
    private static final FieldNames FLINK_DEPLOYMENT =
            FieldNames.of(
                            """
                            spec: job restartNonce flinkConfiguration image imagePullPolicy \
                            serviceAccount flinkVersion ingress podTemplate jobManager taskManager \
                            logConfiguration mode
                            spec.flinkConfiguration: *
                            spec.job: jarURI parallelism entryClass args state \
                            savepointTriggerNonce initialSavepointPath checkpointTriggerNonce \
                            upgradeMode allowNonRestoredState savepointRedeployNonce
                            spec.jobManager: resource replicas podTemplate
                            spec.jobManager.resource: cpu memory ephemeralStorage
                            spec.taskManager: resource replicas podTemplate
                            spec.taskManager.resource: cpu memory ephemeralStorage
                            """)
                    .withPodAt("spec.podTemplate")
                    .withPodAt("spec.jobManager.podTemplate")
                    .withPodAt("spec.taskManager.podTemplate");

    /** Kubernetes' own kinds, and the Prometheus Operator's monitoring.coreos.com/v1. */
    private static final Map<String, FieldNames> KINDS =
            Map.of(
                    "flink.apache.org/v1beta1 FlinkDeployment",
                    FLINK_DEPLOYMENT,
                    "batch/v1 Job",
                    FieldNames.of("spec: backoffLimit ttlSecondsAfterFinished template\n")
                            .withPodAt("spec.template"),
                    "apps/v1 Deployment",
                    FieldNames.of(
                                    SELECTOR
                                            + "spec: replicas selector strategy template\n"
                                            + "spec.strategy: type rollingUpdate\n"
                                            + "spec.strategy.rollingUpdate: "
                                            + "maxUnavailable maxSurge\n")
                            .withPodAt("spec.template"),
                    "v1 Service",
                    FieldNames.of(
                            "spec: selector ports\nspec.selector: *\n"
                                    + "spec.ports: name port targetPort\n"),
                    "policy/v1 PodDisruptionBudget",
                    FieldNames.of(SELECTOR + "spec: minAvailable selector\n"),
                    "monitoring.coreos.com/v1 ServiceMonitor",
                    FieldNames.of(
                            SELECTOR
                                    + "spec: selector endpoints\n"
                                    + "spec.endpoints: port path interval relabelings\n"
                                    + "spec.endpoints.relabelings: targetLabel replacement\n"),
                    "monitoring.coreos.com/v1 PodMonitor",
                    FieldNames.of(
                            SELECTOR
                                    + "spec: selector podMetricsEndpoints\n"
                                    + "spec.podMetricsEndpoints: port path interval relabelings\n"
                                    + "spec.podMetricsEndpoints.relabelings: "
                                    + "targetLabel replacement\n"),
                    "monitoring.coreos.com/v1 PrometheusRule",
                    FieldNames.of(
                            """
                            spec: groups
                            spec.groups: name interval rules
                            spec.groups.rules: alert record expr for keep_firing_for labels \
                            annotations
                            spec.groups.rules.labels: *
                            spec.groups.rules.annotations: *
                            """),
                    "networking.k8s.io/v1 NetworkPolicy",
                    FieldNames.of(
                            """
                            spec: podSelector policyTypes ingress
                            spec.podSelector: matchLabels
                            spec.podSelector.matchLabels: *
                            spec.ingress: from ports
                            spec.ingress.ports: protocol port
                            spec.ingress.from: podSelector namespaceSelector
                            spec.ingress.from.podSelector: matchLabels
                            spec.ingress.from.podSelector.matchLabels: *
                            spec.ingress.from.namespaceSelector: matchLabels
                            spec.ingress.from.namespaceSelector.matchLabels: *
                            """));

    @Test
    void everyDocumentIsOfAKnownKindAndHasItsFieldsOnly() throws IOException {
        List<JsonNode> documents = documents();
        assertEquals(9, documents.size());
        for (JsonNode document : documents) {
            String kind =
                    document.path("apiVersion").asText() + " " + document.path("kind").asText();
            assertTrue(KINDS.containsKey(kind), kind);
            assertEquals(List.of(), KINDS.get(kind).unknown(document), kind);
            assertTrue(
                    document.path("metadata").path("name").asText().startsWith("tidemark"), kind);
        }
    }

    @Test
    void aFieldThatIsMisspeltOrMisplacedIsFound() {
        ObjectNode flink = (ObjectNode) Repository.yaml(FOLDER.resolve("flinkdeployment.yaml"));
        ((ObjectNode) flink.at("/spec/job")).put("upgrademode", "savepoint");
        ((ObjectNode) flink.at("/spec/podTemplate/spec/containers/0")).put("runAsUser", 1);
        assertEquals(
                List.of("spec.podTemplate.spec.containers.runAsUser", "spec.job.upgrademode"),
                FLINK_DEPLOYMENT.unknown(flink));
    }

    @Test
    void theKustomizationHasEveryFileAndNoOther() throws IOException {
        JsonNode kustomization = Repository.yaml(FOLDER.resolve("kustomization.yaml"));
        TreeSet<String> listed = new TreeSet<>(Repository.texts(kustomization.path("resources")));
        assertEquals(files(), listed);
        JsonNode config = kustomization.path("configMapGenerator").path(0);
        assertEquals("tidemark", config.path("name").asText());
        assertEquals(List.of("job.properties"), Repository.texts(config.path("files")));
        assertTrue(Files.exists(FOLDER.resolve("job.properties")));
        assertTrue(
                kustomization.path("generatorOptions").path("disableNameSuffixHash").asBoolean());
        JsonNode image = kustomization.path("images").path(0);
        assertEquals("tidemark", image.path("name").asText());
        assertEquals(Repository.version(), image.path("newTag").asText());
    }

    static List<JsonNode> documents() throws IOException {
        return files().stream()
                .flatMap(file -> Repository.documents(FOLDER.resolve(file)).stream())
                .toList();
    }

    private static TreeSet<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            TreeSet<String> names = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
                    .forEach(names::add);
            return names;
        }
    }
}
