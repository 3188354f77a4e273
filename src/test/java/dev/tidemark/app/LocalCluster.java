package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cluster of processes, by {@code deploy/local/cluster} itself, on ports of its own. */
final class LocalCluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCRIPT = Path.of("deploy/local/cluster").toAbsolutePath();
    private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");
    private static final int METRICS_PAGES = 8;

    /** Generous: a build server runs other things beside this. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path directory;
    private final int kafkaPort = Ports.free();
    private final int webPort = Ports.free();
    private final int rpcPort = Ports.free();
    private final int firstMetricsPort = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();

    private LocalCluster(Path directory) {
        this.directory = directory;
    }

    /** What a command printed, and its exit code. */
    record Said(int exitCode, String text) {
        String found(Pattern pattern) {
            Matcher matcher = pattern.matcher(text);
            assertTrue(matcher.find(), text);
            return matcher.group(1);
        }
    }

    static LocalCluster start(Path directory) throws Exception {
        LocalCluster cluster = new LocalCluster(directory);
        Said said = cluster.run("start");
        if (said.exitCode() != 0) {
            cluster.close();
        }
        assertEquals(0, said.exitCode(), said.text());
        return cluster;
    }

    /** Runs the script. */
    Said run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TIDEMARK_CLUSTER", directory.toString());
        builder.environment().put("TIDEMARK_PORTS", kafkaPort + "," + webPort + "," + rpcPort);
        builder.environment()
                .put(
                        "TIDEMARK_METRICS_PORTS",
                        firstMetricsPort + "-" + (firstMetricsPort + METRICS_PAGES - 1));
        Path output = Files.createTempFile(directory.getParent(), "said", ".txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Said(process.waitFor(), Files.readString(output));
    }

    /** Submits the thin jar; answers the job's id. */
    String submit(String... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = "submit";
        System.arraycopy(words, 0, command, 1, words.length);
        Said said = run(command);
        assertEquals(0, said.exitCode(), said.text());
        return said.found(JOB);
    }

    /** Stops the job with a savepoint; answers its path. */
    String stopWithSavepoint(String job) throws Exception {
        Said said = run("flink", "stop", job);
        assertEquals(0, said.exitCode(), said.text());
        return said.found(SAVEPOINT);
    }

    /** The signal that nobody can catch, to a process that the script started. */
    void kill(String name) throws IOException {
        long pid = Long.parseLong(Files.readString(directory.resolve("pids/" + name)).strip());
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    Properties kafka() {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", bootstrapServers());
        return properties;
    }

    /** Where the processes may show their metrics; not all of them need to be there. */
    List<String> metricsPages() {
        List<String> pages = new ArrayList<>();
        for (int i = 0; i < METRICS_PAGES; i++) {
            pages.add("127.0.0.1:" + (firstMetricsPort + i));
        }
        return pages;
    }

    /** Whether all tasks of the job run. */
    boolean runs(String job) {
        JsonNode found = rest("/jobs/" + job);
        boolean tasksRun = found.path("vertices").size() > 0;
        for (JsonNode vertex : found.path("vertices")) {
            tasksRun &= vertex.path("status").asText().equals("RUNNING");
        }
        return tasksRun && found.path("state").asText().equals("RUNNING");
    }

    String state(String job) {
        return rest("/jobs/" + job).path("state").asText();
    }

    int parallelism(String job) {
        int most = 0;
        for (JsonNode vertex : rest("/jobs/" + job).path("vertices")) {
            most = Math.max(most, vertex.path("parallelism").asInt());
        }
        return most;
    }

    /** Kills one on which tasks run; answers its name. */
    String killBusyTaskManager() throws IOException {
        for (JsonNode taskManager : rest("/taskmanagers").path("taskmanagers")) {
            if (taskManager.path("freeSlots").asInt() < taskManager.path("slotsNumber").asInt()) {
                String name = taskManager.path("id").asText();
                kill(name);
                return name;
            }
        }
        throw new AssertionError("no tasks run anywhere");
    }

    /** Kills one that is known, busy or not; answers its name. */
    String killTaskManager() throws IOException {
        String name = rest("/taskmanagers").at("/taskmanagers/0/id").asText();
        kill(name);
        return name;
    }

    /** The job manager may count with a dead one for as long as its heartbeat may be late. */
    void awaitNoticed(String killed) {
        await(
                killed + " to be missed",
                () ->
                        rest("/taskmanagers").path("taskmanagers").findValuesAsText("id").stream()
                                .noneMatch(killed::equals));
    }

    /** Starts task managers, one after the other, until there are so many. */
    void seeToTaskManagers(int wanted) throws Exception {
        while (taskManagers() < wanted) {
            int before = taskManagers();
            assertEquals(0, run("task-manager").exitCode());
            await("a task manager", () -> taskManagers() > before);
        }
    }

    int taskManagers() {
        return rest("/overview").path("taskmanagers").asInt();
    }

    /** Where the newest checkpoint of a job lies, for a start from it. */
    String newestCheckpoint(String job) {
        return rest("/jobs/" + job + "/checkpoints").at("/latest/completed/external_path").asText();
    }

    int completedCheckpoints(String job) {
        return rest("/jobs/" + job + "/checkpoints").at("/counts/completed").asInt();
    }

    int restored(String job) {
        return rest("/jobs/" + job + "/checkpoints").at("/counts/restored").asInt();
    }

    JsonNode rest(String path) {
        URI uri = URI.create("http://127.0.0.1:" + webPort + path);
        try {
            return JSON.readTree(
                    http.send(
                                    HttpRequest.newBuilder(uri).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Answers how long it took, in seconds. */
    double await(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(
                    System.nanoTime() - begin < PATIENCE.toNanos(),
                    () -> "waited in vain for " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public void close() throws Exception {
        Said said = run("stop");
        assertEquals(0, said.exitCode(), said.text());
    }
}
