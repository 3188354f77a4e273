package dev.tidemark.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.TopicCreation;
import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.job.Inlet;
import dev.tidemark.job.StreamTypes;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.SampleShare;
import dev.tidemark.wire.EventDialect;
import dev.tidemark.wire.EventLimits;
import dev.tidemark.wire.PopulationJson;
import dev.tidemark.wire.SampleMessages;
import dev.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the job learned goes to a real broker and comes back to a job that knows nothing. */
class PopulationTopicTest {
    private static final EventLimits LIMITS = new EventLimits("USD", 0, Long.MAX_VALUE);
    private static final SampleShare LAST = new SampleShare(0.001);

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Properties client() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrapServers());
        return client;
    }

    private static KafkaEnds ends(String prefix) {
        TopicCreation.ensure(client(), new Topics(prefix), 1, (short) 1);
        return new KafkaEnds(client(), new Topics(prefix), prefix);
    }

    private static void send(KafkaEnds ends, DeliveryGuarantee guarantee, PopulationNotice notice)
            throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromData(List.of(notice), StreamTypes.POPULATION)
                .sinkTo(
                        ends.outlets(guarantee, Duration.ofMinutes(5), Optional.empty())
                                .population());
        env.execute("send");
    }

    /** All up to the last, as a job without state reads them. */
    private static List<PopulationNotice> read(KafkaEnds ends, int count) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        Inlet inlet =
                ends.live(
                        false,
                        EventDialect.AUTO.reader(LIMITS),
                        new Observations.Clock("population"),
                        () -> 0,
                        Duration.ZERO,
                        1);
        Source<PopulationNotice, ?, ?> source = inlet.population().orElseThrow();
        return env.fromSource(
                        source,
                        WatermarkStrategy.noWatermarks(),
                        "population",
                        StreamTypes.POPULATION)
                .executeAndCollect(count);
    }

    @Test
    void whatWasSentComesBackFromTheBeginningWithEitherGuarantee() throws Exception {
        for (DeliveryGuarantee guarantee :
                List.of(DeliveryGuarantee.EXACTLY_ONCE, DeliveryGuarantee.AT_LEAST_ONCE)) {
            KafkaEnds ends = ends("sent-" + guarantee.ordinal());
            List<PopulationNotice> sent =
                    List.of(SampleMessages.sampleShare(), SampleMessages.modelParameters(), LAST);
            for (PopulationNotice notice : sent) {
                send(ends, guarantee, notice);
            }
            assertEquals(sent, read(ends, sent.size()), guarantee.toString());
            assertEquals(sent, read(ends, sent.size()), "a second job without state");
        }
    }

    @Test
    void whatAnAttemptSentBeforeItFailedIsNotSeenWithEitherGuarantee() throws Exception {
        for (DeliveryGuarantee guarantee :
                List.of(DeliveryGuarantee.EXACTLY_ONCE, DeliveryGuarantee.AT_LEAST_ONCE)) {
            String prefix = "failed-" + guarantee.ordinal();
            KafkaEnds ends = ends(prefix);
            StreamExecutionEnvironment env =
                    StreamExecutionEnvironment.getExecutionEnvironment(
                            new Configuration()
                                    .set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
            env.setParallelism(1);
            env.fromData(List.of(SampleMessages.sampleShare(), LAST), StreamTypes.POPULATION)
                    .map(notice -> failAtLast(prefix, notice))
                    .returns(StreamTypes.POPULATION)
                    .sinkTo(
                            ends.outlets(guarantee, Duration.ofMinutes(5), Optional.empty())
                                    .population());
            assertThrows(JobExecutionException.class, env::execute, guarantee.toString());
            send(ends, guarantee, LAST);
            assertEquals(List.of(LAST), read(ends, 1), guarantee.toString());
        }
    }

    /** Fails as soon as the one before has reached the broker. */
    private static PopulationNotice failAtLast(String prefix, PopulationNotice notice) {
        if (notice.equals(LAST)) {
            TopicPartition only = new TopicPartition(new Topics(prefix).population(), 0);
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(
                            client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                assertTimeoutPreemptively(
                        Duration.ofSeconds(30),
                        () -> {
                            while (consumer.endOffsets(List.of(only)).get(only) == 0) {
                                Thread.onSpinWait();
                            }
                        });
            }
            throw new IllegalStateException("as the test wants it");
        }
        return notice;
    }

    @Test
    void whatAFailedAttemptSentAndWhatANewerReleaseWroteIsNotSeen() throws Exception {
        KafkaEnds ends = ends("passed-over");
        Properties properties = client();
        properties.setProperty("transactional.id", "another");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            put(producer, "sample", PopulationJson.write(SampleMessages.sampleShare()));
            producer.abortTransaction();
            producer.beginTransaction();
            put(producer, "weather/1", "{\"kind\":\"weather\"}".getBytes(StandardCharsets.UTF_8));
            put(producer, "model/old", null);
            put(producer, "sample", PopulationJson.write(LAST));
            producer.commitTransaction();
        }
        assertEquals(List.of(LAST), read(ends, 1));
    }

    private static void put(KafkaProducer<byte[], byte[]> producer, String key, byte[] value) {
        producer.send(
                new ProducerRecord<>(
                        new Topics("passed-over").population(),
                        key.getBytes(StandardCharsets.UTF_8),
                        value));
    }

    @Test
    void aBoundedRunGetsNoneBack() {
        Inlet inlet =
                new KafkaEnds(client(), new Topics("bounded"), "bounded")
                        .upToNow(EventDialect.AUTO.reader(LIMITS), Duration.ZERO, 1);
        assertTrue(inlet.population().isEmpty());
    }
}
