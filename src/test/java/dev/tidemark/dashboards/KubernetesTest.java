package dev.tidemark.dashboards;

import static dev.tidemark.dashboards.Repository.pom;
import static dev.tidemark.dashboards.Repository.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.Deployed;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What deploy/kubernetes starts, mounts and scrapes is what there is. */
class KubernetesTest {
    private static final Path FOLDER = KubernetesSchemaTest.FOLDER;
    private static final String PLUGIN = "flink-s3-fs-presto-%s.jar";

    private final JsonNode flink = Repository.yaml(FOLDER.resolve("flinkdeployment.yaml"));
    private final JsonNode spec = flink.path("spec");
    private final Map<String, String> options = configured(spec.path("flinkConfiguration"));
    private final Map<String, String> job =
            Repository.properties(Repository.text(FOLDER.resolve("job.properties")));

    @Test
    void theJobIsTheBuildsAndCanBeStarted() {
        assertEquals("tidemark-flink:" + Repository.version(), spec.path("image").asText());
        String release = pom("flink.version");
        String version = "v" + release.substring(0, release.lastIndexOf('.')).replace('.', '_');
        assertEquals(version, spec.path("flinkVersion").asText());
        JsonNode started = spec.path("job");
        String jar = started.path("jarURI").asText();
        assertTrue(jar.startsWith("local://"), jar);
        assertTrue(
                Repository.text(Path.of("Dockerfile"))
                        .contains(" " + jar.substring("local://".length()) + "\n"),
                jar);
        String main = started.path("entryClass").asText();
        assertTrue(Files.exists(Path.of("src/main/java", main.replace('.', '/') + ".java")), main);
        assertEquals(
                List.of("--config", "/etc/tidemark/job.properties"), texts(started.path("args")));
        assertEquals("savepoint", started.path("upgradeMode").asText());
        JsonNode plugin = spec.at("/podTemplate/spec/containers/0/env/0/value");
        assertEquals(PLUGIN.formatted(release), plugin.asText());
    }

    @Test
    void theOptionsOfFlinkAreKnown() {
        Map<String, String> flinks = new TreeMap<>(options);
        flinks.keySet()
                .removeIf(
                        key -> key.startsWith("job.autoscaler.") || key.startsWith("kubernetes."));
        FlinkOptions.assertKnown(flinks.keySet());
        FlinkOptions.assertReports(options);
        FlinkOptions.assertShut(options);
        Map<String, String> tasks = new TreeMap<>(options);
        tasks.put(
                "taskmanager.memory.process.size",
                spec.at("/taskManager/resource/memory").asText());
        FlinkOptions.assertRoomForRocksDb(tasks);
        spec.path("flinkConfiguration")
                .forEach(value -> assertTrue(value.isTextual(), value + " must be a text"));
        assertEquals("kubernetes", options.get("high-availability.type"));
    }

    @Test
    void theAutoscalerIsOnAndHasManyNumbersToChooseFrom() {
        Settings settings = Settings.of(job);
        int most = settings.get(Options.MAX_PARALLELISM);
        assertEquals("true", options.get("job.autoscaler.enabled"));
        assertEquals("adaptive", options.get("jobmanager.scheduler"));
        assertEquals(String.valueOf(most), options.get("pipeline.max-parallelism"));
        long divisors = IntStream.rangeClosed(1, most).filter(n -> most % n == 0).count();
        assertEquals(30, divisors);
        assertEquals(0, most % spec.at("/job/parallelism").intValue());
        assertEquals(
                0, most % Integer.parseInt(options.get("job.autoscaler.vertex.max-parallelism")));
        double target = Double.parseDouble(options.get("job.autoscaler.target.utilization"));
        assertTrue(target < Double.parseDouble(options.get("job.autoscaler.utilization.max")));
        assertTrue(target > Double.parseDouble(options.get("job.autoscaler.utilization.min")));
    }

