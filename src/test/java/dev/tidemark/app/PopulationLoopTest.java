package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.ErasingShop.Sent;
import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.app.config.ModelOptions;
import dev.tidemark.app.config.Settings;
import dev.tidemark.job.ScoringPipeline;
import dev.tidemark.job.kafka.KafkaEnds;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.Intake;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.SampleShare;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.BuyerReport;
import dev.tidemark.scoring.population.Finding;
import dev.tidemark.scoring.population.Statistician;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.wire.KpiJson;
import dev.tidemark.wire.NativeEventReader;
import dev.tidemark.wire.PopulationJson;
import dev.tidemark.wire.ScorecardJson;
import dev.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole loop, live, through a real broker: customers are sampled, models fitted to them come
 * back by their topic and are scored with, and everybody can check each score from what is public.
 * A task manager is killed meanwhile, and a third of the customers is erased.
 */
class PopulationLoopTest {
    private static final long SEED = 4711;
    private static final int CUSTOMERS = 1_600;
    private static final int SAMPLE = 500;
    private static final int PARTITIONS = 4;
    private static final long HOUR = 3_600_000L;
    private static final ShopConfig SHOP =
            ShopConfig.defaults(SEED, CUSTOMERS).withBrowsing(0.2, 0.1);

    /** A late event's duplicate may be two hours later yet. */
    private static final long DISORDER = SHOP.maxLateMs() + 2 * HOUR;

    /** Where the shop's time stands still until all of it was heard of: some day, at 23:00. */
    private static final long[] STOPS = {stop(120), stop(200), stop(280), stop(365)};

    private static final int KILLED_BEFORE_STOP = 1;
    private static final int ERASED_AT_STOP = 2;

    private static final Settings SETTINGS =
            Settings.of(
                    Map.of(
                            ModelOptions.SAMPLE.key(),
                            String.valueOf(SAMPLE),
                            ModelOptions.LEAST_CUSTOMERS.key(),
                            "200"));
    private static final Rules RULES = SETTINGS.rules();

    /** The job reads it too: it runs in this process. */
    private static final AtomicLong CLOCK = new AtomicLong(SHOP.startAt());

    @TempDir private Path directory;

    private final Topics topics = new Topics("loop");
    private EmbeddedBroker broker;
    private TopicContents contents;

    private static long stop(int day) {
        return SHOP.startAt() + day * 24 * HOUR - HOUR;
    }

    @BeforeEach
    void aBrokerWithTopics() {
        broker = EmbeddedBroker.start(0);
        contents = new TopicContents(broker.bootstrapServers());
        TopicCreation.ensure(client(), topics, PARTITIONS, (short) 1);
    }

    @AfterEach
    void theBrokerEnds() {
        broker.close();
    }

    @Test
    void everyScoreCanBeMadeAgainFromThePublishedModels() throws Exception {
        List<List<Sent>> chapters = ErasingShop.chapters(SETTINGS, SHOP, STOPS, ERASED_AT_STOP);
        List<List<Finding>> expected = plainLoop(chapters);
        List<Finding> all = expected.stream().flatMap(List::stream).toList();
        assertTheStoryIsWorthIt(expected);
        try (MiniCluster cluster = TestCluster.start(flink(), 2, 1)) {
            JobGraph job = job();
            JobID id = job.getJobID();
            cluster.submitJob(job).get();
            List<Finding> soFar = new ArrayList<>();
            for (int i = 0; i < STOPS.length; i++) {
                produce(chapters.get(i));
                if (i == KILLED_BEFORE_STOP) {
                    TestCluster.await("output that is not committed", () -> inFlight() > 500);
                    cluster.terminateTaskManager(0).get();
                    cluster.startTaskManager();
                }
                CLOCK.set(STOPS[i] + DISORDER);
                soFar.addAll(expected.get(i));
                TestCluster.await(
                        "the models up to stop %d, seed %d".formatted(i, SEED),
                        () -> models().size() >= FoundOut.models(soFar).size());
                assertEquals(FoundOut.models(soFar), models(), "seed " + SEED);
            }
            TestCluster.await("the last figures", () -> figures(all).equals(latest(all)));
            TestCluster.await("all that was scored", () -> isSettled(chapters));
            cluster.cancelJob(id).get();
            assertEachVersionIsPublishedOnce();
            assertScoresAreThoseOfThePublishedModels();
            assertEquals(figures(all), latest(all), "seed " + SEED);
            assertEventsReadAgainAreScoredByTheModelsOfTheirTime(cluster);
        }
    }

