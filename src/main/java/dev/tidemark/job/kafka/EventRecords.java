package dev.tidemark.job.kafka;

import dev.tidemark.job.StreamTypes;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Moments;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.wire.EventReader;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes an event or a rejection of each record; a record without a value is an empty one. */
final class EventRecords implements KafkaRecordDeserializationSchema<Intake> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};

    private final EventReader reader;

    EventRecords(EventReader reader) {
        this.reader = reader;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Intake> out) {
        byte[] raw = record.value() == null ? NOTHING : record.value();
        byte[] key = record.key() == null ? NOTHING : record.key();
        SourcePosition at = new SourcePosition(record.topic(), record.partition(), record.offset());
        Intake intake = reader.read(raw, key, HeadersOfRecord.of(record), at);
        out.collect(
                intake instanceof Intake.Accepted accepted
                        ? new Intake.Accepted(accepted.event(), arrivedAt(record))
                        : intake);
    }

    /** Records of very old producers have no timestamp. */
    private static long arrivedAt(ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() == ConsumerRecord.NO_TIMESTAMP
                ? Moments.BEFORE_ALL
                : record.timestamp();
    }

    @Override
    public TypeInformation<Intake> getProducedType() {
        return StreamTypes.INTAKE;
    }
}
