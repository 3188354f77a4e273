package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merges, erasures, consent and campaigns in a finished log. */
class ReplayPersonsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path directory;

    private void replay(List<String> log, String... more) throws IOException {
        Path input = directory.resolve("log.jsonl");
        Files.write(input, log);
        List<String> command = new ArrayList<>();
        command.addAll(List.of("replay", "--input", input.toString(), "--format", "native"));
        command.addAll(List.of("--until", "2024-06-30"));
        command.addAll(List.of("--out", directory.resolve("out").toString()));
        command.addAll(List.of(more));
        assertEquals(0, Tidemark.run(command.toArray(String[]::new)));
    }

    private static String event(String id, String customer, String type, int day, String more) {
        return "{\"eventId\":\"%s\",\"customerId\":\"%s\",\"type\":\"%s\",%s\"occurredAt\":\"%s\"}"
                .formatted(id, customer, type, more, "2024-05-%02dT10:00:00Z".formatted(day));
    }

    private static String order(String id, String customer, int day, String amount) {
        return event(
                id,
                customer,
                "purchase",
                day,
                "\"orderId\":\"o%s\",\"amount\":%s,".formatted(id, amount));
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

    private JsonNode summary() throws IOException {
        return JSON.readTree(directory.resolve("out/summary.json").toFile());
    }

    @Test
    void mergedIdsAreOneCustomerFromTheBeginning() throws IOException {
        replay(
                List.of(
                        order("1", "anon-7", 1, "10.00"),
                        order("2", "ann", 2, "20.00"),
                        event("3", "anon-7", "merge", 9, "\"into\":\"ann\","),
                        order("4", "anon-7", 12, "30.00"),
                        event("3", "anon-7", "merge", 9, "\"into\":\"ann\",")));
        Map<String, JsonNode> cards = scorecards();
        assertEquals(List.of("ann"), List.copyOf(cards.keySet()));
        assertEquals(6_000, cards.get("ann").at("/value/revenueToDateMinor").intValue());
        assertEquals(3, cards.get("ann").at("/rfm/orders").intValue());
        assertEquals("{\"DUPLICATE\":1}", summary().get("ignored").toString());
        assertTrue(summary().get("booksBalance").booleanValue());
    }

    @Test
    void theErasedAreGoneAndReceipted() throws IOException {
        replay(
                List.of(
                        order("1", "bob", 1, "10.00"),
                        order("2", "ann", 2, "20.00"),
                        event("x", "bob", "erase", 9, ""),
                        order("3", "bob", 9, "5.00")));
        assertEquals(List.of("ann"), List.copyOf(scorecards().keySet()));
        assertEquals("{\"ERASED\":1}", summary().get("ignored").toString());
        List<JsonNode> receipts = lines("erasures.jsonl");
        assertEquals(1, receipts.size());
        assertEquals("x", receipts.get(0).get("eventId").textValue());
        assertTrue(receipts.get(0).get("wasKnown").booleanValue());
        assertEquals(1, summary().get("customers").intValue());
        assertTrue(
                lines("transitions.jsonl").stream()
                        .noneMatch(t -> t.get("cause").textValue().equals("ERASURE")),
                "an erasure is not told as a transition");
    }

    @Test
    void withOptInOnlyThoseWhoAgreedAreScored() throws IOException {
        replay(
                List.of(
                        order("1", "bob", 1, "10.00"),
                        event("2", "ann", "consent_given", 1, ""),
                        order("3", "ann", 2, "20.00"),
                        event("4", "cyd", "consent_given", 1, ""),
                        order("5", "cyd", 2, "7.00"),
                        event("6", "cyd", "consent_withdrawn", 3, "")),
                "--set",
                "consent=opt-in");
        assertEquals(List.of("ann"), List.copyOf(scorecards().keySet()));
        assertEquals("{\"NO_CONSENT\":1}", summary().get("ignored").toString());
        assertTrue(summary().get("booksBalance").booleanValue());
    }

    @Test
    void theCostOfACampaignIsNobodysAndBalancesTheBooks() throws IOException {
        replay(
                List.of(
                        order("1", "ann", 1, "10.00"),
                        "{\"eventId\":\"k\",\"type\":\"campaign_cost\",\"amount\":99.5,"
                                + "\"campaignId\":\"spring\","
                                + "\"occurredAt\":\"2024-05-02T00:00:00Z\"}"));
        assertEquals(List.of("ann"), List.copyOf(scorecards().keySet()));
        assertEquals(2, summary().get("scored").intValue());
        assertTrue(summary().get("booksBalance").booleanValue());
    }
}
