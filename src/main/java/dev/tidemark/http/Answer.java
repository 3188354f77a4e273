package dev.tidemark.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client is told.
 *
 * @param headers beside those that every answer has
 */
record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    private static final String PLAIN = "text/plain; charset=utf-8";

    Answer {
        headers = Map.copyOf(headers);
    }

    Answer(int status, String contentType, byte[] body) {
        this(status, contentType, body, Map.of());
    }

    static Answer text(int status, String text) {
        return new Answer(status, PLAIN, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer json(int status, byte[] body) {
        return new Answer(status, "application/json", body);
    }

    Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, contentType, body, more);
    }
}
