package dev.tidemark.app.broker;

import dev.tidemark.app.Ports;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A broker with locks on its doors: one for SCRAM, one for TLS with a certificate of the client,
 * and one without a lock for the broker itself and for whoever looks after it. Nobody may do
 * anything that no rule allows.
 */
public final class SecuredBroker implements AutoCloseable {
    /** Who may do all, when they come by the door of TLS. */
    public static final String CERTIFIED = "CN=tidemark";

    private static final String HOST = "127.0.0.1";

    private final EmbeddedBroker broker;
    private final int scramPort;
    private final int tlsPort;

    private SecuredBroker(EmbeddedBroker broker, int scramPort, int tlsPort) {
        this.broker = broker;
        this.scramPort = scramPort;
        this.tlsPort = tlsPort;
    }

    /**
     * Starts it on free ports.
     *
     * @param directory where the logs lie
     * @param passwords of those who may come by the door of SCRAM
     * @param certificates the broker's own, and whose clients it trusts
     */
    public static SecuredBroker start(
            Path directory, Map<String, String> passwords, Certificates certificates) {
        int inside = Ports.free();
        int scram = Ports.free();
        int tls = Ports.free();
        int controller = Ports.free();
        Map<String, String> settings = new LinkedHashMap<>();
        String doors =
                "INSIDE://%s:%d,SCRAM://%s:%d,TLS://%s:%d"
                        .formatted(HOST, inside, HOST, scram, HOST, tls);
        settings.put("advertised.listeners", doors);
        settings.put("listeners", doors + ",CONTROLLER://" + HOST + ":" + controller);
        settings.put(
                "listener.security.protocol.map",
                "INSIDE:PLAINTEXT,SCRAM:SASL_PLAINTEXT,TLS:SSL,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "INSIDE");
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name.scram.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        certificates
                .ofBroker()
                .forEach((key, value) -> settings.put("listener.name.tls." + key, value));
        settings.put(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS;User:" + CERTIFIED);
        List<String> logins =
                passwords.entrySet().stream()
                        .map(
                                user ->
                                        "SCRAM-SHA-512=[name=%s,password=%s]"
                                                .formatted(user.getKey(), user.getValue()))
                        .toList();
        EmbeddedBroker broker =
                EmbeddedBroker.start(
                        new BrokerSettings(inside, controller, directory, settings, logins), false);
        return new SecuredBroker(broker, scram, tls);
    }

    /** The door without a lock. */
    public Properties inside() {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", broker.bootstrapServers());
        return properties;
    }

    /** The address of the door for SCRAM. */
    public String scramAddress() {
        return HOST + ":" + scramPort;
    }

    /** The address of the door for TLS. */
    public String tlsAddress() {
        return HOST + ":" + tlsPort;
    }

    @Override
    public void close() {
        broker.close();
    }
}
