package dev.tidemark.job.kafka;

import dev.tidemark.model.EventClock;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A Kafka source in which a quiet topic still moves event time.
 *
 * <p>As long as a partition delivers, its events move its time, by the watermark strategy given to
 * {@code fromSource}. When it delivers nothing for a while, the broker is asked; if nothing is left
 * to read, the partition's time becomes the clock's, less the disorder that is allowed for. While a
 * record is left, however slow the job, or while the broker does not answer, the clock counts for
 * nothing. Do not add {@code withIdleness}: it lets the other partitions run ahead of a backlog.
 *
 * <p>State is that of a plain {@link KafkaSource}: a savepoint of either restores into the other.
 */
public final class LiveClockSource<T>
        implements Source<T, KafkaPartitionSplit, KafkaSourceEnumState>, ResultTypeQueryable<T> {
    private static final long serialVersionUID = 1L;

    private final KafkaSource<T> kafka;

    /** The very object that {@link #kafka} deserialises with, also after a copy of the two. */
    private final PositionedSchema<T> schema;

    private final Properties consumer;
    private final EventClock clock;
    private final LiveClockSettings settings;

    private LiveClockSource(
            KafkaSource<T> kafka,
            PositionedSchema<T> schema,
            Properties consumer,
            EventClock clock,
            LiveClockSettings settings) {
        this.kafka = kafka;
        this.schema = schema;
        this.consumer = consumer;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * A source of what the builder describes.
     *
     * @param builder topics, starting offsets (see {@link StartingOffsets}) and bounds; its
     *     properties and deserialiser are set here
     * @param consumer properties of the consumer: at least {@code bootstrap.servers}, and {@code
     *     isolation.level} and {@code group.id} as the job needs them
     * @param schema makes events of records
     * @param clock event time when nothing happens
     * @param settings how a quiet partition follows the clock
     */
    public static <T> LiveClockSource<T> of(
            KafkaSourceBuilder<T> builder,
            Properties consumer,
            KafkaRecordDeserializationSchema<T> schema,
            EventClock clock,
            LiveClockSettings settings) {
        Objects.requireNonNull(consumer.getProperty("bootstrap.servers"), "bootstrap.servers");
        Properties properties = (Properties) consumer.clone();
        PositionedSchema<T> positioned = new PositionedSchema<>(schema);
        KafkaSource<T> kafka =
                builder.setProperties(properties).setDeserializer(positioned).build();
        return new LiveClockSource<>(kafka, positioned, properties, clock, settings);
    }

    @Override
    public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context)
            throws Exception {
        String prefix =
                consumer.getProperty(
                        KafkaSourceOptions.CLIENT_ID_PREFIX.key(),
                        consumer.getProperty("group.id", "tidemark"));
        String name = prefix + "-clock-" + context.getIndexOfSubtask();
        Duration patience = Duration.ofMillis(settings.patienceMillis());
        SplitPositions positions = schema.attach();
        Findings findings = new Findings();
        BacklogProbe probe =
                new BacklogProbe(
                        name,
                        positions,
                        clock,
                        settings.quietMillis(),
                        () -> Backlog.open(consumer, name, patience),
                        findings);
        return new LiveClockReader<>(
                kafka.createReader(context),
                context,
                positions,
                findings,
                probe,
                settings.maxDisorderMillis());
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
        return new LiveClockEnumerator(kafka.createEnumerator(context), context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
            throws Exception {
        return new LiveClockEnumerator(kafka.restoreEnumerator(context, checkpoint), context);
    }

    @Override
    public Boundedness getBoundedness() {
        return kafka.getBoundedness();
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return kafka.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return kafka.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return kafka.getProducedType();
    }
}
