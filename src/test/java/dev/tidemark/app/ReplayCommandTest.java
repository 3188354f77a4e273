package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb as a user types it, over logs as they are. */
class ReplayCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path directory;

    private int replay(String... arguments) {
        return replayInto(directory.resolve("out").toString(), arguments);
    }

    private static int replayInto(String out, String... arguments) {
        List<String> command = new ArrayList<>(List.of("replay"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--out", out));
        return Tidemark.run(command.toArray(String[]::new));
    }

    private Path log(String name, String... lines) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, String.join("\n", lines) + "\n");
        return file;
    }

    private JsonNode summary() throws IOException {
        return JSON.readTree(directory.resolve("out/summary.json").toFile());
    }

    private List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("out").resolve(file))) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }

    private Map<String, JsonNode> scorecards() throws IOException {
        Map<String, JsonNode> cards = new TreeMap<>();
        lines("scores.jsonl").forEach(card -> cards.put(card.get("customerId").textValue(), card));
        return cards;
    }

    /**
     * Grouped by customer, lines of one order, a return, a customer missing, a price of nothing.
     */
    private Path retailLog() throws IOException {
        return log(
                "retail.csv",
                "InvoiceNo,Description,Quantity,InvoiceDate,UnitPrice,CustomerID",
                "1001,\"SET 2 TEA TOWELS \"\"I LOVE LONDON\"\"\",6,2024-03-01 09:00,2.55,17850",
                "1001,\"LANTERN, WHITE\",2,2024-03-01 09:00,3.39,17850",
                "1005,PLATE,1,2024-06-10 12:00,10.00,17850",
                "C1007,PLATE,-1,2024-06-12 12:00,10.00,17850",
                "1002,\"HAND WARMER\",10,2024-03-01 09:00,1.85,13047",
                "1003,MUG,1,2024-03-01 09:00,4.00,13047",
                "1004,SAMPLE,1,2024-03-02 10:00,0.00,12583",
                "1006,MUG,1,2024-03-03 10:00,4.00,",
                "1008,MUG,one,2024-03-03 10:00,4.00,12583",
                "1009,MUG,1,2024-07-01 10:00,4.00,12583");
    }

    private int replayRetail(Path log, String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--input", log.toString(), "--format", "csv"));
        arguments.add("--columns");
        arguments.add(
                "customer=CustomerID,order=InvoiceNo,time=InvoiceDate,amount=Quantity*UnitPrice");
        arguments.addAll(List.of("--until", "2024-06-30"));
        arguments.addAll(List.of(more));
        return replay(arguments.toArray(String[]::new));
    }

    @Test
    void aRetailersExportIsScoredAndItsBooksBalance() throws IOException {
        assertEquals(0, replayRetail(retailLog()));
        JsonNode summary = summary();
        assertEquals(10, summary.get("read").intValue());
        assertEquals(7, summary.get("scored").intValue());
        assertEquals("{\"AFTER_END\":1}", summary.get("ignored").toString());
        assertEquals("{\"BAD_AMOUNT\":1,\"MISSING_FIELD\":1}", summary.get("rejected").toString());
        assertTrue(summary.get("booksBalance").booleanValue());
        assertEquals(3, summary.get("customers").intValue());

        Map<String, JsonNode> cards = scorecards();
        JsonNode towels = cards.get("17850");
        assertEquals(2, towels.at("/rfm/orders").intValue(), "lines of one order are one order");
        assertEquals(2208, towels.at("/rfm/spendMinor").intValue(), "15.30 + 6.78 + 10 - 10");
        assertEquals(20, towels.at("/rfm/recencyDays").intValue());
        assertEquals(2, cards.get("13047").at("/rfm/orders").intValue(), "two in one minute");
        assertEquals(1, cards.get("12583").at("/rfm/orders").intValue(), "nothing paid is bought");
        assertEquals("2024-07-01T00:00:00Z", towels.get("asOf").textValue());

        List<JsonNode> rejections = lines("rejections.jsonl");
        assertEquals(9, rejections.get(0).get("offset").intValue(), "the line in the file");
        assertTrue(rejections.get(0).get("raw").textValue().startsWith("1006,MUG"));
    }

    @Test
    void sameInputSameOutputWhateverTheOrderOfLinesOrThePacking() throws IOException {
        Path log = retailLog();
        assertEquals(0, replayRetail(log));
        byte[] scores = Files.readAllBytes(directory.resolve("out/scores.jsonl"));
        byte[] transitions = Files.readAllBytes(directory.resolve("out/transitions.jsonl"));

        assertEquals(0, replayRetail(log, "--set", "job.parallelism=1"));
        assertArrayEquals(scores, Files.readAllBytes(directory.resolve("out/scores.jsonl")));
        assertArrayEquals(
                transitions, Files.readAllBytes(directory.resolve("out/transitions.jsonl")));

        Path packed = directory.resolve("retail.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(log));
        }
        assertEquals(0, replayRetail(packed));
        assertEquals(3, summary().get("customers").intValue());
    }

    @Test
    void silenceIsScoredUpToTheEnd() throws IOException {
        Path log =
                log(
                        "one.jsonl",
                        "{\"eventId\":\"1\",\"customerId\":\"a\",\"type\":\"purchase\","
                                + "\"occurredAt\":\"2024-01-01T10:00:00Z\",\"amount\":\"20\"}",
                        "not json at all");
        assertEquals(
                0,
                replay(
                        "--input", log.toString(),
                        "--format", "native",
                        "--until", "2025-06-30"));
        JsonNode card = scorecards().get("a");
        assertEquals("END", card.get("cause").textValue());
        assertEquals(0, card.at("/rfm/orders").intValue(), "the order has left the window");
        assertEquals("high", card.at("/churn/level").textValue());
        List<String> path =
                lines("transitions.jsonl").stream()
                        .filter(t -> t.get("dimension").textValue().equals("rfm"))
                        .map(t -> t.get("to").textValue())
                        .toList();
        assertEquals("New", path.get(0));
        assertTrue(path.size() > 2, "silence moved the customer on: " + path);
        assertEquals("{\"MALFORMED\":1}", summary().get("rejected").toString());
    }

    @Test
    void theZoneOfTheLogIsTheZoneOfItsDaysUnlessThatIsConfigured() throws IOException {
        Path log =
                log(
                        "days.csv",
                        "c,t,a",
                        "ann,2024-03-01,5",
                        "ann,2024-03-02,5",
                        "bob,2024-03-03,5");
        List<String> berlin =
                List.of(
                        "--input", log.toString(),
                        "--format", "csv",
                        "--columns", "customer=c,time=t,amount=a",
                        "--zone", "Europe/Berlin",
                        "--until", "2024-03-02");
        assertEquals(0, replay(berlin.toArray(String[]::new)));
        assertEquals("2024-03-02T23:00:00Z", summary().get("asOf").textValue());
        assertEquals("{\"AFTER_END\":1}", summary().get("ignored").toString());
        assertEquals(0, scorecards().get("ann").at("/rfm/recencyDays").intValue());

        List<String> configured = new ArrayList<>(berlin);
        configured.addAll(List.of("--set", "time.zone=UTC"));
        assertEquals(0, replay(configured.toArray(String[]::new)));
        assertEquals("2024-03-03T00:00:00Z", summary().get("asOf").textValue());
        assertEquals("{}", summary().get("ignored").toString(), "bob came at 23:00 UTC");
    }

    @Test
    void aLogOfDecimalCommasInAnotherEncodingIsReadAsItIsMeant() throws IOException {
        Path log = directory.resolve("kasse.csv");
        String text = "Käufer;Tag;Betrag\nJörg;2024-03-01;5,00\nJörg;2024-03-02;-3,50\n";
        Files.writeString(log, text + "Jörg;2024-03-03;1.234\n", StandardCharsets.ISO_8859_1);
        String[] arguments = {
            "--input", log.toString(),
            "--format", "csv",
            "--delimiter", ";",
            "--decimal", ",",
            "--charset", "ISO-8859-1",
            "--columns", "customer=Käufer,time=Tag,amount=Betrag"
        };
        assertEquals(0, replay(arguments));
        assertEquals("{\"BAD_AMOUNT\":1}", summary().get("rejected").toString());
        assertEquals(150, scorecards().get("Jörg").at("/rfm/spendMinor").intValue());

        arguments[9] = "Klingon";
        assertMistake("the charset 'Klingon'", arguments);
        arguments[7] = "x";
        assertMistake("--decimal 'x' is not a point or a comma", arguments);
    }

    @Test
    void aLogWithoutEventsIsNoFailureAndHasNoDay() throws IOException {
        for (String content : List.of("", "\n\n", "customer,order,time,amount\n")) {
            Path log = Files.writeString(directory.resolve("empty.csv"), content);
            String told = told(() -> replay("--input", log.toString(), "--format", "csv"));
            assertTrue(told.contains("no events in " + log + "\n"), told);
            assertFalse(summary().has("asOf"), told);
            assertEquals(0, summary().get("customers").intValue());
            assertEquals(List.of(), lines("scores.jsonl"));
        }
    }

    @Test
    void aFailedReplayLeavesNoResultsOfTheOneBefore() throws IOException {
        Path log = retailLog();
        assertEquals(0, replayRetail(log, "--explain", "30"));
        Path out = directory.resolve("out");
        assertEquals(7, fileNames(out).size());
        Files.writeString(out.resolve("notes.txt"), "mine");

        assertEquals(2, replay("--input", log.toString(), "--format", "csv"));
        assertEquals(8, fileNames(out).size(), "a mistake in the mapping costs nothing");

        Path cut = directory.resolve("cut.gz");
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(cut))) {
            for (int line = 0; line < 50_000; line++) {
                packed.write("%d\n".formatted(line).getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] whole = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        assertEquals(1, replay("--input", cut.toString(), "--format", "native"));
        assertEquals(List.of("notes.txt"), fileNames(out));
    }

    @Test
    void theSummaryTellsTheRateOfScorecardsToo() throws IOException {
        Path log = retailLog();
        String told = told(() -> replayRetail(log));
        long cards = 0;
        for (JsonNode count : summary().get("scorecards")) {
            cards += count.longValue();
        }
        double expected = cards / summary().at("/seconds/score").doubleValue();
        double rate = summary().get("scorecardsPerSecond").doubleValue();
        assertEquals(expected, rate, 1 + 0.01 * expected);
        assertTrue(told.contains(" events/s, "), told);
        assertTrue(told.contains(" scorecards/s; "), told);
    }

    private static List<String> fileNames(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String told(IntSupplier replay) {
        PrintStream before = System.out;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            assertEquals(0, replay.getAsInt());
        } finally {
            System.setOut(before);
        }
        return told.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aMistakeIsToldInOneLineThatSaysWhatIsAllowed() throws IOException {
        Path log = retailLog();
        assertMistake("is not a file", "--input", "nowhere.csv", "--format", "csv");
        assertMistake(
                "'Customer'",
                "--input",
                log.toString(),
                "--format",
                "csv",
                "--columns",
                "customer=Customer,time=InvoiceDate,amount=UnitPrice");
        assertMistake(
                "--until", "--input", log.toString(), "--format", "native", "--until", "30.6.2024");
        assertMistake(
                "rfm.window-days",
                "--input",
                log.toString(),
                "--format",
                "native",
                "--set",
                "rfm.window-days=0");
        assertMistake(
                "unknown option 'rfm.windw'",
                "--input",
                log.toString(),
                "--format",
                "native",
                "--set",
                "rfm.windw=9");
        assertMistake(
                "orders.lines",
                "--input",
                log.toString(),
                "--format",
                "native",
                "--order-lines",
                "add");
    }

    @Test
    void aMistakeInAnOptionOfTheVerbIsToldBeforeAnythingIsRead() throws IOException {
        Path log = retailLog();
        String input = log.toString();
        for (String days : List.of("0", "-7")) {
            assertMistake(
                    "--explain %s is not over 0".formatted(days),
                    "--input",
                    input,
                    "--format",
                    "cdnow",
                    "--explain",
                    days);
        }
        assertMistake(
                "--zone 'Europe/Atlantis'",
                "--input",
                input,
                "--format",
                "cdnow",
                "--zone",
                "Europe/Atlantis");
    }

    @Test
    void anOutputThatIsNoDirectoryIsToldInWords() throws IOException {
        Path log = retailLog();
        Path out = Files.createFile(directory.resolve("out"));
        String[] arguments = {"--input", log.toString(), "--format", "cdnow"};
        assertMistake(
                "tidemark: --out %s is not a directory that can be written".formatted(out),
                arguments);
        String below = out.resolve("deeper").toString();
        assertEquals(
                "tidemark: --out %s is not a directory that can be written".formatted(below),
                complaint(() -> replayInto(below, arguments)));
    }

    private void assertMistake(String expected, String... arguments) {
        String told = complaint(() -> replay(arguments));
        assertTrue(told.contains(expected), told);
    }

    /** The one line a mistake of the user is told in. */
    private static String complaint(IntSupplier replay) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertEquals(2, replay.getAsInt());
        } finally {
            System.setErr(before);
        }
        String text = said.toString(StandardCharsets.UTF_8);
        List<String> lines = text.lines().filter(line -> line.startsWith("tidemark: ")).toList();
        assertEquals(1, lines.size(), text);
        assertTrue(!text.contains("\tat "), "a stack trace: " + text);
        return lines.get(0);
    }
}
