package dev.tidemark.job.kafka;

import dev.tidemark.job.StreamTypes;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.wire.CloudEventHeaders;
import dev.tidemark.wire.PopulationJson;
import dev.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was learned of the population, as records of its topic: key is the kind and version. */
final class PopulationRecords implements KafkaRecordDeserializationSchema<PopulationNotice> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PopulationRecords.class);

    private boolean unknownTold;

    static RecordForm<PopulationNotice> form(Topics topics, CloudEventHeaders headers) {
        return new RecordForm<>(
                topics.population(),
                notice -> PopulationJson.key(notice).getBytes(StandardCharsets.UTF_8),
                PopulationJson::write,
                (to, notice) -> headers.of(notice, to::add));
    }

    /**
     * A kind that this release does not know is passed over, and the first is told: a newer release
     * may have written it. So is a record without a value: somebody took that version away.
     *
     * @throws IllegalStateException if the record is damaged: to pass over parameters would score
     *     everybody with others, and nobody would know
     */
    @Override
    public void deserialize(
            ConsumerRecord<byte[], byte[]> record, Collector<PopulationNotice> out) {
        if (record.value() == null) {
            return;
        }
        try {
            out.collect(PopulationJson.read(record.value()));
        } catch (PopulationJson.UnknownKind e) {
            tellUnknown(record, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "%s: %s; only the job may write to this topic"
                            .formatted(place(record), e.getMessage()),
                    e);
        }
    }

    private void tellUnknown(
            ConsumerRecord<byte[], byte[]> record, PopulationJson.UnknownKind unknown) {
        if (!unknownTold) {
            unknownTold = true;
            LOG.warn(
                    "{}: {}; this release passes over such records",
                    place(record),
                    unknown.getMessage());
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return "%s, partition %d, offset %d"
                .formatted(record.topic(), record.partition(), record.offset());
    }

    @Override
    public TypeInformation<PopulationNotice> getProducedType() {
        return StreamTypes.POPULATION;
    }
}
