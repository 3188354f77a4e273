package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole of replay against figures made with lifetimes 0.11.3 for the 2,357 customers of the
 * CDNOW sample (reference/cdnow_sample_mbg_nbd.csv), 1e-9 relative.
 */
class CdnowGoldenTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate UNTIL = LocalDate.of(1997, 9, 30);
    private static final double BOUND = 1e-9;

    private record Golden(
            String id, int x, double tx, double age, double alive, double expected, double buys) {
        LocalDate firstDay() {
            return UNTIL.minusDays(Math.round(age * 7));
        }
    }

    @TempDir private Path directory;

    @Test
    void theLogItselfGivesTheGoldenFigures() throws IOException {
        String folder = System.getenv().getOrDefault("TIDEMARK_CDNOW_DIR", "../shared/data/cdnow");
        Path log = Path.of(folder, "CDNOW_sample.txt");
        assumeTrue(
                Files.exists(log),
                "skipped: no " + log + "; set TIDEMARK_CDNOW_DIR to the folder of the CDNOW logs");
        replay("--input", log.toString(), "--format", "cdnow");
        assertGolden();
        JsonNode summary = JSON.readTree(directory.resolve("out/summary.json").toFile());
        assertEquals(6_919, summary.get("read").longValue());
        assertEquals(0, summary.get("rejected").size());
        assertTrue(summary.get("booksBalance").booleanValue());
    }

    /** Any log with these days gives these figures; this one is made up, and so always there. */
    @Test
    void anyLogWithTheSameDaysGivesTheGoldenFigures() throws IOException {
        Path log = directory.resolve("orders.csv");
        List<String> lines = new ArrayList<>(List.of("when;who;cost"));
        for (Golden golden : golden()) {
            for (LocalDate day : purchaseDays(golden)) {
                lines.add("%s;%s;10.00".formatted(day, golden.id()));
            }
        }
        Files.write(log, lines);
        replay(
                "--input", log.toString(),
                "--format", "csv",
                "--delimiter", ";",
                "--columns", "customer=who,time=when,amount=cost");
        assertGolden();
    }

    private static List<LocalDate> purchaseDays(Golden golden) {
        List<LocalDate> days = new ArrayList<>();
        for (int i = 0; i < golden.x(); i++) {
            days.add(golden.firstDay().plusDays(i));
        }
        days.add(golden.firstDay().plusDays(Math.round(golden.tx() * 7)));
        return days;
    }

    private void replay(String... input) {
        List<String> command = new ArrayList<>(List.of("replay"));
        command.addAll(List.of(input));
        command.addAll(List.of("--until", UNTIL.toString(), "--explain", "273"));
        command.addAll(List.of("--out", directory.resolve("out").toString()));
        assertEquals(0, Tidemark.run(command.toArray(String[]::new)));
    }

    private void assertGolden() throws IOException {
        Map<String, JsonNode> explained = new HashMap<>();
        for (String line : Files.readAllLines(directory.resolve("out/explain.jsonl"))) {
            JsonNode node = JSON.readTree(line);
            explained.put(node.get("customerId").textValue(), node);
        }
        List<Golden> all = golden();
        assertEquals(2_357, all.size());
        assertEquals(all.size(), explained.size());
        for (Golden golden : all) {
            JsonNode found = explained.get(golden.id());
            assertEquals(golden.x(), found.get("x").intValue(), golden.id());
            assertClose(golden.tx(), found, "t_x");
            assertClose(golden.age(), found, "T");
            assertClose(golden.alive(), found, "pAlive");
            assertClose(golden.expected(), found, "expectedPurchases");
            assertClose(golden.buys(), found, "pBuy");
        }
    }

    private static void assertClose(double expected, JsonNode found, String field) {
        double actual = found.get(field).doubleValue();
        assertEquals(expected, actual, BOUND * Math.abs(expected), () -> field + " of " + found);
    }

    private static List<Golden> golden() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/reference/cdnow_sample_mbg_nbd.csv"))
                .stream()
                .filter(line -> Character.isDigit(line.charAt(0)))
                .map(line -> line.split(","))
                .map(
                        v ->
                                new Golden(
                                        v[0],
                                        Integer.parseInt(v[1]),
                                        Double.parseDouble(v[2]),
                                        Double.parseDouble(v[3]),
                                        Double.parseDouble(v[4]),
                                        Double.parseDouble(v[5]),
                                        Double.parseDouble(v[6])))
                .toList();
    }
}
