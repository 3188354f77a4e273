package dev.tidemark.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * What a client must know to be answered.
 *
 * <p>Kept and compared as a hash, so that how long a comparison takes says nothing about the token,
 * not even its length.
 */
public final class AccessToken {
    /** Shorter ones can be guessed. */
    public static final int MIN_LENGTH = 16;

    /** Nobody's token is longer; whatever is, was meant as something else. */
    public static final int MAX_LENGTH = 1024;

    private static final String SCHEME = "Bearer ";

    private final byte[] hash;

    private AccessToken(byte[] hash) {
        this.hash = hash;
    }

    /**
     * A token.
     *
     * @throws IllegalArgumentException if it is too short or too long, or has other characters than
     *     those that can be sent: letters, digits and {@code -._~+/=}
     */
    public static AccessToken of(String token) {
        boolean sendable =
                token.chars()
                        .allMatch(
                                c ->
                                        c >= 'a' && c <= 'z'
                                                || c >= 'A' && c <= 'Z'
                                                || c >= '0' && c <= '9'
                                                || "-._~+/=".indexOf(c) >= 0);
        if (token.length() < MIN_LENGTH || token.length() > MAX_LENGTH || !sendable) {
            throw new IllegalArgumentException(
                    "a token has %d to %d letters, digits or -._~+/="
                            .formatted(MIN_LENGTH, MAX_LENGTH));
        }
        return new AccessToken(hash(token));
    }

    /** Whether one of the values of an Authorization header brings it. */
    boolean isIn(List<String> authorization) {
        boolean found = false;
        for (String value : authorization) {
            boolean named = value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
            String given = named ? value.substring(SCHEME.length()).strip() : "";
            found |= MessageDigest.isEqual(hash, hash(given));
        }
        return found;
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Without the token: it must not come into a log. */
    @Override
    public String toString() {
        return "AccessToken";
    }
}
