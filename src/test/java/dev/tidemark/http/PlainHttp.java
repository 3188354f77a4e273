package dev.tidemark.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A client that sends what it is told, header {@code Host} included, and reads to the end. */
public final class PlainHttp {
    private final int port;

    public PlainHttp(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    /**
     * What came back.
     *
     * @param headers by name in lower case
     */
    public record Reply(int status, Map<String, String> headers, String body) {
        /** The media type without parameters. */
        public String mediaType() {
            return headers.getOrDefault("content-type", "").split(";")[0];
        }
    }

    public Reply get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    /** Headers are names and values by turns; one called Host takes the place of the usual. */
    public Reply send(String method, String target, String body, String... headers) {
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("Host", "127.0.0.1:" + port);
        sent.put("Connection", "close");
        if (!body.isEmpty()) {
            sent.put("Content-Length", String.valueOf(body.length()));
        }
        for (int i = 0; i < headers.length; i += 2) {
            sent.put(headers[i], headers[i + 1]);
        }
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        sent.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        request.append("\r\n").append(body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
            byte[] answer = socket.getInputStream().readAllBytes();
            return reply(new String(answer, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(method + " " + target, e);
        }
    }

    private static Reply reply(String answer) {
        int blank = answer.indexOf("\r\n\r\n");
        String[] lines = answer.substring(0, blank).split("\r\n");
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(": *", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
        return new Reply(
                Integer.parseInt(lines[0].split(" ")[1]), headers, answer.substring(blank + 4));
    }
}
