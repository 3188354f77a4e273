package dev.tidemark.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The parts of an address that a client chooses. */
final class Query {
    private Query() {}

    /**
     * The value of the only parameter that a route knows; nothing if it is not there.
     *
     * @throws Refusal if there is another one, or this one twice
     */
    static Optional<String> only(String name, Request request) {
        String query = request.target().getRawQuery();
        if (query == null || query.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = query.split("=", 2);
        if (query.indexOf('&') >= 0 || !parts[0].equals(name) || parts.length < 2) {
            throw new Refusal(
                    Problem.BAD_REQUEST, "the query must be nothing, or %s=…".formatted(name));
        }
        return Optional.of(decoded(parts[1].replace("+", "%20")));
    }

    /**
     * Refuses a query, where there is none to be had.
     *
     * @throws Refusal if there is one
     */
    static void none(Request request) {
        String query = request.target().getRawQuery();
        if (query != null && !query.isEmpty()) {
            throw new Refusal(Problem.BAD_REQUEST, "there is no query here");
        }
    }

    /**
     * The text behind its percent-encoding.
     *
     * @throws Refusal if it is not UTF-8, percent-encoded
     */
    static String decoded(String part) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c != '%') {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 <= part.length() - 1 ? Character.digit(part.charAt(i + 1), 16) : -1;
            int low = i + 2 <= part.length() - 1 ? Character.digit(part.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw badEncoding();
            }
            bytes.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw badEncoding();
        }
    }

    private static Refusal badEncoding() {
        return new Refusal(Problem.BAD_REQUEST, "the address is not percent-encoded UTF-8");
    }
}
