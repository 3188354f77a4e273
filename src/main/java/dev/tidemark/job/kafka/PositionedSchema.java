package dev.tidemark.job.kafka;

import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Notes the offset of every record, also of one that becomes nothing, once what became of it has
 * gone downstream. It is the only place where a Flink source shows its offsets record by record.
 */
final class PositionedSchema<T> implements KafkaRecordDeserializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private final KafkaRecordDeserializationSchema<T> schema;
    private transient SplitPositions positions;

    PositionedSchema(KafkaRecordDeserializationSchema<T> schema) {
        this.schema = schema;
    }

    /** The positions of the one reader that this copy of the schema belongs to. */
    SplitPositions attach() {
        if (positions != null) {
            throw new IllegalStateException("one copy of a source serves one reader");
        }
        positions = new SplitPositions();
        return positions;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
        schema.open(context);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out)
            throws IOException {
        schema.deserialize(record, out);
        positions.delivered(record.topic(), record.partition(), record.offset());
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return schema.getProducedType();
    }
}
