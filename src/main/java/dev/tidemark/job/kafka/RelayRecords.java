package dev.tidemark.job.kafka;

import dev.tidemark.job.RelayCodec;
import dev.tidemark.job.StreamTypes;
import dev.tidemark.scoring.Relay;
import dev.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Relays as records of their topic: key is the customer they are for. */
final class RelayRecords implements KafkaRecordDeserializationSchema<Relay> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};

    static RecordForm<Relay> form(Topics topics) {
        return new RecordForm<>(
                topics.relays(),
                relay -> relay.to().getBytes(StandardCharsets.UTF_8),
                RelayCodec::encode,
                (headers, relay) -> {});
    }

    /**
     * @throws IllegalStateException if the record is no relay: only the job may write to this
     *     topic, and to pass over a history would lose a customer
     */
    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Relay> out) {
        try {
            out.collect(RelayCodec.decode(record.value() == null ? NOTHING : record.value()));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "%s, partition %d, offset %d: %s; only the job may write to this topic"
                            .formatted(
                                    record.topic(),
                                    record.partition(),
                                    record.offset(),
                                    e.getMessage()),
                    e);
        }
    }

    @Override
    public TypeInformation<Relay> getProducedType() {
        return StreamTypes.RELAY;
    }
}
