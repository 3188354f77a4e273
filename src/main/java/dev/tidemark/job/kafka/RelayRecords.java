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

    static RecordForm<Relay> form(Topics topics) {
        return new RecordForm<>(
                topics.relays(),
                relay -> relay.to().getBytes(StandardCharsets.UTF_8),
                RelayCodec::encode,
                (headers, relay) -> {});
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Relay> out) {
        out.collect(RelayCodec.decode(record.value()));
    }

    @Override
    public TypeInformation<Relay> getProducedType() {
        return StreamTypes.RELAY;
    }
}
