package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.Intake;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.sim.Delivery;
import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.wire.KpiJson;
import dev.tidemark.wire.NativeEventReader;
import dev.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The thin jar on a real cluster: a broker, a job manager and task managers in processes of their
 * own, of which one is killed, and the job is stopped and goes on at another parallelism. What
 * {@code read_committed} consumers see is what a plain loop over the fold says, message by message.
 */
@ExtendWith(SharedCluster.class)
class ClusterIT {
    private static final long SEED = 19;
    private static final int CUSTOMERS = 6_000;
    private static final int RECORDS = 90_000;
    private static final Topics TOPICS = new Topics("tidemark");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long HOUR = 3_600_000L;

    /** All tasks run again within so long of the kill: told in docs/operations.md. */
    private static final double RECOVERY_SECONDS = 60;

    /**
     * No models and no cut points from the customers: when these arrive is not decided by the
     * events. A late event's duplicate may be two hours later yet.
     */
    private static final Map<String, String> CONFIGURED =
            new TreeMap<>(
                    Map.of(
                            "model.refit-days", "0",
                            "judge.every-days", "0",
                            "population.cut-points", "fixed",
                            "time.max-disorder", "9h",
                            "checkpoint.interval", "1s"));

    private static final Settings SETTINGS = Settings.of(CONFIGURED);

    private static LocalCluster cluster;
    private static TopicContents contents;

    @BeforeAll
    static void theClusterIsThere(LocalCluster shared) {
        cluster = shared;
        contents = new TopicContents(cluster.bootstrapServers());
    }

    @Test
    void nothingIsLostOrDoneTwiceThoughATaskManagerIsKilledAndTheJobIsRescaled() throws Exception {
        long silentUntil = Instant.now().toEpochMilli() - 12 * HOUR;
        sell();
        Oracle oracle = new Oracle(SETTINGS.rules(), SETTINGS);
        List<ConsumerRecord<byte[], byte[]>> past = contents.committed(TOPICS.events());
        past.forEach(record -> oracle.see(read(record)));
        oracle.silentUntil(silentUntil);
        long expected = oracle.scorecards.values().stream().mapToLong(List::size).sum();

        cluster.seeToTaskManagers(2);
        String job = cluster.submit(arguments("-p", "2"));
        cluster.await("a checkpoint", () -> cluster.completedCheckpoints(job) > 0);
        cluster.await("output that is not committed", () -> inFlight() > 1_000);
        long writtenAtKill = contents.written(TOPICS.scores());
        String killed = cluster.killBusyTaskManager();
        double seconds =
                cluster.await(
                        "the tasks to run again",
                        () -> cluster.restored(job) > 0 && cluster.runs(job));
        assertTrue(writtenAtKill < expected, writtenAtKill + " of " + expected + " at the kill");
        assertTrue(seconds < RECOVERY_SECONDS, "back after " + seconds + " s");
        System.out.printf("all tasks ran again %.1f s after the kill%n", seconds);

        cluster.awaitNoticed(killed);
        cluster.seeToTaskManagers(2);
        String savepoint = cluster.stopWithSavepoint(job);
        assertEquals("FINISHED", cluster.state(job));
        cluster.await("free slots", () -> freeSlots() >= 4);
        String wider = cluster.submit(arguments("-p", "4", "--fromSavepoint", savepoint));
        sellToday(oracle.scorecards.keySet());
        Set<String> seen = past.stream().map(ClusterIT::place).collect(Collectors.toSet());
        contents.forEachCommitted(
                TOPICS.events(),
                record -> {
                    if (!seen.contains(place(record))) {
                        oracle.see(read(record));
                    }
                });
        Map<String, Long> fates = fates(oracle.totals());
        cluster.await("the books", () -> fates(contents.latest(TOPICS.kpis())).equals(fates));
        assertEquals(4, cluster.parallelism(wider));

        cluster.await("all that silence says", () -> isSaid(oracle.scorecards, TOPICS.scores()));
        assertSaid("scorecards", oracle.scorecards, contents.byKey(TOPICS.scores()), silentUntil);
        assertSaid(
                "transitions",
                oracle.transitions,
                contents.byKey(TOPICS.transitions()),
                silentUntil);
        assertEquals(
                oracle.rejections.size(), contents.committed(TOPICS.rejections()).size(), "seed");
        PublishedBooks.assertBalance(
                contents.committed(TOPICS.kpis()).stream()
                        .map(record -> KpiJson.read(record.value()))
                        .toList());

        assertEquals(0, cluster.run("flink", "cancel", wider).exitCode());
        aStartWithoutStateIsRefused();
        aSetOptionThatContradictsIsRefused();
    }

    /** The group of the job has committed offsets by now. */
    private static void aStartWithoutStateIsRefused() throws Exception {
        LocalCluster.Said said = cluster.run(command("submit", arguments()));
        assertEquals(1, said.exitCode(), said.text());
        assertEquals(
                "tidemark: no state to start from, but group tidemark has read events before: give"
                        + " the path of a checkpoint or savepoint (flink run -s), or set"
                        + " checkpoint.restore-from to none to score all events anew",
                said.text().strip());
    }

