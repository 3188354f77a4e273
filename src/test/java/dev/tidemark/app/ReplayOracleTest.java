package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large and messy retail log against sums that a few lines of code can make of it. */
class ReplayOracleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 20_260_401;
    private static final int LINES = 200_000;
    private static final int CUSTOMERS = 3_000;

    @TempDir private Path directory;

    private final Random random = new Random(SEED);
    private final List<String> rows = new ArrayList<>();
    private final Map<String, Long> orders = new TreeMap<>();
    private final Map<String, Long> spendMinor = new TreeMap<>();
    private long blank;

    @Test
    void ordersAndSpendOfEachCustomerAreThePlainSums() throws IOException {
        while (rows.size() < LINES) {
            addOrder("i" + rows.size());
        }
        Collections.shuffle(rows, random);
        rows.add(0, "customer,order,time,quantity,price");
        Path log = Files.write(directory.resolve("retail.csv"), rows);
        Path out = directory.resolve("out");
        int exit =
                Tidemark.run(
                        "replay",
                        "--input",
                        log.toString(),
                        "--format",
                        "csv",
                        "--columns",
                        "customer=customer,order=order,time=time,amount=quantity*price",
                        "--out",
                        out.toString());
        assertEquals(0, exit, "seed " + SEED);

        JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile());
        assertTrue(summary.get("booksBalance").booleanValue(), "seed " + SEED);
        assertEquals(LINES, summary.get("read").longValue(), "seed " + SEED);
        assertEquals(LINES - blank, summary.get("scored").longValue(), "seed " + SEED);
        assertEquals(
                "{\"MISSING_FIELD\":%d}".formatted(blank),
                summary.get("rejected").toString(),
                "seed " + SEED);
        Map<String, Long> ordersRead = new TreeMap<>();
        Map<String, Long> spendRead = new TreeMap<>();
        for (String line : Files.readAllLines(out.resolve("scores.jsonl"))) {
            JsonNode card = JSON.readTree(line);
            String customer = card.get("customerId").textValue();
            ordersRead.put(customer, card.at("/rfm/orders").longValue());
            spendRead.put(customer, card.at("/rfm/spendMinor").longValue());
        }
        assertEquals(orders, ordersRead, "seed " + SEED);
        assertEquals(spendMinor, spendRead, "seed " + SEED);
    }

    /** One to four lines in one of few minutes, so that many orders share theirs. */
    private void addOrder(String order) {
        String customer = random.nextInt(3) == 0 ? "" : "c" + random.nextInt(CUSTOMERS);
        String time =
                LocalDate.of(2024, 1, 1).plusDays(random.nextInt(60))
                        + (random.nextBoolean() ? " 12:00" : " 12:01");
        int lines = Math.min(1 + random.nextInt(4), LINES - rows.size());
        for (int i = 0; i < lines; i++) {
            int quantity = 1 + random.nextInt(12);
            int priceMinor = 1 + random.nextInt(5_000);
            String price = "%d.%02d".formatted(priceMinor / 100, priceMinor % 100);
            rows.add(String.join(",", customer, order, time, "" + quantity, price));
            if (!customer.isEmpty()) {
                spendMinor.merge(customer, (long) quantity * priceMinor, Long::sum);
            }
        }
        if (customer.isEmpty()) {
            blank += lines;
        } else {
            orders.merge(customer, 1L, Long::sum);
        }
    }
}
