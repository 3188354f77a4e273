package dev.tidemark.http;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What a client asks for.
 *
 * @param target as it was sent, percent-encoded
 * @param hasBody whether something comes with it
 * @param headers by name in lower case
 */
record Request(String method, URI target, boolean hasBody, Map<String, List<String>> headers) {

    boolean onlyReads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The path as it was sent; never empty. */
    String path() {
        String path = target.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    /** The values of a header; none if it was not sent. */
    List<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of());
    }
}
