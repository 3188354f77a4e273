package dev.tidemark.app.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.PortTakenException;
import dev.tidemark.app.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void onlyWhatWasCommittedIsRead() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            createTopic(broker, "orders");
            try (KafkaProducer<String, String> producer = producer(broker)) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("orders", "a", "taken back"));
                producer.flush();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("orders", "b", "kept"));
                producer.commitTransaction();
            }
            assertEquals(List.of("kept"), valuesOf(broker, "orders"));
        }
    }

    @Test
    void aSecondBrokerOnTheSameDirectoryAndPortHasTheSameRecords(@TempDir Path directory)
            throws Exception {
        int port = Ports.free();
        try (EmbeddedBroker first = EmbeddedBroker.start(port, directory)) {
            createTopic(first, "orders");
            try (KafkaProducer<String, String> producer = producer(first)) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("orders", "a", "before the restart"));
                producer.commitTransaction();
            }
        }
        try (EmbeddedBroker second = EmbeddedBroker.start(port, directory)) {
            assertEquals(port, second.clientPort());
            assertEquals(List.of("before the restart"), valuesOf(second, "orders"));
        }
        assertTrue(Files.exists(directory), "a directory that was given is kept");
    }

    @Test
    void aTakenPortIsSaidInOneLine() throws Exception {
        try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = squatter.getLocalPort();
            PortTakenException refusal =
                    assertThrows(PortTakenException.class, () -> EmbeddedBroker.start(port));
            assertEquals(
                    "port " + port + " is taken: free it, or choose another with --kafka-port",
                    refusal.getMessage());
        }
    }

    @Test
    void aBrokerWithADirectoryOfItsOwnLeavesNothingBehind() throws Exception {
        int port = Ports.free();
        EmbeddedBroker broker = EmbeddedBroker.start(port);
        Path directory = broker.directory();
        assertTrue(Files.exists(directory.resolve("meta.properties")));
        broker.close();
        broker.close();
        assertFalse(Files.exists(directory));
        assertEquals(port, Ports.require(port, "--kafka-port"), "the port is free again");
    }

    private static void createTopic(EmbeddedBroker broker, String topic) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", broker.bootstrapServers());
        properties.setProperty("transactional.id", "till-1");
        properties.setProperty("transaction.timeout.ms", "3600000");
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    private static List<String> valuesOf(EmbeddedBroker broker, String topic) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", broker.bootstrapServers());
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (values.isEmpty() && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
