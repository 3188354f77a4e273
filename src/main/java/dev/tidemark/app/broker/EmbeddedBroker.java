package dev.tidemark.app.broker;

import dev.tidemark.app.PortTakenException;
import dev.tidemark.app.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this process, its own controller, reachable from this machine only.
 *
 * <p>Any Kafka client of the machine can use it. It starts in well under a second once the JVM is
 * warm, and in a few seconds before that.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** The option that chooses the client port, as it is named when the port is taken. */
    public static final String PORT_OPTION = "--kafka-port";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final KafkaRaftServer server;
    private final BrokerSettings settings;
    private final boolean temporary;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(KafkaRaftServer server, BrokerSettings settings, boolean temporary) {
        this.server = server;
        this.settings = settings;
        this.temporary = temporary;
    }

    /**
     * Starts a broker on a directory of its own, which is deleted when the broker is closed.
     *
     * @param clientPort port for clients; 0 for any free one
     * @throws PortTakenException when somebody listens on that port
     */
    public static EmbeddedBroker start(int clientPort) {
        int port = Ports.require(clientPort, PORT_OPTION);
        return start(port, temporaryDirectory(), true);
    }

    /**
     * Starts a broker on a given directory, made if need be, and kept when the broker is closed: a
     * later broker on the same directory has the same topics.
     *
     * @param clientPort port for clients; 0 for any free one
     * @param directory where the logs lie
     * @throws PortTakenException when somebody listens on that port
     * @throws UncheckedIOException when the directory cannot be used
     */
    public static EmbeddedBroker start(int clientPort, Path directory) {
        return start(Ports.require(clientPort, PORT_OPTION), directory, false);
    }

    private static EmbeddedBroker start(int port, Path directory, boolean temporary) {
        return start(new BrokerSettings(port, Ports.free(), directory.toAbsolutePath()), temporary);
    }

    /** Starts a broker by settings of all kinds: the tests' own have locks on their doors. */
    static EmbeddedBroker start(BrokerSettings settings, boolean temporary) {
        KafkaRaftServer server = null;
        try {
            format(settings);
            server = server(settings.properties());
            server.startup();
            return new EmbeddedBroker(server, settings, temporary);
        } catch (RuntimeException e) {
            if (server != null) {
                server.shutdown();
            }
            if (temporary) {
                delete(settings.directory());
            }
            throw portLost(e) ? Ports.taken(settings.clientPort(), PORT_OPTION, rootOf(e)) : e;
        }
    }

    /** Where clients connect, {@code host:port}. */
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** The port for clients. */
    public int clientPort() {
        return settings.clientPort();
    }

    /** Where the logs lie. */
    Path directory() {
        return settings.directory();
    }

    /** Stops the broker and frees its port; a second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        server.shutdown();
        server.awaitShutdown();
        if (temporary) {
            delete(settings.directory());
        }
    }

    /**
     * By reflection, because Kafka publishes the parent class of its configuration for run time
     * only, and a compiler that cannot see it refuses to touch the class.
     */
    private static KafkaRaftServer server(Properties properties) {
        try {
            Object config =
                    KafkaConfig.class
                            .getMethod("fromProps", Properties.class, boolean.class)
                            .invoke(null, properties, false);
            return KafkaRaftServer.class
                    .getConstructor(KafkaConfig.class, Time.class)
                    .newInstance(config, Time.SYSTEM);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the broker cannot be made: " + rootOf(e), e);
        }
    }

    /**
     * What {@code kafka-storage.sh format} does. Only the first broker of a directory lays it out:
     * it names the cluster, and a second name would be refused.
     */
    private static void format(BrokerSettings settings) {
        Path directory = settings.directory();
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            Files.createDirectories(directory);
            Path file = Files.createTempFile("tidemark-kafka-", ".properties");
            try {
                try (Writer writer = Files.newBufferedWriter(file)) {
                    settings.properties().store(writer, null);
                }
                String id = Uuid.randomUuid().toString();
                List<String> command =
                        new ArrayList<>(List.of("format", "-c", file.toString(), "-t", id));
                settings.logins().forEach(login -> command.addAll(List.of("--add-scram", login)));
                if (StorageTool.execute(command.toArray(String[]::new), out) != 0) {
                    throw new IllegalStateException(
                            "cannot lay out the broker's logs in " + directory + ": " + said);
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the broker's logs in " + directory, e);
        }
    }

    /** Between the check and the start somebody may have come first. */
    private static boolean portLost(Throwable failure) {
        return rootOf(failure) instanceof BindException;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("tidemark-kafka-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for the broker's logs", e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The broker's logs in {} could not be deleted: {}", directory, e.toString());
        }
    }
}
