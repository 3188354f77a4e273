package dev.tidemark.app.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys and certificates, made by the JDK's own keytool for one test: a broker's and a client's. */
public final class Certificates {
    private static final String PASSWORD = "not-a-secret";

    private final Path directory;

    private Certificates(Path directory) {
        this.directory = directory;
    }

    /** Makes them: each its own authority. */
    public static Certificates make(Path directory) throws IOException, InterruptedException {
        Certificates made = new Certificates(directory);
        made.pair("broker", "CN=broker", "-ext", "SAN=ip:127.0.0.1,dns:localhost");
        made.pair("client", SecuredBroker.CERTIFIED);
        return made;
    }

    private void pair(String name, String subject, String... more)
            throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "-genkeypair",
                                "-alias",
                                name,
                                "-keyalg",
                                "EC",
                                "-dname",
                                subject,
                                "-validity",
                                "2"));
        words.addAll(List.of(more));
        keytool(name, words);
        keytool(name, List.of("-exportcert", "-rfc", "-alias", name, "-file", certificate(name)));
    }

    private void keytool(String store, List<String> words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(words);
        command.addAll(
                List.of("-keystore", store(store), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    /** Settings of a broker whose clients show a certificate that it trusts. */
    Map<String, String> ofBroker() {
        return Map.of(
                "ssl.client.auth",
                "required",
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                store("broker"),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate("client"));
    }

    /** Settings of a client that trusts the broker, by PEM, and has a key of its own, by PKCS12. */
    public Map<String, String> ofClient() {
        return ofClientThatTrusts("broker");
    }

    /** The same with an authority that knows nothing of the broker. */
    public Map<String, String> ofStranger() {
        return ofClientThatTrusts("client");
    }

    private Map<String, String> ofClientThatTrusts(String whom) {
        return Map.of(
                "security.protocol",
                "SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate(whom),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                store("client"),
                "ssl.keystore.password",
                PASSWORD);
    }

    private String store(String name) {
        return directory.resolve(name + ".p12").toString();
    }

    private String certificate(String name) {
        return directory.resolve(name + ".pem").toString();
    }
}
