package dev.tidemark.job.kafka;

import dev.tidemark.job.Inlet;
import dev.tidemark.job.LiveTime;
import dev.tidemark.job.Outlets;
import dev.tidemark.model.ErasureReceipt;
import dev.tidemark.model.EventClock;
import dev.tidemark.model.Intake;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.RecordClock;
import dev.tidemark.scoring.Relay;
import dev.tidemark.wire.CloudEventHeaders;
import dev.tidemark.wire.ErasureNotice;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.KeyedHash;
import dev.tidemark.wire.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * Kafka at both ends of the pipeline.
 *
 * @param client properties of every Kafka client, {@code bootstrap.servers} at least
 * @param topics names of the topics
 * @param jobName names the consumer groups and the transactions: two jobs on one cluster must not
 *     share it
 */
public record KafkaEnds(Properties client, Topics topics, String jobName) {
    /**
     * A source that goes on for ever, and in which a quiet topic still moves event time.
     *
     * @param fromBeginning whether to read the topic from its beginning if no state is restored;
     *     else only a group that has not read it yet begins; see {@link BeginningOfNewGroup}
     * @param clock what time it is for the customers
     * @param wall what time it is where records are written, to tell how late the job is
     */
    public Inlet live(
            boolean fromBeginning,
            EventReader reader,
            EventClock clock,
            RecordClock wall,
            Duration maxDisorder,
            int parallelism) {
        Properties consumer = consumer();
        OffsetsInitializer start =
                fromBeginning
                        ? OffsetsInitializer.earliest()
                        : new BeginningOfNewGroup(consumer.getProperty("group.id"));
        LiveClockSource<Intake> source =
                LiveClockSource.of(
                        events().setStartingOffsets(start),
                        consumer,
                        new EventRecords(reader),
                        clock,
                        LiveClockSettings.ofDisorder(maxDisorder.toMillis()));
        return new Inlet(
                source,
                maxDisorder,
                parallelism,
                Optional.of(relays()),
                Optional.of(population()),
                Optional.of(new LiveTime(clock, wall, maxDisorder.toMillis())));
    }

    /**
     * What customers' keys sent to each other. Without state it begins where the topic ends: what
     * an earlier life of the job left there is in the events that are read again.
     */
    private KafkaSource<Relay> relays() {
        return KafkaSource.<Relay>builder()
                .setTopics(topics.relays())
                .setStartingOffsets(new EndOffsets())
                .setProperties(consumerOf("relays"))
                .setDeserializer(new RelayRecords())
                .build();
    }

    /**
     * What was learned of the population. Without state it begins where the topic begins: which
     * parameters were in force at which time is not to be had elsewhere.
     */
    private KafkaSource<PopulationNotice> population() {
        return KafkaSource.<PopulationNotice>builder()
                .setTopics(topics.population())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperties(consumerOf("population"))
                .setDeserializer(new PopulationRecords())
                .build();
    }

    /** Of what the job sends to itself: it must never see what an attempt that failed sent. */
    private Properties consumerOf(String what) {
        Properties consumer = consumer();
        consumer.setProperty("group.id", consumer.getProperty("group.id") + "-" + what);
        consumer.setProperty("client.id.prefix", jobName + "-" + what);
        consumer.setProperty("isolation.level", "read_committed");
        return consumer;
    }

    /**
     * A source that ends where the topic ends now; only events move its time, and neither relays
     * nor what is learned of the population come back.
     */
    public Inlet upToNow(EventReader reader, Duration maxDisorder, int parallelism) {
        KafkaSource<Intake> source =
                events().setStartingOffsets(StartingOffsets.committedElseBeginning())
                        .setBounded(OffsetsInitializer.latest())
                        .setProperties(consumer())
                        .setDeserializer(new EventRecords(reader))
                        .build();
        return new Inlet(source, maxDisorder, parallelism);
    }

    private KafkaSourceBuilder<Intake> events() {
        return KafkaSource.<Intake>builder().setTopics(topics.events());
    }

    private Properties consumer() {
        Properties consumer = (Properties) client.clone();
        consumer.putIfAbsent("group.id", jobName);
        consumer.putIfAbsent("client.id.prefix", jobName + "-events");
        consumer.putIfAbsent("isolation.level", "read_committed");
        return consumer;
    }

    /**
     * Sinks into the topics.
     *
     * @param guarantee exactly once shows output at each checkpoint to {@code read_committed}
     *     consumers; relays and what was learned of the population are exact in any case, as they
     *     come back: what a failed attempt sent may differ from what the next one sends
     * @param transactionTimeout at most the broker's {@code transaction.max.timeout.ms}; a job that
     *     is down for longer loses what it had not committed, relays among it
     * @param secret for the keyed hash on receipts of erasures; without it they name the event only
     */
    public Outlets outlets(
            DeliveryGuarantee guarantee, Duration transactionTimeout, Optional<byte[]> secret) {
        CloudEventHeaders headers = new CloudEventHeaders(jobName);
        return new Outlets(
                sink(ScoreRecord.form(topics, headers), guarantee, transactionTimeout),
                sink(TransitionRecord.form(topics, headers), guarantee, transactionTimeout),
                sink(RejectionRecord.form(topics, headers), guarantee, transactionTimeout),
                sink(erasures(headers, secret), guarantee, transactionTimeout),
                sink(RelayRecords.form(topics), DeliveryGuarantee.EXACTLY_ONCE, transactionTimeout),
                sink(
                        PopulationRecords.form(topics, headers),
                        DeliveryGuarantee.EXACTLY_ONCE,
                        transactionTimeout),
                sink(KpiRecord.form(topics, headers), guarantee, transactionTimeout));
    }

    private RecordForm<ErasureReceipt> erasures(
            CloudEventHeaders headers, Optional<byte[]> secret) {
        return secret.isEmpty()
                ? ErasureRecord.form(topics, headers)
                : ErasureRecord.form(
                        topics, headers, KeyedHash.of(secret.get(), ErasureNotice.HASH_LABEL));
    }

    private <T> KafkaSink<T> sink(
            RecordForm<T> form, DeliveryGuarantee guarantee, Duration timeout) {
        Properties producer = (Properties) client.clone();
        producer.putIfAbsent("compression.type", "lz4");
        producer.putIfAbsent("linger.ms", "10");
        producer.putIfAbsent("batch.size", "131072");
        producer.putIfAbsent("transaction.timeout.ms", String.valueOf(timeout.toMillis()));
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(form)
                .setDeliveryGuarantee(guarantee)
                .setTransactionalIdPrefix(jobName + "-" + form.topic())
                .build();
    }
}
