package dev.tidemark.wire;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A hash of a text that only those who hold the secret can make: HMAC-SHA-256 (RFC 2104, FIPS
 * 198-1).
 *
 * <p>The secret makes one key for each purpose, {@code HMAC(secret, label)}, and that key makes the
 * hashes, {@code HMAC(key, text)}: hashes made for one purpose tell nothing about those made for
 * another, and only the derived key travels to the tasks. Texts are hashed as UTF-8.
 *
 * <p>Used by one thread at a time.
 */
public final class KeyedHash implements Serializable {
    private static final long serialVersionUID = 1L;

    /** As long as the hash: a shorter secret would be its weakest part (RFC 2104, section 3). */
    public static final int MIN_SECRET_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;
    private transient Mac mac;

    private KeyedHash(byte[] key) {
        this.key = key;
    }

    /**
     * The hash for one purpose.
     *
     * @param secret at least {@value #MIN_SECRET_BYTES} bytes, made by chance
     * @param label names the purpose, such as {@code tidemark.erasures.v1}; not blank
     * @throws IllegalArgumentException if the secret is too short or the label blank
     */
    public static KeyedHash of(byte[] secret, String label) {
        return new KeyedHash(key(secret, label));
    }

    /**
     * The key for one purpose, as long as the hash.
     *
     * @throws IllegalArgumentException if the secret is too short or the label blank
     */
    static byte[] key(byte[] secret, String label) {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "the secret has %d bytes; at least %d are needed"
                            .formatted(secret.length, MIN_SECRET_BYTES));
        }
        if (label.isBlank()) {
            throw new IllegalArgumentException("the label is blank");
        }
        return hmac(secret, label.getBytes(StandardCharsets.UTF_8));
    }

    /** The whole hash of a text in base64url without padding: 43 characters. */
    public String of(String text) {
        if (mac == null) {
            mac = mac(key);
        }
        byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /** HMAC-SHA-256 as it is, for a key of any length. */
    static byte[] hmac(byte[] key, byte[] text) {
        return mac(key).doFinal(text);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Without the key: it must not come into a log. */
    @Override
    public String toString() {
        return "KeyedHash";
    }
}