    /** A job without state, which finds the models on the topic: none is used before its time. */
    private void assertEventsReadAgainAreScoredByTheModelsOfTheirTime(MiniCluster cluster)
            throws Exception {
        Map<Integer, Long> before = new HashMap<>();
        contents.forEachCommitted(
                topics.scores(), record -> before.put(record.partition(), record.offset()));
        long enough = contents.stable(topics.scores()) + 4 * CUSTOMERS;
        JobGraph again = job();
        cluster.submitJob(again).get();
        TestCluster.await("scorecards made anew", () -> contents.stable(topics.scores()) > enough);
        cluster.cancelJob(again.getJobID()).get();
        RecomputedScores recomputed = new RecomputedScores(SETTINGS, published());
        TreeSet<String> used = new TreeSet<>();
        contents.forEachCommitted(
                topics.scores(),
                record -> {
                    if (record.value() != null
                            && record.offset() > before.getOrDefault(record.partition(), -1L)) {
                        Scorecard card = ScorecardJson.read(record.value());
                        recomputed.assertSame(card);
                        used.add(card.versions().model());
                    }
                });
        assertTrue(used.size() > 2 * STOPS.length, "scored again by " + used);
    }

    private static void assertTheStoryIsWorthIt(List<List<Finding>> expected) {
        for (List<Finding> chapter : expected) {
            assertTrue(FoundOut.models(chapter).size() > 2, "fits of " + chapter);
        }
        List<Finding> last = expected.get(STOPS.length - 1);
        assertTrue(last.stream().anyMatch(Finding.Judged.class::isInstance), "found " + last);
        List<Long> before = customersOfFits(expected.get(ERASED_AT_STOP));
        assertEquals(SAMPLE, before.get(before.size() - 1), SAMPLE / 50.0, "in the sample");
        long left = customersOfFits(last).get(0);
        assertEquals(SAMPLE * 2 / 3.0, left, SAMPLE / 20.0, "left of the sample");
    }

    private static List<Long> customersOfFits(List<Finding> findings) {
        return findings.stream()
                .filter(Finding.Fitted.class::isInstance)
                .map(finding -> ((Finding.Fitted) finding).parameters().customers())
                .toList();
    }

    /** What a statistician finds out chapter by chapter who hears of everybody in a plain loop. */
    private static List<List<Finding>> plainLoop(List<List<Sent>> chapters) {
        CustomerScorer scorer = new CustomerScorer(RULES);
        Statistician statistician =
                Statistician.beginning(SETTINGS.statistics(RULES), Runnable::run);
        NativeEventReader reader = NativeEventReader.of(SETTINGS.eventLimits());
        Map<String, CustomerHistory> histories = new HashMap<>();
        List<List<Finding>> findings = new ArrayList<>();
        for (int i = 0; i < chapters.size(); i++) {
            for (Sent sent : chapters.get(i)) {
                Intake intake = reader.read(sent.value(), new SourcePosition("loop", 0, 0));
                if (intake instanceof Intake.Accepted accepted) {
                    CustomerEvent event = accepted.event();
                    String who = event.customerId();
                    CustomerHistory before = histories.getOrDefault(who, CustomerHistory.unknown());
                    if (scorer.onEvent(before, event) instanceof Decision.Scored scored) {
                        histories.put(who, scored.history());
                        BuyerReport report = BuyerReport.of(who, scored.history());
                        if (!BuyerFacts.of(before).equals(report.facts())) {
                            statistician.hear(report);
                        }
                    }
                }
            }
            List<Finding> found = new ArrayList<>(statistician.passTo(STOPS[i] - 1));
            found.addAll(statistician.await());
            findings.add(found);
        }
        return findings;
    }

    private void assertEachVersionIsPublishedOnce() {
        Map<String, Integer> records = new TreeMap<>();
        boolean isNarrowed = false;
        for (ConsumerRecord<byte[], byte[]> record : contents.committed(topics.population())) {
            PopulationNotice notice = PopulationJson.read(record.value());
            if (notice instanceof ModelParameters model) {
                assertEquals("model/" + model.version(), TopicContents.text(record.key()));
                records.merge(model.version(), 1, Integer::sum);
            } else if (notice instanceof CutPoints cuts) {
                assertEquals("cut-points/" + cuts.version(), TopicContents.text(record.key()));
                records.merge(cuts.version(), 1, Integer::sum);
            } else {
                double share = ((SampleShare) notice).share();
                assertTrue(share > 0 && share < 0.5, "share " + share);
                isNarrowed = true;
            }
        }
        records.forEach((version, times) -> assertEquals(1, times, version));
        assertTrue(isNarrowed, "the tasks were never told who is in the sample");
    }

