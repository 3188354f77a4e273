package dev.tidemark.serving;

import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.model.Cause;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Tombstone;
import dev.tidemark.model.Transition;
import dev.tidemark.wire.CloudEventHeaders;
import dev.tidemark.wire.SampleMessages;
import dev.tidemark.wire.ScorecardJson;
import dev.tidemark.wire.Topics;
import dev.tidemark.wire.TransitionJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics that the job writes, and somebody who writes to them as it does, in transactions. */
public final class ScoreTopics implements AutoCloseable {
    public static final Topics TOPICS = new Topics("tidemark");

    private static final CloudEventHeaders HEADERS = new CloudEventHeaders("test");

    private final KafkaProducer<byte[], byte[]> producer;
    private final Properties kafka = new Properties();

    private ScoreTopics(EmbeddedBroker broker) {
        kafka.setProperty("bootstrap.servers", broker.bootstrapServers());
        Properties properties = kafka();
        properties.setProperty("transactional.id", "job");
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Makes the topics, of one partition each. */
    public static ScoreTopics create(EmbeddedBroker broker) {
        ScoreTopics topics = new ScoreTopics(broker);
        topics.make(TOPICS.scores(), "compact");
        topics.make(TOPICS.transitions(), "delete");
        topics.make(TOPICS.kpis(), "compact");
        return topics;
    }

    /** Topics that are there already. */
    public static ScoreTopics of(EmbeddedBroker broker) {
        return new ScoreTopics(broker);
    }

    public Properties kafka() {
        return (Properties) kafka.clone();
    }

    void make(String topic, String policy) {
        NewTopic request =
                new NewTopic(topic, 1, (short) 1).configs(Map.of("cleanup.policy", policy));
        try (Admin admin = Admin.create(kafka)) {
            join(admin.createTopics(List.of(request)).all());
        }
    }

    void widen(String topic, int partitions) {
        try (Admin admin = Admin.create(kafka)) {
            join(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all());
        }
    }

    void delete(String topic) {
        try (Admin admin = Admin.create(kafka)) {
            join(admin.deleteTopics(List.of(topic)).all());
        }
    }

    void truncate(String topic, long before) {
        try (Admin admin = Admin.create(kafka)) {
            join(
                    admin.deleteRecords(
                                    Map.of(
                                            new TopicPartition(topic, 0),
                                            RecordsToDelete.beforeOffset(before)))
                            .all());
        }
    }

    private static void join(KafkaFuture<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    /** Writes messages in one transaction. */
    public void commit(Object... messages) {
        producer.beginTransaction();
        Stream.of(messages).map(ScoreTopics::record).forEach(producer::send);
        producer.commitTransaction();
    }

    /** Writes messages in a transaction that is given up. */
    public void abort(Object... messages) {
        producer.beginTransaction();
        Stream.of(messages).map(ScoreTopics::record).forEach(producer::send);
        producer.flush();
        producer.abortTransaction();
    }

    /** A message as the job writes it; a record is left as it is. */
    static ProducerRecord<byte[], byte[]> record(Object message) {
        if (message instanceof ScoreUpdate update) {
            byte[] value = update instanceof Scorecard card ? ScorecardJson.write(card) : null;
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(TOPICS.scores(), utf8(update.customerId()), value);
            HEADERS.of(update, record.headers()::add);
            return record;
        }
        if (message instanceof Transition transition) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(
                            TOPICS.transitions(),
                            utf8(transition.customerId()),
                            TransitionJson.write(transition));
            HEADERS.of(transition, record.headers()::add);
            return record;
        }
        @SuppressWarnings("unchecked")
        ProducerRecord<byte[], byte[]> other = (ProducerRecord<byte[], byte[]>) message;
        return other;
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A scorecard of which only that matters. */
    public static Scorecard card(String customerId, long sequence, long asOf) {
        Scorecard like = SampleMessages.prospect();
        return new Scorecard(
                customerId,
                sequence,
                asOf,
                Cause.SILENCE,
                "",
                like.segment(),
                like.segmentSince(),
                like.buyer(),
                like.crm(),
                like.relationship(),
                List.of(),
                like.nextChangeAt(),
                like.versions());
    }

    public static Tombstone tombstone(String customerId, long sequence, long asOf) {
        return new Tombstone(customerId, sequence, asOf, Cause.ERASURE);
    }

    /** A move between classes of churn. */
    public static Transition move(String customerId, long sequence, long asOf) {
        return transition(customerId, sequence, asOf, Dimension.CHURN, "low");
    }

    /** The first class that a customer has. */
    public static Transition birth(String customerId, long sequence, long asOf) {
        return transition(customerId, sequence, asOf, Dimension.RFM, "");
    }

    private static Transition transition(
            String customerId, long sequence, long asOf, Dimension dimension, String from) {
        Transition like = SampleMessages.transition();
        return new Transition(
                customerId,
                sequence,
                dimension,
                from,
                "high",
                Cause.SILENCE,
                "",
                List.of(),
                asOf,
                like.versions(),
                false,
                List.of(),
                List.of());
    }

    @Override
    public void close() {
        producer.close();
    }
}
