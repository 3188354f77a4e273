package dev.tidemark.app.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The settings of a broker that is alone, on loopback, and shares its machine with the job.
 *
 * @param clientPort port for clients
 * @param controllerPort port over which the broker talks to itself as its controller
 * @param directory where the logs lie
 * @param more the broker's own settings, which have the last word
 * @param logins those who may log in by SCRAM, as Kafka's storage tool takes them
 */
record BrokerSettings(
        int clientPort,
        int controllerPort,
        Path directory,
        Map<String, String> more,
        List<String> logins) {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    /** A numeric address: a name may resolve to IPv6 first, where nobody listens. */
    private static final String HOST = "127.0.0.1";

    BrokerSettings(int clientPort, int controllerPort, Path directory) {
        this(clientPort, controllerPort, directory, Map.of(), List.of());
    }

    String bootstrapServers() {
        return HOST + ":" + clientPort;
    }

    Properties properties() {
        Properties properties = new Properties();
        identity(properties);
        alone(properties);
        small(properties);
        more.forEach(properties::setProperty);
        return properties;
    }

    private void identity(Properties properties) {
        String client = "PLAINTEXT://" + HOST + ":" + clientPort;
        String controller = HOST + ":" + controllerPort;
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", String.valueOf(NODE));
        properties.setProperty("controller.quorum.voters", NODE + "@" + controller);
        properties.setProperty("listeners", client + "," + CONTROLLER + "://" + controller);
        properties.setProperty("advertised.listeners", client);
        properties.setProperty("controller.listener.names", CONTROLLER);
        properties.setProperty(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        properties.setProperty("log.dirs", directory.toString());
        // A topic nobody made on purpose would have one partition and the wrong policy.
        properties.setProperty("auto.create.topics.enable", "false");
        // The sink's transactions must outlive a checkpoint and a long stop of the job.
        properties.setProperty("transaction.max.timeout.ms", "3600000");
        // Larger than the largest event that is read, so that an oversize one can be refused
        // by us, with a reason, and not by the producer's connection.
        properties.setProperty("message.max.bytes", "4194304");
    }

    private static void alone(Properties properties) {
        for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
            properties.setProperty(topic + ".replication.factor", "1");
            properties.setProperty(topic + ".num.partitions", "4");
        }
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        // A controlled shutdown stays on: without it the next broker on the same directory waits
        // for the session of this one to run out, ten seconds.
    }

    private static void small(Properties properties) {
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "4");
        properties.setProperty("background.threads", "2");
        properties.setProperty("num.recovery.threads.per.data.dir", "2");
        properties.setProperty("group.coordinator.threads", "1");
        properties.setProperty("share.coordinator.threads", "1");
        properties.setProperty("log.segment.bytes", "67108864");
        // Two index files of this size are laid out for every open segment; 1 MB covers 512 MB.
        properties.setProperty("log.index.size.max.bytes", "1048576");
        // 600,000 keys a pass, instead of the 128 MB meant for a machine of its own.
        properties.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
    }
}
