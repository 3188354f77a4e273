package dev.tidemark.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An input made to cost time or memory, or to surprise: too large for a file of the corpus.
 *
 * @param name what is wrong with it
 */
record HostileInput(String name, byte[] bytes) {
    private static final int MANY = 100_000;
    private static final int MEGABYTE = 1_000_000;

    @Override
    public String toString() {
        return name;
    }

    /** All of them, in JSON as far as they are any. */
    static List<HostileInput> all() {
        return List.of(
                of("nothing", ""),
                of("a deep array", "[".repeat(MEGABYTE)),
                of("a deep object", "{\"a\":".repeat(MANY) + "1" + "}".repeat(MANY)),
                of("a deep field", event("\"x\":" + "[".repeat(MANY) + "]".repeat(MANY))),
                of("a deep attribute", event("\"attributes\":{\"x\":" + "{\"a\":".repeat(MANY))),
                of("an amount of many digits", event("\"amount\":" + "9".repeat(MANY))),
                of("a text of many digits", event("\"amount\":\"" + "9".repeat(MANY) + "\"")),
                of("a long fraction", event("\"amount\":0." + "3".repeat(MANY))),
                of("an unknown number", event("\"x\":" + "9".repeat(MANY))),
                of("a huge exponent", event("\"amount\":1e999999999")),
                of("a tiny exponent", event("\"amount\":1e-999999999")),
                of("a huge exponent in text", event("\"amount\":\"1e999999999\"")),
                of("an exponent beyond an int", event("\"amount\":1e99999999999999999999")),
                of("a huge score", event("\"survey\":\"nps\",\"score\":1e999999999")),
                of("a huge time", event("\"occurredAt\":1e999999999")),
                of("a long time", event("\"occurredAt\":" + "1".repeat(99))),
                of("a long text", event("\"x\":\"" + "x".repeat(MEGABYTE - 200) + "\"")),
                of("a long id", event("\"customerId\":\"" + "x".repeat(MEGABYTE - 200) + "\"")),
                of("a text without an end", "{\"eventId\":\"" + "x".repeat(MEGABYTE - 20)),
                of("a long name", event("\"" + "x".repeat(MANY) + "\":1")),
                of("one field many times", event(repeated(20_000, "\"eventId\":\"e%d\""))),
                of("many fields", event(repeated(50_000, "\"x%d\":0"))),
                of("colliding names", event(repeated(4_000, "\"Aa%dBB\":0,\"BB%1$dAa\":0"))),
                of("many escapes", event("\"x\":\"" + "\\u0041".repeat(MANY) + "\"")),
                of("half pairs", event("\"customerId\":\"" + "\\ud800".repeat(80) + "\"")),
                of("a byte order mark", "\uFEFF" + event("\"x\":1")),
                of("two byte order marks", "\uFEFF\uFEFF" + event("\"x\":1")),
                of("NUL in a text", event("\"x\":\"\0\"")),
                of("NUL behind", event("\"x\":1") + "\0"),
                new HostileInput("only NUL", new byte[MEGABYTE]),
                of("many blanks", " ".repeat(MEGABYTE)),
                of("blanks between", event(" ".repeat(MEGABYTE - 200) + "\"x\":1")),
                broken("a lone continuation", 0x80),
                broken("an overlong slash", 0xC0, 0xAF),
                broken("half a pair in bytes", 0xED, 0xA0, 0x80),
                broken("beyond Unicode", 0xF4, 0x90, 0x80, 0x80),
                broken("five bytes", 0xF8, 0x88, 0x80, 0x80, 0x80),
                broken("an unfinished sequence", 0xE2, 0x82),
                of("many products", order("{\"price\":1,\"quantity\":\"1\"}", 30_000)),
                of("many products without a price", order("{}", 300_000)),
                of("many broken products", order("{\"price\":1e30,\"quantity\":1e30}", 30_000)),
                of(
                        "many names in properties",
                        call("\"x\":{" + repeated(90_000, "\"k%d\":1") + "}")),
                of("many shallow arrays", call("\"x\":[" + repeated(7_000, nested(58)) + "]")),
                of(
                        "a long name of an event",
                        call("\"event\":\"" + "x".repeat(MEGABYTE / 2) + "\"")),
                of(
                        "a type of many words",
                        "{\"specversion\":\"1.0\",\"type\":\"" + ".".repeat(MEGABYTE / 2) + "\"}"),
                new HostileInput("too many bytes", new byte[EventLimits.MAX_BYTES + 1]));
    }

    private static HostileInput of(String name, String text) {
        return new HostileInput(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that are not UTF-8 in an id, and the same in a field that is passed over. */
    private static HostileInput broken(String name, int... sequence) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"customerId\":\"".getBytes(StandardCharsets.UTF_8));
        IntStream.of(sequence).forEach(bytes::write);
        bytes.writeBytes("\",\"x\":\"".getBytes(StandardCharsets.UTF_8));
        IntStream.of(sequence).forEach(bytes::write);
        bytes.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        return new HostileInput(name, bytes.toByteArray());
    }

    private static String event(String fields) {
        return "{\"eventId\":\"e\",\"customerId\":\"c\",\"type\":\"purchase\",\"amount\":1,"
                + "\"occurredAt\":\"2024-03-01T10:00:00Z\","
                + fields
                + "}";
    }

    private static String call(String fields) {
        return "{\"type\":\"track\",\"messageId\":\"m\",\"userId\":\"u\","
                + "\"event\":\"Order Completed\",\"timestamp\":\"2024-03-01T10:00:00Z\","
                + fields
                + "}";
    }

    private static String order(String product, int count) {
        return call("\"properties\":{\"products\":[" + repeated(count, product) + "]}");
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String repeated(int count, String field) {
        return IntStream.range(0, count)
                .mapToObj(field::formatted)
                .collect(Collectors.joining(","));
    }
}
