package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComposeTest {
    private static final Path JOB = Path.of("deploy/compose/job.properties");
    private static final Set<String> ONE_SHOT = Set.of("topics");

    private final JsonNode compose = Repository.yaml(Path.of("docker-compose.yml"));
    private final JsonNode services = compose.path("services");
    private final String pom = Repository.text(Path.of("pom.xml"));

    @Test
    void theVersionsAreThoseOfTheBuild() {
        assertEquals("apache/kafka:" + pom("kafka.version"), image("kafka"));
        Matcher version =
                Pattern.compile("<artifactId>tidemark</artifactId>\\s*<version>([^<]+)")
                        .matcher(pom);
        assertTrue(version.find());
        assertEquals("tidemark:" + version.group(1), image("tidemark"));
        assertEquals(image("tidemark"), image("topics"));
    }

    @Test
    void everyImageIsPinned() {
        for (Map.Entry<String, JsonNode> service : services.properties()) {
            String image = service.getValue().path("image").asText();
            assertTrue(image.matches("[a-z/]+:v?\\d+\\.\\d+\\.\\d+.*"), image);
        }
    }

    @Test
    void everyMountedPathExistsAndEveryVolumeIsDeclared() {
        Set<String> named = new TreeSet<>();
        for (JsonNode service : services) {
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asText().split(":")[0];
                if (source.startsWith("./")) {
                    assertTrue(Files.exists(Path.of(source)), source);
                    assertTrue(volume.asText().endsWith(":ro"), volume + " can be written");
                } else {
                    named.add(source);
                }
            }
        }
        Set<String> declared = new TreeSet<>();
        compose.path("volumes").fieldNames().forEachRemaining(declared::add);
        assertEquals(declared, named);
    }

    @Test
    void nothingIsReachableFromOutsideOfTheMachine() {
        for (JsonNode service : services) {
            for (JsonNode port : service.path("ports")) {
                assertTrue(port.asText().startsWith("127.0.0.1:"), port::asText);
            }
        }
    }

    @Test
    void everyServiceThatStaysSaysWhetherItIsWellAndWaitsForOthersThatExist() {
        for (Map.Entry<String, JsonNode> service : services.properties()) {
            String name = service.getKey();
            boolean stays = !ONE_SHOT.contains(name);
            assertEquals(stays, service.getValue().has("healthcheck"), name);
            String restart = service.getValue().path("restart").asText();
            assertEquals(stays ? "unless-stopped" : "no", restart, name);
            for (Map.Entry<String, JsonNode> other :
                    service.getValue().path("depends_on").properties()) {
                String condition =
                        ONE_SHOT.contains(other.getKey())
                                ? "service_completed_successfully"
                                : "service_healthy";
                assertTrue(services.has(other.getKey()), name);
                assertEquals(condition, other.getValue().path("condition").asText(), name);
            }
        }
    }

    @Test
    void theJobAndTheTopicsReadTheConfigurationThatIsMounted() {
        for (String name : List.of("job", "topics")) {
            JsonNode service = services.path(name.equals("job") ? "tidemark" : name);
            List<String> command = texts(service.path("command"));
            assertEquals(name, command.get(0));
            String file = command.get(command.indexOf("--config") + 1);
            String mount = "./" + JOB + ":" + file + ":ro";
            assertTrue(texts(service.path("volumes")).contains(mount), service::toString);
        }
    }

    @Test
    void theConfigurationOfTheJobIsAllowedAndFitsTheServices() {
        Settings settings = settings();
        JsonNode kafka = services.path("kafka").path("environment");
        String inside = "PLAINTEXT://" + settings.kafka().getProperty("bootstrap.servers");
        List<String> advertised =
                List.of(kafka.path("KAFKA_ADVERTISED_LISTENERS").asText().split(","));
        assertTrue(advertised.contains(inside), inside);
        assertEquals("false", kafka.path("KAFKA_AUTO_CREATE_TOPICS_ENABLE").asText());
        assertEquals("0.0.0.0", settings.get(Options.METRICS_ADDRESS));
        String checkpoints = settings.get(Options.CHECKPOINT_DIRECTORY);
        boolean kept =
                texts(services.path("tidemark").path("volumes")).stream()
                        .map(volume -> volume.split(":"))
                        .filter(parts -> parts.length == 2)
                        .anyMatch(parts -> checkpoints.startsWith(parts[1] + "/"));
        assertTrue(kept, checkpoints + " is not in a volume");
    }

    @Test
    void prometheusScrapesTheJobAndGrafanaAsksPrometheus() {
        JsonNode prometheus = Repository.yaml(Repository.PROMETHEUS.resolve("prometheus.yml"));
        JsonNode job = prometheus.path("scrape_configs").path(0);
        int port = settings().get(Options.METRICS_PORT);
        assertEquals("tidemark", job.path("job_name").asText());
        assertEquals(
                List.of("tidemark:" + port),
                texts(job.path("static_configs").path(0).path("targets")));
        assertTrue(services.has("tidemark"));
        String health = services.path("tidemark").path("healthcheck").path("test").toString();
        assertTrue(health.contains(":" + port + "/health/ready"), health);

        Path provisioning = Path.of("dashboards/grafana/provisioning");
        JsonNode source =
                Repository.yaml(provisioning.resolve("datasources/prometheus.yml"))
                        .path("datasources")
                        .path(0);
        assertEquals("http://prometheus:9090", source.path("url").asText());
        assertTrue(services.has("prometheus"));
        assertEquals(
                prometheus.path("global").path("scrape_interval"),
                source.path("jsonData").path("timeInterval"));
        String folder =
                Repository.yaml(provisioning.resolve("dashboards/tidemark.yml"))
                        .path("providers")
                        .path(0)
                        .path("options")
                        .path("path")
                        .asText();
        String mount = "./" + Repository.DASHBOARDS + ":" + folder + ":ro";
        assertTrue(texts(services.path("grafana").path("volumes")).contains(mount), mount);
    }

    @Test
    void thePasswordIsOfTheUsersOwnMakingAndNeverCommitted() {
        String file = compose.path("secrets").path("grafana_admin_password").path("file").asText();
        assertTrue(file.startsWith("./secrets/"), file);
        assertTrue(Repository.text(Path.of(".gitignore")).lines().anyMatch("/secrets/"::equals));
        String help = Repository.text(Path.of("docker-compose.yml"));
        assertTrue(help.contains("> " + file.substring(2)), "the command that makes it");
        JsonNode environment = services.path("grafana").path("environment");
        assertFalse(environment.has("GF_SECURITY_ADMIN_PASSWORD"));
    }

    @Test
    void composeItselfReadsTheFile() throws Exception {
        Tool.require("docker-compose", "docker-compose");
        Tool.Run run = Tool.run(Path.of("."), "docker-compose", "config", "-q");
        assertEquals(0, run.exitCode(), run.output());
    }

    private String pom(String property) {
        Matcher found = Pattern.compile("<" + property + ">([^<]+)<").matcher(pom);
        assertTrue(found.find(), property);
        return found.group(1);
    }

    private String image(String service) {
        return services.path(service).path("image").asText();
    }

    private static Settings settings() {
        Properties properties = new Properties();
        try (StringReader reader = new StringReader(Repository.text(JOB))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new HashMap<>();
        properties.forEach((key, value) -> texts.put((String) key, (String) value));
        return Settings.of(texts);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).collect(Collectors.toList());
    }
}