    private void assertScoresAreThoseOfThePublishedModels() {
        RecomputedScores recomputed = new RecomputedScores(SETTINGS, published());
        PublishedCuts cuts = PublishedCuts.of(contents, topics);
        Map<String, Long> sequences = new HashMap<>();
        TreeSet<String> used = new TreeSet<>();
        TreeSet<String> cutBy = new TreeSet<>();
        TreeSet<Cause> causes = new TreeSet<>();
        contents.forEachCommitted(
                topics.scores(),
                record -> {
                    String who = TopicContents.text(record.key());
                    long sequence = sequences.merge(who, 1L, Long::sum);
                    if (record.value() == null) {
                        assertTrue(ErasingShop.isErased(who), who + " lost its scorecard");
                        return;
                    }
                    Scorecard card = ScorecardJson.read(record.value());
                    assertEquals(sequence, card.sequence(), "a gap before " + card);
                    recomputed.assertSame(card);
                    used.add(card.versions().model());
                    cuts.assertMade(card);
                    cutBy.add(card.versions().cutPoints());
                    causes.add(card.cause());
                    // By then a model had come back before the task manager was killed.
                    if (card.asOf() > STOPS[ERASED_AT_STOP]) {
                        assertTrue(RecomputedScores.namesFitted(card), "not fitted: " + card);
                    }
                });
        assertTrue(sequences.size() > CUSTOMERS * 9 / 10, sequences.size() + " customers");
        assertTrue(used.size() >= STOPS.length, "scored by " + used);
        assertTrue(cutBy.size() >= STOPS.length, "cut by " + cutBy);
        assertTrue(causes.contains(Cause.POPULATION), "nobody was moved by others: " + causes);
    }

    private List<ModelParameters> published() {
        List<ModelParameters> published = new ArrayList<>();
        contents.forEachCommitted(
                topics.population(),
                record -> {
                    if (PopulationJson.read(record.value()) instanceof ModelParameters model) {
                        published.add(model);
                    }
                });
        return published;
    }

    private boolean isSettled(List<List<Sent>> chapters) {
        int sent = chapters.stream().mapToInt(List::size).sum();
        return contents.books(topics.kpis()).total(Kpi.EVENTS_READ) == sent && inFlight() == 0;
    }

    private long inFlight() {
        return contents.written(topics.scores()) - contents.stable(topics.scores());
    }

    private TreeSet<String> models() {
        return FoundOut.models(contents.committed(topics.population()));
    }

    private static Map<String, KpiValue> figures(List<Finding> findings) {
        Map<String, KpiValue> figures = new TreeMap<>();
        FoundOut.figures(findings).forEach(figure -> figures.put(KpiJson.key(figure), figure));
        return figures;
    }

    /** The newest of these figures on the topic. */
    private Map<String, KpiValue> latest(List<Finding> findings) {
        TreeSet<String> keys = new TreeSet<>(figures(findings).keySet());
        Map<String, KpiValue> latest = new TreeMap<>();
        contents.forEachCommitted(
                topics.kpis(),
                record -> {
                    KpiValue value = KpiJson.read(record.value());
                    if (keys.contains(KpiJson.key(value))) {
                        latest.put(KpiJson.key(value), value);
                    }
                });
        return latest;
    }

    private JobGraph job() {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(flink());
        env.setParallelism(2);
        KafkaEnds ends = new KafkaEnds(client(), topics, "loop");
        ScoringPipeline.define(
                env,
                ends.live(
                        true,
                        NativeEventReader.of(SETTINGS.eventLimits()),
                        () -> CLOCK.get(),
                        new WallClock(),
                        Duration.ofMillis(DISORDER),
                        2),
                ends.outlets(
                        DeliveryGuarantee.EXACTLY_ONCE, Duration.ofMinutes(10), Optional.empty()),
                RULES,
                SETTINGS.learning(RULES));
        return env.getStreamGraph().getJobGraph();
    }

    private Configuration flink() {
        Configuration flink = FlinkEnvironment.forReplay(SETTINGS, directory);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(400));
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
        return flink;
    }

    private void produce(List<Sent> chapter) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Sent sent : chapter) {
                byte[] key = sent.key().getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topics.events(), key, sent.value()));
            }
        }
    }

    private Properties client() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrapServers());
        return client;
    }
}