    private static void aSetOptionThatContradictsIsRefused() throws Exception {
        LocalCluster.Said said =
                cluster.run(
                        command("submit", arguments("-Dexecution.checkpointing.unaligned=true")));
        assertEquals(1, said.exitCode(), said.text());
        assertEquals(
                "tidemark: execution.checkpointing.unaligned.enabled = 'true' is not allowed on a"
                        + " cluster: the job needs 'false'; leave it out",
                said.text().strip());
    }

    private static String[] command(String verb, String[] words) {
        List<String> all = new ArrayList<>(List.of(verb));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    private static String[] arguments(String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        words.add("--");
        CONFIGURED.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        return words.toArray(String[]::new);
    }

    private static void sell() {
        ShopConfig config =
                ShopConfig.defaults(SEED, CUSTOMERS)
                        .withStartAt(Instant.parse("2025-01-01T00:00:00Z").toEpochMilli());
        Shop shop = new Shop(config);
        ShopRecords records = new ShopRecords(SETTINGS.eventLimits());
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < RECORDS && shop.hasNext(); i++) {
                Delivery delivery = shop.next();
                producer.send(
                        new ProducerRecord<>(
                                TOPICS.events(),
                                delivery.key().getBytes(StandardCharsets.UTF_8),
                                records.bytes(delivery)));
            }
        }
    }

    /** An order of every fifth customer of this hour, and every second of these once more. */
    private static void sellToday(Set<String> customers) {
        Instant now = Instant.now();
        int number = 0;
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (String customer : customers) {
                number++;
                String order =
                        """
                        {"eventId":"today-%d","customerId":"%s","type":"purchase",\
                        "occurredAt":"%s","amount":19.90}"""
                                .formatted(number, customer, now.minusSeconds(number % 3_600));
                for (int i = 0; number % 5 == 0 && i <= number % 2; i++) {
                    producer.send(
                            new ProducerRecord<>(
                                    TOPICS.events(),
                                    customer.getBytes(StandardCharsets.UTF_8),
                                    order.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                cluster.kafka(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + "-" + record.offset();
    }

    private static Intake read(ConsumerRecord<byte[], byte[]> record) {
        return NativeEventReader.of(SETTINGS.eventLimits())
                .read(
                        record.value(),
                        new SourcePosition(record.topic(), record.partition(), record.offset()));
    }

    private static long inFlight() {
        return contents.written(TOPICS.scores()) - contents.stable(TOPICS.scores());
    }

    private static int freeSlots() {
        return cluster.rest("/overview").path("slots-available").asInt();
    }

    /** What became of the records. */
    private static Map<String, Long> fates(List<KpiValue> totals) {
        Set<String> kpis =
                Set.of(
                        Kpi.EVENTS_READ.wireName(),
                        Kpi.EVENTS_SCORED.wireName(),
                        Kpi.EVENTS_IGNORED.wireName(),
                        Kpi.EVENTS_REJECTED.wireName());
        Map<String, Long> fates = new TreeMap<>();
        for (KpiValue total : totals) {
            if (kpis.contains(total.kpi()) && total.value() != 0) {
                fates.put(KpiJson.key(total), total.value());
            }
        }
        return fates;
    }

    private static boolean isSaid(Map<String, List<String>> expected, String topic) {
        Map<String, List<String>> actual = contents.byKey(topic);
        return expected.entrySet().stream()
                .allMatch(
                        customer ->
                                actual.getOrDefault(customer.getKey(), List.of()).size()
                                        >= customer.getValue().size());
    }

    /**
     * All that is expected, in its order, and behind it only what the hours since made of silence.
     */
    private static void assertSaid(
            String what,
            Map<String, List<String>> expected,
            Map<String, List<String>> actual,
            long silentUntil)
            throws Exception {
        assertTrue(expected.size() > 1_000, expected.size() + " customers with " + what);
        for (Map.Entry<String, List<String>> customer : actual.entrySet()) {
            List<String> wanted = expected.getOrDefault(customer.getKey(), List.of());
            List<String> found = customer.getValue();
            String where = what + " of " + customer.getKey() + ", seed " + SEED;
            assertTrue(found.size() >= wanted.size(), "count of " + where);
            for (int i = 0; i < wanted.size(); i++) {
                assertEquals(wanted.get(i), found.get(i), where + ", number " + i);
            }
            for (String more : found.subList(wanted.size(), found.size())) {
                JsonNode message = JSON.readTree(more);
                assertEquals("SILENCE", message.path("cause").asText(), where + ": " + more);
                Instant asOf = Instant.parse(message.path("asOf").asText());
                assertTrue(
                        asOf.toEpochMilli() > silentUntil,
                        where + " is said twice, or was not expected: " + more);
            }
        }
        assertTrue(actual.keySet().containsAll(expected.keySet()), "customers with " + what);
    }
}
