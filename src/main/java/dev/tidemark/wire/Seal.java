package dev.tidemark.wire;

import dev.tidemark.model.SourcePosition;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts records so that only those who hold the secret can read them: AES-256-GCM (NIST SP
 * 800-38D). A sealed record is a version byte, a nonce of 12 bytes, and the ciphertext with its tag
 * of 16 bytes.
 *
 * <p>The same record of the same place is sealed to the same bytes, so that what is done again
 * after a failure gives what it gave before. To that end the nonce is no counter but a hash, under
 * a key of its own, of the place and of all that is sealed: two different records share one no more
 * often than chance has it in 96 bits, and a nonce that comes again comes with the same bytes.
 *
 * <p>It carries keys derived from the secret, not the secret.
 */
public final class Seal implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The label of the key that encrypts. */
    public static final String LABEL = "tidemark.rejections.v1";

    /** The label of the key that makes nonces. */
    static final String NONCE_LABEL = "tidemark.rejections.nonce.v1";

    /** No text in UTF-8 begins with it, so that what is sealed is never taken for a text. */
    private static final byte VERSION = (byte) 0x81;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int FRAME_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

    /** Of a longer record only so many bytes are sealed: with the frame they fit into a topic. */
    public static final int MAX_RAW_BYTES = EventLimits.MAX_BYTES - FRAME_BYTES;

    private final byte[] key;
    private final byte[] nonceKey;

    private Seal(byte[] key, byte[] nonceKey) {
        this.key = key;
        this.nonceKey = nonceKey;
    }

    /**
     * A seal.
     *
     * @param secret at least {@value KeyedHash#MIN_SECRET_BYTES} bytes, made by chance
     * @throws IllegalArgumentException if the secret is too short
     */
    public static Seal of(byte[] secret) {
        return new Seal(KeyedHash.key(secret, LABEL), KeyedHash.key(secret, NONCE_LABEL));
    }

    /** Whether bytes look sealed, by whatever secret. */
    public static boolean isSealed(byte[] bytes) {
        return bytes.length >= FRAME_BYTES && bytes[0] == VERSION;
    }

    /**
     * Seals the first {@link #MAX_RAW_BYTES} bytes of a record.
     *
     * @param at where it was read
     */
    public byte[] seal(byte[] raw, SourcePosition at) {
        byte[] kept = raw.length <= MAX_RAW_BYTES ? raw : Arrays.copyOf(raw, MAX_RAW_BYTES);
        byte[] nonce = nonce(kept, at);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(kept);
            return ByteBuffer.allocate(FRAME_BYTES + kept.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(ciphertext)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM takes any bytes", e);
        }
    }

    /** The record as it was; empty if it was not sealed with this secret, or changed since. */
    public Optional<byte[]> open(byte[] sealed) {
        if (!isSealed(sealed)) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        int from = 1 + NONCE_BYTES;
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce);
            return Optional.of(cipher.doFinal(sealed, from, sealed.length - from));
        } catch (AEADBadTagException anotherSecretOrBytes) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM takes any bytes", e);
        }
    }

    /** The length of the name sets it apart from what follows. */
    private byte[] nonce(byte[] raw, SourcePosition at) {
        byte[] source = at.source().getBytes(StandardCharsets.UTF_8);
        int placeBytes = Integer.BYTES + source.length + Integer.BYTES + Long.BYTES;
        byte[] text =
                ByteBuffer.allocate(placeBytes + raw.length)
                        .putInt(source.length)
                        .put(source)
                        .putInt(at.partition())
                        .putLong(at.offset())
                        .put(raw)
                        .array();
        return Arrays.copyOf(KeyedHash.hmac(nonceKey, text), NONCE_BYTES);
    }

    /** A new one each time: one that has encrypted refuses the nonce that it used last. */
    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        GCMParameterSpec parameters = new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce);
        cipher.init(mode, new SecretKeySpec(key, "AES"), parameters);
        cipher.updateAAD(new byte[] {VERSION});
        return cipher;
    }

    /** Without the keys: they must not come into a log. */
    @Override
    public String toString() {
        return "Seal";
    }
}
