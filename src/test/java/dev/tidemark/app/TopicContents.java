package dev.tidemark.app;

import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.KpiValue;
import dev.tidemark.wire.KpiJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics as an outside consumer would. */
final class TopicContents {
    private final String bootstrapServers;

    TopicContents(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Everything that was committed, partition by partition, in order. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        forEachCommitted(topic, records::add);
        return records;
    }

    /** The same, one after the other, where a list of them would be too long. */
    void forEachCommitted(String topic, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(taker);
            }
        }
    }

    /** The ledger as the latest values of all KPIs in a topic show it. */
    Ledger books(String topic) {
        Ledger books = new Ledger();
        latest(topic).forEach(books::add);
        return books;
    }

    /** The latest value of each KPI in a topic. */
    List<KpiValue> latest(String topic) {
        Map<String, KpiValue> latest = new HashMap<>();
        forEachCommitted(
                topic,
                record -> {
                    KpiValue value = KpiJson.read(record.value());
                    latest.put(KpiJson.key(value), value);
                });
        return List.copyOf(latest.values());
    }

    /** The values by key, each key's in order. */
    Map<String, List<String>> byKey(String topic) {
        Map<String, List<String>> values = new HashMap<>();
        forEachCommitted(
                topic,
                record ->
                        values.computeIfAbsent(text(record.key()), unused -> new ArrayList<>())
                                .add(text(record.value())));
        return values;
    }

    /** Offsets at the end of the log, uncommitted records included. */
    long written(String topic) {
        return end(topic, "read_uncommitted");
    }

    /** Offsets up to which everything is committed. */
    long stable(String topic) {
        return end(topic, "read_committed");
    }

    private long end(String topic, String isolation) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(isolation)) {
            return consumer.endOffsets(partitions(consumer, topic)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("isolation.level", isolation);
        properties.put("max.poll.records", "5000");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
