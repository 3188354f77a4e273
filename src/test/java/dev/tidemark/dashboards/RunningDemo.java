package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** {@code tidemark demo}, its time faster than usual, and {@code tidemark serve} beside it. */
final class RunningDemo implements AutoCloseable {
    private static final String EVENTS = "tidemark.events.v1";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 30;

    private final Path directory;
    private final int kafkaPort = Ports.free();
    private final int metricsPort = Ports.free();
    private final int flinkPort = Ports.free();
    private final int servePort = Ports.free();
    private final Process process;
    private final Process serve;

    RunningDemo(Path directory) throws IOException {
        this.directory = directory;
        process =
                start(
                        directory,
                        "demo",
                        "--customers=1500",
                        "--speed=4d",
                        "--kafka-port=" + kafkaPort,
                        "--web-port=0",
                        "--metrics-port=" + metricsPort,
                        "--set=metrics.flink-port=" + flinkPort,
                        "--set=checkpoint.directory=" + checkpoints());
        serve =
                start(
                        directory,
                        "serve",
                        "--set=kafka.bootstrap.servers=" + kafka(),
                        "--set=serve.port=" + servePort);
    }

    /** Starts a command line of Tidemark; what it says goes to a file named after the verb. */
    static Process start(Path directory, String... words) throws IOException {
        String classes = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:+UseParallelGC", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", classes));
        command.add("-Dtidemark.log=" + directory.resolve(words[0] + ".log"));
        command.add("dev.tidemark.app.Tidemark");
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(words[0] + ".txt").toFile())
                .start();
    }

    Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    String kafka() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** Host and port of its pages, by the names of the scrape jobs. */
    Map<String, List<String>> targets() {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        targets.put("tidemark", List.of("127.0.0.1:" + metricsPort, "127.0.0.1:" + servePort));
        targets.put("flink", List.of("127.0.0.1:" + flinkPort));
        return targets;
    }

    /** The names of all that its pages show now. */
    Set<String> metricNames() throws InterruptedException {
        assertTrue(process.isAlive() && serve.isAlive(), this::said);
        Set<String> names = new TreeSet<>();
        for (List<String> pages : targets().values()) {
            for (String page : pages) {
                scrape(page)
                        .lines()
                        .filter(line -> !line.startsWith("#") && !line.isBlank())
                        .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
            }
        }
        return names;
    }

    private static String scrape(String page) throws InterruptedException {
        try {
            URI uri = URI.create("http://" + page + "/metrics");
            return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        } catch (IOException notUpYet) {
            return "";
        }
    }

    /** What it printed. */
    String said() {
        return Repository.text(directory.resolve("demo.txt"))
                + Repository.text(directory.resolve("serve.txt"));
    }

    /** Sends events as another system would that knows nothing of keys. */
    void send(List<String> events) {
        Properties kafka = new Properties();
        kafka.put("bootstrap.servers", kafka());
        try (Producer<String, String> producer =
                new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            events.forEach(event -> producer.send(new ProducerRecord<>(EVENTS, event)));
        }
    }

    /**
     * Takes the disk of the checkpoints away: the next checkpoint fails, and the job with it. It
     * cannot start again before {@link #giveDiskBack}.
     */
    void takeDiskAway() throws IOException {
        Files.move(checkpoints(), directory.resolve("away"));
        Files.write(checkpoints(), "not a directory".getBytes(StandardCharsets.UTF_8));
    }

    void giveDiskBack() throws IOException {
        Files.delete(checkpoints());
        Files.move(directory.resolve("away"), checkpoints());
    }

    @Override
    public void close() throws InterruptedException {
        end(serve);
        end(process);
    }

    /** Asks a process to end, as Ctrl-C does, and makes it if it does not. */
    static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
