package dev.tidemark.dashboards;

import static dev.tidemark.dashboards.Repository.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docker-compose.yml by itself; {@link ComposedTest} holds it against what it starts. */
class ComposeTest {
    private static final Path FILE = Path.of("docker-compose.yml");
    private static final Set<String> ONE_SHOT = Set.of("topics", "load");

    private final JsonNode compose = Repository.yaml(FILE);
    private final JsonNode services = compose.path("services");

    @Test
    void everyImageIsPinned() {
        for (Map.Entry<String, JsonNode> service : services.properties()) {
            String image = service.getValue().path("image").asText();
            assertTrue(image.matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+.*"), image);
        }
    }

    @Test
    void everyMountedPathExistsAndEveryVolumeIsDeclared() {
        Set<String> named = new TreeSet<>();
        for (JsonNode service : services) {
            for (String volume : texts(service.path("volumes"))) {
                String source = volume.split(":")[0];
                if (source.startsWith("./")) {
                    assertTrue(Files.exists(Path.of(source)), source);
                    assertTrue(volume.endsWith(":ro"), volume + " can be written");
                } else {
                    named.add(source);
                }
            }
        }
        assertEquals(names(compose.path("volumes")), named);
    }

    @Test
    void nothingIsReachableFromOutsideOfTheMachine() {
        int published = 0;
        for (JsonNode service : services) {
            for (String port : texts(service.path("ports"))) {
                assertTrue(port.matches("127\\.0\\.0\\.1:(\\d+):\\1"), port);
                published++;
            }
        }
        assertEquals(5, published, "Kafka, Flink, serve, Prometheus, Grafana");
    }

    @Test
    void everyServiceThatStaysSaysWhetherItIsWellAndWaitsForOthersThatExist() {
        for (Map.Entry<String, JsonNode> service : services.properties()) {
            String name = service.getKey();
            boolean stays = !ONE_SHOT.contains(name);
            JsonNode health = service.getValue().path("healthcheck");
            assertEquals(stays, !health.isMissingNode(), name);
            assertEquals(stays, health.has("interval") && health.has("timeout"), name);
            String restart = service.getValue().path("restart").asText();
            assertEquals(stays ? "unless-stopped" : "no", restart, name);
            for (Map.Entry<String, JsonNode> other :
                    service.getValue().path("depends_on").properties()) {
                assertTrue(services.has(other.getKey()), name);
                assertEquals(
                        condition(name, other.getKey()),
                        other.getValue().path("condition").asText(),
                        name);
            }
        }
    }

    /** The job is well only when there is a task manager, which cannot wait for that. */
    private static String condition(String service, String other) {
        if (service.equals("taskmanager") && other.equals("jobmanager")) {
            return "service_started";
        }
        return ONE_SHOT.contains(other) ? "service_completed_successfully" : "service_healthy";
    }

    @Test
    void nobodyCanBecomeRootAndWhoCanWriteToTheImageIsSaidAndWhy() {
        Set<String> writable = new TreeSet<>();
        for (Map.Entry<String, JsonNode> service : services.properties()) {
            JsonNode hardened = service.getValue();
            String name = service.getKey();
            assertEquals(List.of("ALL"), texts(hardened.path("cap_drop")), name);
            assertEquals(
                    List.of("no-new-privileges:true"), texts(hardened.path("security_opt")), name);
            assertFalse(hardened.has("user"), name);
            assertFalse(hardened.has("privileged"), name);
            if (hardened.path("read_only").asBoolean()) {
                assertTrue(texts(hardened.path("tmpfs")).get(0).startsWith("/tmp:exec"), name);
            } else {
                writable.add(name);
            }
        }
        assertEquals(Set.of("jobmanager", "kafka", "taskmanager"), writable);
        String comments = Repository.text(FILE).replaceAll("\\s*\\n\\s*# ", " ");
        assertTrue(comments.contains("so that its file system cannot be read-only"));
        assertTrue(comments.contains("Not read-only: the image writes"));
    }

    @Test
    void secretsAreOfTheUsersOwnMakingAndNeverCommitted() {
        String help = Repository.text(FILE);
        assertTrue(Repository.text(Path.of(".gitignore")).lines().anyMatch("/secrets/"::equals));
        assertTrue(help.contains("mkdir -m 700 secrets"), "the command that makes the folder");
        for (Map.Entry<String, JsonNode> secret : compose.path("secrets").properties()) {
            String file = secret.getValue().path("file").asText();
            assertEquals("./secrets/" + secret.getKey(), file);
            assertTrue(help.contains("> " + file.substring(2)), "the command that makes " + file);
        }
        Set<String> used = new TreeSet<>();
        for (JsonNode service : services) {
            used.addAll(texts(service.path("secrets")));
            for (Map.Entry<String, JsonNode> variable : service.path("environment").properties()) {
                String name = variable.getKey();
                assertFalse(name.matches("(?i).*(password|token|secret)"), name);
            }
        }
        assertEquals(names(compose.path("secrets")), used);
    }

    @Test
    void composeItselfReadsTheFile() throws Exception {
        Tool.require("docker-compose", "docker-compose");
        Tool.Run run = Tool.run(Path.of("."), "docker-compose", "config", "-q");
        assertEquals(0, run.exitCode(), run.output());
        Tool.Run load =
                Tool.run(Path.of("."), "docker-compose", "--profile", "load", "config", "-q");
        assertEquals(0, load.exitCode(), load.output());
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
