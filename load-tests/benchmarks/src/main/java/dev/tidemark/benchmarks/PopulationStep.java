package dev.tidemark.benchmarks;

import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.model.CutPoints;
import dev.tidemark.wire.PopulationJson;
import dev.tidemark.wire.Topics;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Measures what a step change of the cut points costs; see {@code load-tests/population-step}. */
public final class PopulationStep {
    private static final int PROBES_PER_SECOND = 200;
    private static final int WARM_UP_SECONDS = 30;

    /** Longer than the watermark is behind, so that the walk begins at once. */
    private static final long IN_FORCE_SINCE_MILLIS = 1_200_000;

    private static final Pattern SCORED =
            Pattern.compile("(?m)^tidemark_events_scored_total\\S* (\\S+)");

    private final Path work;
    private final String launcher;
    private final int customers;
    private final Topics topics = new Topics("tidemark");
    private final Map<String, Object> kafka;
    private final int page;

    private PopulationStep(Path work, String launcher, int customers, EmbeddedBroker broker)
            throws IOException {
        this.work = work;
        this.launcher = launcher;
        this.customers = customers;
        this.kafka =
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "isolation.level",
                        "read_uncommitted",
                        "linger.ms",
                        "0");
        try (ServerSocket free = new ServerSocket(0)) {
            this.page = free.getLocalPort();
        }
    }

    /** Launcher, working directory, customers, customers walked a second, seconds of a phase. */
    public static void main(String[] args) throws Exception {
        int customers = Integer.parseInt(args[2]);
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            new PopulationStep(Path.of(args[1]), args[0], customers, broker)
                    .run(args[3], Integer.parseInt(args[4]));
        }
    }

    static String customerId(int number) {
        return "c-%07d".formatted(number);
    }

    /** An order of its own, as the id of its event. */
    static String purchase(String eventId, String customerId, Instant at, int amount) {
        String fields =
                """
                {"eventId":"%s","orderId":"%1$s","customerId":"%s","type":"purchase",\
                "occurredAt":"%s","amount":%d.00,"currency":"USD"}""";
        return fields.formatted(eventId, customerId, at, amount);
    }

    private void run(String walkPerSecond, int seconds) throws Exception {
        tidemark("topics", "--create").waitFor();
        // No cut points but those of this test.
        Process job =
                tidemark(
                        "job",
                        "--set",
                        "population.walk-per-second=" + walkPerSecond,
                        "--set",
                        "population.least-customers=1000000",
                        "--set",
                        "population.tolerance=1000",
                        "--set",
                        "transitions.least-dwell=0s",
                        "--set",
                        "metrics.port=" + page,
                        "--set",
                        "web.port=0",
                        "--set",
                        "checkpoint.directory=" + work.resolve("state"));
        try {
            fill(job);
            compare(seconds);
        } finally {
            job.destroy();
            job.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private void compare(int seconds) throws Exception {
        try (ScoreLatency latency =
                new ScoreLatency(kafka, topics.events(), topics.scores(), customers)) {
            latency.measure(PROBES_PER_SECOND, WARM_UP_SECONDS);
            ScoreLatency.Spread before = latency.measure(PROBES_PER_SECOND, seconds);
            say("before", before, 0);
            publishStep();
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (latency.walked() == 0) {
                if (System.nanoTime() > patience) {
                    throw new IllegalStateException("nobody meets the new cut points");
                }
                Thread.sleep(10);
            }
            long walked = latency.walked();
            long started = System.nanoTime();
            ScoreLatency.Spread during = latency.measure(PROBES_PER_SECOND, seconds);
            double took = (System.nanoTime() - started) / 1e9;
            say("during", during, (latency.walked() - walked) / took);
            System.out.printf(
                    "ratio    median %.2f  p99 %.2f%n",
                    during.median() / before.median(), during.p99() / before.p99());
        }
    }

    private static void say(String phase, ScoreLatency.Spread spread, double walkedPerSecond) {
        System.out.printf(
                "%-8s %d events at %d/s: median %.1f ms, 99 %% %.1f ms, most %.1f ms;"
                        + " %.0f silent customers moved a second%n",
                phase,
                spread.events(),
                PROBES_PER_SECOND,
                spread.median(),
                spread.p99(),
                spread.max(),
                walkedPerSecond);
    }

    /** One order of each customer, dated before the cut points are in force. */
    private void fill(Process job) throws Exception {
        long start = System.nanoTime();
        long from = System.currentTimeMillis() - 2 * IN_FORCE_SINCE_MILLIS;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < customers; i++) {
                String id = customerId(i);
                Instant at = Instant.ofEpochMilli(from + i * 500_000L / customers);
                String event = purchase("f-" + i, id, at, 5 + i % 200);
                producer.send(
                        new ProducerRecord<>(
                                topics.events(),
                                id.getBytes(StandardCharsets.UTF_8),
                                event.getBytes(StandardCharsets.UTF_8)));
            }
        }
        while (scored() < customers) {
            if (!job.isAlive()) {
                throw new IllegalStateException("the job ended; its log is " + work);
            }
            Thread.sleep(500);
        }
        System.out.printf(
                "filled   %d customers in %.0f s%n", customers, (System.nanoTime() - start) / 1e9);
    }

    private double scored() throws InterruptedException {
        try {
            String metrics =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:"
                                                                    + page
                                                                    + "/metrics"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            Matcher line = SCORED.matcher(metrics);
            return line.find() ? Double.parseDouble(line.group(1)) : 0;
        } catch (IOException e) {
            // Not there yet.
            return 0;
        }
    }

    /** Limits far from those in force: nobody keeps all their scores. */
    private void publishStep() {
        CutPoints step =
                new CutPoints(
                        "step",
                        System.currentTimeMillis() - IN_FORCE_SINCE_MILLIS,
                        customers,
                        List.of(-1L, -1L, -1L, 0L),
                        List.of(2L, 3L, 4L, 5L),
                        List.of(100_000L, 200_000L, 300_000L, 400_000L),
                        List.of(1_000_000L, 500_000L),
                        1_000_000L,
                        1_000_000L,
                        0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(
                            topics.population(),
                            PopulationJson.key(step).getBytes(StandardCharsets.UTF_8),
                            PopulationJson.write(step)));
        }
    }

    private Process tidemark(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher));
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("--set", "kafka.bootstrap.servers=" + kafka.get("bootstrap.servers")));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("TIDEMARK_LOG", work.resolve("job.log").toString());
        File said = work.resolve("said").toFile();
        return process.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said))
                .start();
    }
}
