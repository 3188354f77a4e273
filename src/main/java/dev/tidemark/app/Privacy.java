package dev.tidemark.app;

import dev.tidemark.app.config.ConfigurationException;
import dev.tidemark.app.config.PrivacyOptions;
import dev.tidemark.app.config.RejectedBytes;
import dev.tidemark.app.config.Settings;
import dev.tidemark.wire.ErasureNotice;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.KeyedHash;
import dev.tidemark.wire.Pseudonyms;
import dev.tidemark.wire.Seal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The secret of this run, if there is one, and what is made of it.
 *
 * <p>No message says what was read, or from where: whoever takes the option of the file for that of
 * the secret must not find it in a log.
 */
final class Privacy {
    /** The environment's variable that may hold the secret, as UTF-8. */
    static final String VARIABLE = "TIDEMARK_PRIVACY_SECRET";

    /** Nobody's secret is longer; whatever is, was meant as something else. */
    private static final int MAX_SECRET_BYTES = 4096;

    private final Optional<byte[]> secret;
    private final boolean pseudonyms;
    private final RejectedBytes rejectedBytes;

    private Privacy(Optional<byte[]> secret, boolean pseudonyms, RejectedBytes rejectedBytes) {
        this.secret = secret;
        this.pseudonyms = pseudonyms;
        this.rejectedBytes = rejectedBytes;
    }

    /**
     * What is configured, with the secret from the file or from this process's environment.
     *
     * @throws ConfigurationException in one line that names the option and what is needed
     */
    static Privacy of(Settings settings) {
        return of(settings, System.getenv());
    }

    /**
     * Says at once what is wrong with the secret, before Kafka is asked or anything is started.
     *
     * @throws ConfigurationException as {@link #of(Settings)} does
     */
    static void check(Settings settings) {
        of(settings);
    }

    static Privacy of(Settings settings, Map<String, String> environment) {
        Optional<byte[]> secret = secret(settings, environment);
        boolean pseudonyms = settings.get(PrivacyOptions.PSEUDONYMS);
        if (pseudonyms && secret.isEmpty()) {
            throw new ConfigurationException(
                    "%s = 'true' needs a secret: %s, or %s in the environment"
                            .formatted(
                                    PrivacyOptions.PSEUDONYMS.key(),
                                    PrivacyOptions.SECRET_FILE.key(),
                                    VARIABLE));
        }
        return new Privacy(secret, pseudonyms, settings.get(PrivacyOptions.REJECTED_BYTES));
    }

    private static Optional<byte[]> secret(Settings settings, Map<String, String> environment) {
        String key = PrivacyOptions.SECRET_FILE.key();
        String file = settings.get(PrivacyOptions.SECRET_FILE);
        String variable = environment.get(VARIABLE);
        if (!file.isEmpty() && variable != null) {
            throw new ConfigurationException(
                    "%s and %s in the environment are both there; one of them is needed"
                            .formatted(key, VARIABLE));
        }
        if (variable != null) {
            return Optional.of(secret(VARIABLE, variable.getBytes(StandardCharsets.UTF_8)));
        }
        return file.isEmpty() ? Optional.empty() : Optional.of(secret(key, contents(key, file)));
    }

    private static byte[] contents(String key, String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return in.readNBytes(MAX_SECRET_BYTES + 1);
        } catch (IOException | InvalidPathException e) {
            throw new ConfigurationException(
                    "%s cannot be read: it must name a file with a secret of at least %d bytes"
                            .formatted(key, KeyedHash.MIN_SECRET_BYTES));
        }
    }

    /** Without the end of the line that editors and {@code echo} put behind it. */
    private static byte[] secret(String key, byte[] bytes) {
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end -= end > 1 && bytes[end - 2] == '\r' ? 2 : 1;
        }
        if (end < KeyedHash.MIN_SECRET_BYTES || end > MAX_SECRET_BYTES) {
            throw new ConfigurationException(
                    "%s is not allowed: the secret must have from %d to %d bytes; it has %s"
                            .formatted(
                                    key,
                                    KeyedHash.MIN_SECRET_BYTES,
                                    MAX_SECRET_BYTES,
                                    end > MAX_SECRET_BYTES ? "more" : end));
        }
        return Arrays.copyOf(bytes, end);
    }

    /** What reads the events of this run: the reader, behind pseudonyms where they are wanted. */
    EventReader atTheDoor(EventReader reader) {
        if (!pseudonyms) {
            return reader;
        }
        return rejectedBytes == RejectedBytes.ENCRYPT
                ? Pseudonyms.sealing(reader, secret.orElseThrow())
                : Pseudonyms.dropping(reader, secret.orElseThrow());
    }

    /** What an id is called behind the door: itself, or its pseudonym. For several threads. */
    UnaryOperator<String> behindTheDoor() {
        if (!pseudonyms) {
            return UnaryOperator.identity();
        }
        ThreadLocal<KeyedHash> hash =
                ThreadLocal.withInitial(() -> KeyedHash.of(secret.orElseThrow(), Pseudonyms.LABEL));
        return id -> hash.get().of(id);
    }

    /** For the hash on receipts of erasures. */
    Optional<byte[]> secret() {
        return secret.map(byte[]::clone);
    }

    /** What makes the hash on receipts of erasures. */
    Optional<KeyedHash> receiptHash() {
        return secret.map(bytes -> KeyedHash.of(bytes, ErasureNotice.HASH_LABEL));
    }

    /** What opens the bytes of rejected records. */
    Optional<Seal> seal() {
        return secret.map(Seal::of);
    }

    /** Without the secret: it must not come into a log. */
    @Override
    public String toString() {
        return "Privacy";
    }
}
