package dev.tidemark.job.kafka;

import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * What a message looks like as a record: its topic, key, value and headers. A record without a
 * value is a tombstone.
 *
 * <p>The record's own timestamp is left to the producer: it is the wall clock's, because the broker
 * deletes by it, and event time may lie years back.
 */
final class RecordForm<T> implements KafkaRecordSerializationSchema<T> {
    private static final long serialVersionUID = 1L;

    /** A function that travels to the tasks; {@code null} is a record without that part. */
    interface Part<T> extends Function<T, byte[]>, Serializable {}

    /** Adds headers; travels to the tasks. */
    interface HeaderPart<T> extends Serializable {
        void addTo(Headers headers, T message);
    }

    private final String topic;
    private final Part<T> key;
    private final Part<T> value;
    private final HeaderPart<T> headers;

    RecordForm(String topic, Part<T> key, Part<T> value, HeaderPart<T> headers) {
        this.topic = topic;
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    /** Where it goes. */
    String topic() {
        return topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T message, KafkaSinkContext context, Long eventTime) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key.apply(message), value.apply(message));
        headers.addTo(record.headers(), message);
        return record;
    }
}
