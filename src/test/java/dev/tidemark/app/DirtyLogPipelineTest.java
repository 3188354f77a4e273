package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.IgnoreReason;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Rules;
import dev.tidemark.sim.Delivery;
import dev.tidemark.wire.ScorecardJson;
import dev.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dirty log as that of {@link DirtyLogOracleTest} through Kafka and the real pipeline, whose
 * timers fire long before the stragglers come: it ends as a plain loop over the clean log does.
 */
class DirtyLogPipelineTest {
    /** Makes 300,000 deliveries; with 65,000, a million, it takes some two minutes. */
    private static final int CUSTOMERS = 19_500;

    private static final int PARTITIONS = 4;
    private static final int PARALLELISM = 2;
    private static final String WHERE = "seed " + DirtyShop.SEED;
    private static final Settings SETTINGS = Settings.of(Map.of());
    private static final Topics INPUT = new Topics("dirty");
    private static final Topics OUTPUT = new Topics("scored");

    @TempDir private Path directory;

    private final DirtyShop shop = new DirtyShop(CUSTOMERS);
    private final Rules rules = SETTINGS.rules().closingAt(shop.closesAt());
    private final DirtyTally tally = new DirtyTally();
    private final Map<IgnoreReason, Long> ignored = new EnumMap<>(IgnoreReason.class);

    private EmbeddedBroker broker;
    private TopicContents contents;

    @BeforeEach
    void aBrokerWithTopics() {
        broker = EmbeddedBroker.start(0);
        contents = new TopicContents(broker.bootstrapServers());
        TopicCreation.ensure(client(), INPUT, PARTITIONS, (short) 1);
        TopicCreation.ensure(client(), OUTPUT, PARTITIONS, (short) 1);
    }

    @AfterEach
    void theBrokerEnds() {
        broker.close();
    }

    @Test
    void thePipelineEndsADirtyLogAsAPlainLoopEndsTheCleanOne() throws Exception {
        produce();
        long startNanos = System.nanoTime();
        Configuration flink = FlinkEnvironment.forReplay(SETTINGS, directory);
        try (MiniCluster cluster = TestCluster.start(flink, 1, PARALLELISM)) {
            cluster.executeJobBlocking(
                    new BoundedJob(SETTINGS, client(), INPUT, directory)
                            .graph(OUTPUT, rules, SETTINGS.maxDisorder(), PARALLELISM));
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        assertBooks(contents.books(OUTPUT.kpis()));
        FinalFold clean = new FinalFold(rules);
        shop.deliverInOrder(clean::see);
        int held = FinalScorecards.assertSame(clean.end(), lastOfEach(), rules.churn(), WHERE);
        assertTrue(held < CUSTOMERS / 1_000, held + " levels differ, " + WHERE);
        System.out.printf(
                "%s; of %,d customers %d levels differ; %s, %.0f s through the pipeline%n",
                tally, CUSTOMERS, held, WHERE, seconds);
    }

    /** Sends the dirty log, and has a plain loop say what is to be ignored of it. */
    private void produce() {
        ShopRecords records = new ShopRecords(SETTINGS.eventLimits());
        FinalFold fold = new FinalFold(rules);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            shop.deliver(
                    delivery -> {
                        byte[] key = delivery.key().getBytes(StandardCharsets.UTF_8);
                        byte[] value = records.bytes(delivery);
                        producer.send(new ProducerRecord<>(INPUT.events(), key, value));
                        tally.isFirst(delivery);
                        if (delivery.payload() instanceof Delivery.Event of
                                && fold.see(of.event()) instanceof Decision.Ignored no) {
                            ignored.merge(no.reason(), 1L, Long::sum);
                        }
                    });
        }
    }

    private void assertBooks(Ledger books) {
        long read = books.total(Kpi.EVENTS_READ);
        assertTrue(read >= 300_000, read + " deliveries, " + WHERE);
        assertEquals(tally.deliveries, read, WHERE);
        assertEquals(tally.broken, sum(books, Kpi.EVENTS_REJECTED), WHERE);
        for (IgnoreReason reason : IgnoreReason.values()) {
            assertEquals(
                    ignored.getOrDefault(reason, 0L),
                    books.total(Kpi.EVENTS_IGNORED, reason.name()),
                    reason + ", " + WHERE);
        }
        assertEquals(
                read,
                books.total(Kpi.EVENTS_SCORED)
                        + sum(books, Kpi.EVENTS_IGNORED)
                        + sum(books, Kpi.EVENTS_REJECTED),
                WHERE);
    }

    private static long sum(Ledger books, Kpi kpi) {
        return books.totals().stream()
                .filter(total -> total.kpi().equals(kpi.wireName()))
                .mapToLong(KpiValue::value)
                .sum();
    }

    private Map<String, Scorecard> lastOfEach() {
        Map<String, byte[]> last = new HashMap<>();
        contents.forEachCommitted(
                OUTPUT.scores(),
                record -> last.put(TopicContents.text(record.key()), record.value()));
        Map<String, Scorecard> cards = new HashMap<>();
        last.forEach((customer, json) -> cards.put(customer, ScorecardJson.read(json)));
        return cards;
    }

    private Properties client() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrapServers());
        return client;
    }
}
