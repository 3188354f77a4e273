package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same orders in several dialects make the same scorecards. */
class ReplayDialectsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NATIVE =
            "{'eventId':'%s','customerId':'%s','type':'purchase','orderId':'%s','amount':%s,"
                    + "'occurredAt':'2026-01-0%sT10:00:00Z'}";
    private static final String SEGMENT =
            "{'messageId':'%s','userId':'%s','type':'track','event':'Order Completed',"
                    + "'properties':{'order_id':'%s','revenue':'%s','currency':'usd'},"
                    + "'timestamp':'2026-01-0%sT10:00:00.000Z'}";
    private static final String CLOUD =
            "{'specversion':'1.0','source':'/s','id':'%s','type':'com.shop.purchase',"
                    + "'subject':'%s','data':{'orderId':'%s','amount':%s},"
                    + "'time':'2026-01-0%sT10:00:00Z'}";

    @TempDir private Path directory;

    private String log(String first, String second, String third) throws IOException {
        Path file = directory.resolve("log.jsonl");
        String text =
                String.join(
                        "\n",
                        first.formatted("1", "ann", "o1", "20.50", 1),
                        second.formatted("2", "bob", "o2", "30", 2),
                        third.formatted("3", "ann", "o3", "9.99", 5),
                        "{'type':'nothing','customerId':'ann'}");
        Files.writeString(file, text.replace('\'', '"') + "\n");
        return file.toString();
    }

    private Map<String, JsonNode> replayed(String format, String log) throws IOException {
        Path out = directory.resolve("out-" + format);
        assertEquals(
                0,
                Tidemark.run(
                        "replay",
                        "--input",
                        log,
                        "--format",
                        format,
                        "--until",
                        "2026-02-01",
                        "--out",
                        out.toString()));
        JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile());
        assertEquals(4, summary.get("read").intValue());
        assertEquals(1, summary.get("rejected").properties().size(), summary.toString());
        Map<String, JsonNode> cards = new TreeMap<>();
        for (String line : Files.readAllLines(out.resolve("scores.jsonl"))) {
            JsonNode card = JSON.readTree(line);
            cards.put(card.get("customerId").textValue(), card.get("rfm"));
        }
        return cards;
    }

    @Test
    void theDialectDoesNotMatterToTheScores() throws IOException {
        Map<String, JsonNode> expected = replayed("native", log(NATIVE, NATIVE, NATIVE));
        assertEquals(2, expected.size());
        assertEquals(3049, expected.get("ann").get("spendMinor").intValue());
        assertEquals(expected, replayed("segment", log(SEGMENT, SEGMENT, SEGMENT)));
        assertEquals(expected, replayed("cloudevents", log(CLOUD, CLOUD, CLOUD)));
        assertEquals(expected, replayed("json", log(NATIVE, SEGMENT, CLOUD)));
    }
}
