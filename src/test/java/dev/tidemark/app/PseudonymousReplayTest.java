package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.wire.KeyedHash;
import dev.tidemark.wire.Pseudonyms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay whose customers have pseudonyms: the same scores, and no id in any file. */
class PseudonymousReplayTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final KeyedHash PSEUDONYM =
            KeyedHash.of(SECRET.getBytes(StandardCharsets.UTF_8), Pseudonyms.LABEL);
    private static final List<String> IDS = List.of("ann@x.cz", "Anna", "bob-9", "Čeněk");
    private static final List<String> BROKEN =
            List.of(
                    "{'eventId':'x1','customerId':'bob-9','type':'bob-9'}",
                    "{'eventId':'x2','customerId':'Čeněk','type':'purchase','amount':'Čeněk',"
                            + "'occurredAt':'2026-01-01T00:00:00Z'}",
                    "Anna, bob-9");

    @TempDir private Path directory;
    private Path secret;
    private Path log;

    @BeforeEach
    void aLogAndASecret() throws IOException {
        secret = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        List<String> lines = new ArrayList<>();
        lines.add(order("e1", "ann@x.cz", "o1", "20", 1));
        lines.add(order("e1", "ann@x.cz", "o1", "20", 1));
        lines.add(order("e2-ann@x.cz", "ann@x.cz", "o-Anna", "35.50", 3));
        lines.add(order("e3", "Anna", "o-Anna", "35.50", 3));
        lines.add(order("e4", "Anna", "o3", "9.99", 9));
        lines.add(event("e5", "ann@x.cz", "merge", 12, "'into':'Anna'"));
        lines.add(order("e6", "ann@x.cz", "o4", "12", 15));
        lines.add(event("e7", "Anna", "refund", 16, "'orderId':'o3'"));
        lines.add(order("e8", "bob-9", "o5", "80", 4));
        lines.add(event("e9", "bob-9", "referral", 5, "'referredId':'Čeněk'"));
        lines.add(order("e10", "Čeněk", "o6", "5", 6));
        lines.add(event("e11", "Čeněk", "profile", 7, "'attributes':{'segmentHint':'Čeněk'}"));
        lines.add(event("e12-bob-9", "bob-9", "erase", 20, "'channel':'bob-9'"));
        lines.addAll(BROKEN);
        String text = String.join("\n", lines).replace('\'', '"') + "\n";
        log = Files.writeString(directory.resolve("log.jsonl"), text);
    }

    private static String order(String id, String who, String order, String amount, int day) {
        return event(id, who, "purchase", day, "'orderId':'" + order + "','amount':" + amount);
    }

    private static String event(String id, String who, String type, int day, String rest) {
        return ("{'eventId':'%s','customerId':'%s','type':'%s',"
                        + "'occurredAt':'2026-01-%02dT10:00:00Z',%s}")
                .formatted(id, who, type, day, rest);
    }

    private Path replay(String name, String... more) {
        Path out = directory.resolve(name);
        List<String> command =
                new ArrayList<>(List.of("replay", "--input", log.toString(), "--format", "native"));
        command.addAll(List.of("--out", out.toString(), "--until", "2026-03-31"));
        command.addAll(List.of("--explain", "30"));
        command.addAll(List.of(more));
        assertEquals(0, Tidemark.run(command.toArray(String[]::new)));
        return out;
    }

    private Path replayWithPseudonyms(String name, String bytes) {
        return replay(
                name,
                "--set",
                "privacy.pseudonyms=true",
                "--set",
                "privacy.secret-file=" + secret,
                "--set",
                "privacy.rejected-bytes=" + bytes);
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }

    @Test
    void noFileHoldsAnIdAndWithoutPseudonymsTheyDo() throws IOException {
        assertFalse(filesWithAnId(replay("open")).isEmpty());
        assertEquals(List.of(), filesWithAnId(replayWithPseudonyms("drop", "drop")));
        assertEquals(List.of(), filesWithAnId(replayWithPseudonyms("sealed", "encrypt")));
    }

    private static List<String> filesWithAnId(Path out) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(out).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file).toLowerCase(Locale.ROOT);
                IDS.stream()
                        .filter(id -> text.contains(id.toLowerCase(Locale.ROOT)))
                        .forEach(id -> found.add(file.getFileName() + ": " + id));
            }
        }
        return found;
    }

    @Test
    void thePseudonymsHaveTheScoresOfTheCustomers() throws IOException {
        Path open = replay("open");
        Path closed = replayWithPseudonyms("closed", "drop");
        Map<String, JsonNode> expected = cards(open, PSEUDONYM::of);
        assertTrue(expected.size() >= 2, "scorecards: " + expected);
        assertEquals(expected, cards(closed, id -> id));
        JsonNode anna = expected.get(PSEUDONYM.of("Anna"));
        assertEquals(3, anna.at("/rfm/orders").intValue(), "o-Anna, known to both, is one order");

        ObjectNode books = (ObjectNode) JSON.readTree(open.resolve("summary.json").toFile());
        ObjectNode same = (ObjectNode) JSON.readTree(closed.resolve("summary.json").toFile());
        for (String speed : List.of("seconds", "eventsPerSecond", "scorecardsPerSecond")) {
            books.remove(speed);
            same.remove(speed);
        }
        assertEquals(books, same);
    }

    private static Map<String, JsonNode> cards(Path out, UnaryOperator<String> name)
            throws IOException {
        Map<String, JsonNode> cards = new TreeMap<>();
        for (JsonNode card : lines(out.resolve("scores.jsonl"))) {
            String id = name.apply(card.get("customerId").textValue());
            cards.put(id, ((ObjectNode) card).put("customerId", id));
        }
        return cards;
    }

    @Test
    void aReceiptCarriesTheHashOfThePseudonymOrWithoutThoseOfTheId() throws IOException {
        KeyedHash hash =
                KeyedHash.of(SECRET.getBytes(StandardCharsets.UTF_8), "tidemark.erasures.v1");
        Path closed = replayWithPseudonyms("closed", "drop");
        assertEquals(hash.of(PSEUDONYM.of("bob-9")), receipt(closed).textValue());
        Path hashed = replay("hashed", "--set", "privacy.secret-file=" + secret);
        assertEquals(hash.of("bob-9"), receipt(hashed).textValue());
        assertTrue(receipt(replay("open")).isNull(), "no secret, no hash");
    }

    private static JsonNode receipt(Path out) throws IOException {
        List<JsonNode> receipts = lines(out.resolve("erasures.jsonl"));
        assertEquals(1, receipts.size());
        return receipts.get(0).get("customerHash");
    }

    @Test
    void whoHoldsTheSecretUnsealsTheRejections() throws IOException {
        Path rejections = replayWithPseudonyms("sealed", "encrypt").resolve("rejections.jsonl");
        String expected = String.join("\n", BROKEN).replace('\'', '"') + "\n";
        assertEquals(expected, unsealed(0, SECRET, rejections.toString()).out());

        byte[] value = lines(rejections).get(1).get("rawBase64").binaryValue();
        String first = BROKEN.get(1).replace('\'', '"');
        assertEquals(first, unsealed(0, value).out());
        byte[] ofTheConsole = Arrays.copyOf(value, value.length + 1);
        ofTheConsole[value.length] = '\n';
        assertEquals(first, unsealed(0, ofTheConsole).out());
    }

    @Test
    void whatCannotBeUnsealedIsToldInOneLine() throws IOException {
        Path rejections = replayWithPseudonyms("sealed", "encrypt").resolve("rejections.jsonl");
        assertTold(
                "line 1 was sealed with another secret, or changed since",
                unsealed(1, SECRET.toUpperCase(Locale.ROOT), rejections.toString()));
        Path dropped = replayWithPseudonyms("drop", "drop").resolve("rejections.jsonl");
        assertTold("line 1 is not sealed", unsealed(2, SECRET, dropped.toString()));
        assertTold("the value is not sealed", unsealed(2, new byte[0]));
        assertTold("nowhere cannot be read", unsealed(2, SECRET, "nowhere"));
        Path torn = Files.writeString(directory.resolve("torn"), "{\"reason\":");
        assertTold("line 1 is no rejection", unsealed(2, SECRET, torn.toString()));
    }

    private record Told(String out, String err) {}

    private static void assertTold(String expected, Told told) {
        assertTrue(told.err().contains(expected), told.err());
        assertEquals(1, told.err().lines().count(), told.err());
        assertFalse(told.err().contains(SECRET), told.err());
    }

    private Told unsealed(int exit, byte[] input) throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            return unsealed(exit, SECRET);
        } finally {
            System.setIn(before);
        }
    }

    private Told unsealed(int exit, String withSecret, String... file) throws IOException {
        Path key = Files.writeString(directory.resolve("key"), withSecret);
        List<String> command =
                new ArrayList<>(List.of("unseal", "--set", "privacy.secret-file=" + key));
        command.addAll(List.of(file));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        ByteArrayOutputStream complaint = new ByteArrayOutputStream();
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complaint, true, StandardCharsets.UTF_8));
        try {
            assertEquals(exit, Tidemark.run(command.toArray(String[]::new)));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return new Told(
                told.toString(StandardCharsets.UTF_8), complaint.toString(StandardCharsets.UTF_8));
    }
}
