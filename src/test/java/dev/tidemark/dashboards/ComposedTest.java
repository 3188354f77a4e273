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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docker-compose.yml starts, mounts and scrapes is what there is. */
class ComposedTest {
    private static final Path JOB = Path.of("deploy/compose/job.properties");
    private static final List<String> OURS = List.of("topics", "serve", "load");
    private static final List<String> FLINK = List.of("jobmanager", "taskmanager");

    private final JsonNode compose = Repository.yaml(Path.of("docker-compose.yml"));
    private final JsonNode services = compose.path("services");

    @Test
    void theVersionsAreThoseOfTheBuild() {
        assertEquals("apache/kafka:" + pom("kafka.version"), image("kafka"));
        OURS.forEach(name -> assertEquals("tidemark:" + Repository.version(), image(name)));
        FLINK.forEach(name -> assertEquals("tidemark-flink:" + Repository.version(), image(name)));
        OURS.forEach(name -> assertEquals("tidemark", target(name)));
        FLINK.forEach(name -> assertEquals("flink", target(name)));
    }

    @Test
    void whatIsStartedExists() {
        for (String name : OURS) {
            List<String> command = texts(services.path(name).path("command"));
            String verb = name.equals("load") ? "simulate" : name;
            assertEquals(verb, command.get(0));
            Deployed.assertCanBeTyped(command);
        }
        List<String> job = texts(services.path("jobmanager").path("command"));
        assertTrue(Files.isExecutable(Path.of("deploy/flink", fileName(job.get(0)))));
        String main = job.get(job.indexOf("--job-classname") + 1);
        Path source = Path.of("src/main/java", main.replace('.', '/') + ".java");
        assertTrue(Files.exists(source), source::toString);
        assertTrue(
                job.indexOf("--") > 0 && job.indexOf("--") < job.indexOf("--config"),
                "Flink takes --config for its own --configDir");
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Test
    void allReadTheOneConfigurationThatIsMounted() {
        for (String name : List.of("topics", "serve", "load", "jobmanager")) {
            JsonNode service = services.path(name);
            List<String> command = texts(service.path("command"));
            String file = command.get(command.indexOf("--config") + 1);
            String mount = "./" + JOB + ":" + file + ":ro";
            assertTrue(texts(service.path("volumes")).contains(mount), service::toString);
        }
    }

    @Test
    void theConfigurationIsAllowedAndFitsTheServices() {
        Map<String, String> texts = Repository.properties(Repository.text(JOB));
        Settings settings = Settings.of(texts);
        JsonNode kafka = services.path("kafka").path("environment");
        String inside = "PLAINTEXT://" + settings.kafka().getProperty("bootstrap.servers");
        List<String> advertised =
                List.of(kafka.path("KAFKA_ADVERTISED_LISTENERS").asText().split(","));
        assertTrue(advertised.contains(inside), inside);
        assertEquals("false", kafka.path("KAFKA_AUTO_CREATE_TOPICS_ENABLE").asText());
        // The broker's own default of 15 minutes is in force.
        assertFalse(kafka.has("KAFKA_TRANSACTION_MAX_TIMEOUT_MS"));
        assertTrue(settings.get(Options.TRANSACTION_TIMEOUT).toMinutes() < 15);

        JsonNode serve = services.path("serve");
        String port = texts.get("serve.port");
        assertEquals(List.of("127.0.0.1:" + port + ":" + port), texts(serve.path("ports")));
        assertEquals("0.0.0.0", texts.get("serve.address"));
        String health = serve.path("healthcheck").path("test").toString();
        assertTrue(health.contains("127.0.0.1:" + port + "/health/ready"), health);
        String secret = fileName(texts.get("serve.token-file"));
        assertEquals("/run/secrets/" + secret, texts.get("serve.token-file"));
        assertEquals(List.of(secret), texts(serve.path("secrets")));
        assertTrue(isKept("serve", texts.get("serve.store-directory")));
    }

    @Test
    void bothProcessesOfFlinkHaveOneConfigurationOfKnownOptions() {
        Map<String, String> flink = flink("jobmanager");
        assertEquals(flink, flink("taskmanager"));
        FlinkOptions.assertKnown(flink.keySet());
        FlinkOptions.assertReports(flink);
        FlinkOptions.assertShut(flink);
        FlinkOptions.assertRoomForRocksDb(flink);
        flink.forEach(
                (key, value) -> assertTrue(value.matches("[^\\s*?\\[]+"), key + ": " + value));
        assertEquals("jobmanager", flink.get("jobmanager.rpc.address"));
        assertEquals("${TIDEMARK_PARALLELISM:-2}", flink.get("parallelism.default"));
        assertEquals("2", flink.get("taskmanager.numberOfTaskSlots"));
    }

    @Test
    void theJobGoesOnFromWhereItsCheckpointsAre() {
        List<String> job = texts(services.path("jobmanager").path("command"));
        String directory = job.get(1);
        Map<String, String> flink = flink("jobmanager");
        assertEquals(
                "file://" + directory + "/checkpoints", flink.get("execution.checkpointing.dir"));
        assertEquals(
                "file://" + directory + "/savepoints",
                flink.get("execution.checkpointing.savepoint-dir"));
        FLINK.forEach(name -> assertTrue(isKept(name, directory), name));
        String dockerfile = Repository.text(Path.of("Dockerfile"));
        assertTrue(dockerfile.contains("install -d -o 9999 -g 9999 -m 0750 " + directory));
    }

    @Test
    void prometheusScrapesEveryPageThereIs() {
        JsonNode prometheus = Repository.yaml(Repository.PROMETHEUS.resolve("prometheus.yml"));
        JsonNode tidemark = prometheus.path("scrape_configs").path(0);
        JsonNode flink = prometheus.path("scrape_configs").path(1);
        Map<String, String> job = Repository.properties(Repository.text(JOB));
        assertEquals("tidemark", tidemark.path("job_name").asText());
        assertEquals(List.of("serve:" + job.get("serve.port")), targets(tidemark));
        String reporter = flink("taskmanager").get("metrics.reporter.prom.port");
        assertEquals("flink", flink.path("job_name").asText());
        assertEquals(List.of("jobmanager:" + reporter), targets(flink));
        JsonNode tasks = flink.path("dns_sd_configs").path(0);
        assertEquals(List.of("taskmanager"), texts(tasks.path("names")));
        assertEquals("A", tasks.path("type").asText());
        assertEquals(reporter, tasks.path("port").asText());
        String health = services.path("taskmanager").path("healthcheck").path("test").toString();
        assertTrue(health.contains(":" + reporter + "/metrics"), health);
    }

    private static List<String> targets(JsonNode scrape) {
        return texts(scrape.path("static_configs").path(0).path("targets"));
    }

    @Test
    void grafanaAsksPrometheusAndShowsTheDashboards() {
        Path provisioning = Path.of("dashboards/grafana/provisioning");
        JsonNode source =
                Repository.yaml(provisioning.resolve("datasources/prometheus.yml"))
                        .path("datasources")
                        .path(0);
        assertEquals("http://prometheus:9090", source.path("url").asText());
        assertTrue(services.has("prometheus"));
        assertEquals(
                Repository.yaml(Repository.PROMETHEUS.resolve("prometheus.yml"))
                        .path("global")
                        .path("scrape_interval"),
                source.path("jsonData").path("timeInterval"));
        String folder =
                Repository.yaml(provisioning.resolve("dashboards/tidemark.yml"))
                        .path("providers")
                        .path(0)
                        .path("options")
                        .path("path")
                        .asText();
        JsonNode grafana = services.path("grafana");
        String mount = "./" + Repository.DASHBOARDS + ":" + folder + ":ro";
        assertTrue(texts(grafana.path("volumes")).contains(mount), mount);
        String home =
                grafana.path("environment")
                        .path("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                        .asText();
        assertEquals(folder + "/" + fileName(home), home);
        assertTrue(Files.exists(Repository.DASHBOARDS.resolve(fileName(home))), home);
    }

    private boolean isKept(String service, String directory) {
        return texts(services.path(service).path("volumes")).stream()
                .map(volume -> volume.split(":"))
                .filter(parts -> parts.length == 2 && !parts[0].startsWith("./"))
                .anyMatch(parts -> (directory + "/").startsWith(parts[1] + "/"));
    }

    private Map<String, String> flink(String service) {
        String lines = services.path(service).path("environment").path("FLINK_PROPERTIES").asText();
        Map<String, String> flink = new LinkedHashMap<>();
        lines.lines()
                .map(line -> line.split(":", 2))
                .forEach(parts -> flink.put(parts[0], parts[1].strip()));
        return flink;
    }

    private String image(String service) {
        return services.path(service).path("image").asText();
    }

    private String target(String service) {
        return services.path(service).path("build").path("target").asText();
    }
}