    @Test
    void theConfigurationIsAllowedAndEveryPodReadsItWhereItIsMounted() throws IOException {
        Settings settings = Settings.of(job);
        assertFalse(settings.kafka().getProperty("bootstrap.servers").isBlank());
        assertEquals("0.0.0.0", job.get("serve.address"));
        int pods = 0;
        for (JsonNode pod : pods()) {
            JsonNode container = pod.path("containers").path(0);
            Map<String, String> mounts = new TreeMap<>();
            container
                    .path("volumeMounts")
                    .forEach(
                            m -> mounts.put(m.path("name").asText(), m.path("mountPath").asText()));
            Map<String, JsonNode> volumes = new TreeMap<>();
            pod.path("volumes").forEach(v -> volumes.put(v.path("name").asText(), v));
            assertEquals(volumes.keySet(), mounts.keySet());
            assertEquals("/etc/tidemark", mounts.get("config"));
            assertEquals("tidemark", volumes.get("config").at("/configMap/name").asText());
            List<String> args = texts(container.path("args"));
            if (!args.isEmpty()) {
                Deployed.assertCanBeTyped(args);
            }
            if (mounts.containsKey("token")) {
                assertEquals(mounts.get("token") + "/token", job.get("serve.token-file"));
                assertTrue(job.get("serve.store-directory").startsWith(mounts.get("store") + "/"));
            }
            pods++;
        }
        assertEquals(3, pods, "topics, Flink, serve");
    }

    @Test
    void nobodyIsRootAndNobodyCanBecomeIt() throws IOException {
        for (JsonNode pod : pods()) {
            JsonNode all = pod.path("securityContext");
            JsonNode container = pod.path("containers").path(0);
            JsonNode one = container.path("securityContext");
            boolean isFlink = container.path("name").asText().equals("flink-main-container");
            assertTrue(all.path("runAsNonRoot").asBoolean());
            assertEquals(isFlink ? 9999 : 10001, all.path("runAsUser").intValue());
            assertEquals("RuntimeDefault", all.at("/seccompProfile/type").asText());
            assertFalse(one.path("allowPrivilegeEscalation").asBoolean(true));
            assertEquals(List.of("ALL"), texts(one.at("/capabilities/drop")));
            // Flink's image writes into its own folder; the file says so.
            assertEquals(!isFlink, one.path("readOnlyRootFilesystem").asBoolean(false));
        }
    }

    @Test
    void whatIsScrapedHasThePortsAndTheLabelsThatAreAskedFor() throws IOException {
        JsonNode service = of("ServiceMonitor").path("spec");
        JsonNode pods = of("PodMonitor").path("spec");
        assertEquals(of("Service").at("/metadata/labels"), service.at("/selector/matchLabels"));
        JsonNode port = of("Service").at("/spec/ports/0");
        assertEquals(port.path("name"), service.at("/endpoints/0/port"));
        assertEquals(job.get("serve.port"), port.path("port").asText());
        JsonNode serving = of("Deployment").at("/spec/template");
        assertEquals(serving.at("/metadata/labels"), of("Service").at("/spec/selector"));
        assertEquals(job.get("serve.port"), containerPort(serving));
        assertEquals(spec.at("/podTemplate/metadata/labels"), pods.at("/selector/matchLabels"));
        assertEquals(
                options.get("metrics.reporter.prom.port"), containerPort(spec.path("podTemplate")));
        assertEquals("tidemark", service.at("/endpoints/0/relabelings/0/replacement").asText());
        assertEquals("flink", pods.at("/podMetricsEndpoints/0/relabelings/0/replacement").asText());
        assertEquals(
                pods.at("/selector/matchLabels"),
                of("NetworkPolicy").at("/spec/podSelector/matchLabels"));
    }

    private static String containerPort(JsonNode template) {
        return template.at("/spec/containers/0/ports/0/containerPort").asText();
    }

    @Test
    void theAlertsAreThoseOfThePrometheusFile() throws IOException {
        assertEquals(
                Repository.yaml(Repository.PROMETHEUS.resolve("rules.yml")).path("groups"),
                of("PrometheusRule").at("/spec/groups"),
                "run deploy/kubernetes/make-rules");
    }

    private static JsonNode of(String kind) throws IOException {
        return KubernetesSchemaTest.documents().stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** The specs of all pods; of Flink's the one that both kinds share. */
    private List<JsonNode> pods() throws IOException {
        List<JsonNode> pods = new ArrayList<>();
        for (JsonNode document : KubernetesSchemaTest.documents()) {
            for (String at : List.of("/spec/template/spec", "/spec/podTemplate/spec")) {
                if (!document.at(at).isMissingNode()) {
                    pods.add(document.at(at));
                }
            }
        }
        return pods;
    }

    private static Map<String, String> configured(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
