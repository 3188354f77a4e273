package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.app.config.Settings;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Intake;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.BuyerReport;
import dev.tidemark.scoring.population.Finding;
import dev.tidemark.scoring.population.Statistician;
import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.NativeEventReader;
import dev.tidemark.wire.PopulationJson;
import dev.tidemark.wire.ScorecardJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay that fits its models says what plain loops over all customers say. */
class RefittingReplayTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 77;
    private static final int CUSTOMERS = 1_500;
    private static final int RECORDS = 25_000;
    private static final Map<String, String> OPTIONS =
            Map.of("model.sample", "600", "model.least-customers", "150");

    @TempDir private Path directory;

    @Test
    void itsModelsAndScorecardsAreThoseOfPlainLoops() throws IOException {
        Path log = log();
        Path out = replay(log, "once");
        JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile());
        long closesAt = Instant.parse(summary.get("asOf").textValue()).toEpochMilli();
        Settings settings = Settings.of(OPTIONS);
        Rules rules = settings.rules().closingAt(closesAt);
        List<CustomerEvent> events = events(log, settings);

        List<ModelParameters> models = models(events, rules, settings);
        assertTrue(models.size() > 20, models.size() + " fits, seed " + SEED);
        assertTrue(models.get(20).customers() <= 600, "seed " + SEED);
        List<String> expected = new ArrayList<>();
        for (ModelParameters model : models) {
            expected.add(new String(PopulationJson.write(model), StandardCharsets.UTF_8));
            rules = rules.knowing(model);
        }
        assertEquals(expected, Files.readAllLines(out.resolve("population.jsonl")), "seed " + SEED);

        FinalFold fold = new FinalFold(rules);
        events.forEach(fold::see);
        Map<String, String> cards = new TreeMap<>();
        fold.end()
                .forEach(
                        (customer, card) ->
                                cards.put(
                                        customer,
                                        new String(
                                                ScorecardJson.write(card),
                                                StandardCharsets.UTF_8)));
        assertEquals(
                new ArrayList<>(cards.values()),
                Files.readAllLines(out.resolve("scores.jsonl")),
                "seed " + SEED);
        String last = models.get(models.size() - 1).version();
        assertEquals(last, summary.at("/versions/model").textValue());
        assertTrue(summary.at("/churnJudgement/churn_skill").doubleValue() > 0, "seed " + SEED);
    }

    @Test
    void theSameLogGivesTheSameBytes() throws IOException {
        Path log = log();
        Path once = replay(log, "once");
        Path again = replay(log, "again");
        for (String file : List.of("population.jsonl", "scores.jsonl", "transitions.jsonl")) {
            assertArrayEquals(
                    Files.readAllBytes(once.resolve(file)),
                    Files.readAllBytes(again.resolve(file)),
                    file + ", seed " + SEED);
        }
    }

    private Path log() throws IOException {
        Path log = directory.resolve("shop.jsonl");
        ShopRecords records = new ShopRecords(Settings.of(Map.of()).eventLimits());
        Shop shop = new Shop(ShopConfig.defaults(SEED, CUSTOMERS));
        try (OutputStream out = Files.newOutputStream(log)) {
            for (int i = 0; i < RECORDS; i++) {
                out.write(records.bytes(shop.next()));
                out.write('\n');
            }
        }
        return log;
    }

    private Path replay(Path log, String name) {
        Path out = directory.resolve(name);
        List<String> arguments =
                new ArrayList<>(
                        List.of("replay", "--refit", "--input", log.toString(), "--format"));
        arguments.addAll(List.of("native", "--out", out.toString()));
        OPTIONS.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        assertEquals(0, Tidemark.run(arguments.toArray(String[]::new)), "seed " + SEED);
        return out;
    }

    private static List<CustomerEvent> events(Path log, Settings settings) throws IOException {
        EventReader reader = NativeEventReader.of(settings.eventLimits());
        List<CustomerEvent> events = new ArrayList<>();
        long line = 0;
        for (String text : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
            byte[] raw = text.getBytes(StandardCharsets.ISO_8859_1);
            if (reader.read(raw, new SourcePosition("shop", 0, ++line))
                    instanceof Intake.Accepted accepted) {
                events.add(accepted.event());
            }
        }
        events.sort(Comparator.comparingLong(CustomerEvent::occurredAt));
        return events;
    }

    /**
     * Every customer is followed and reported; who is in the sample is the statistician's affair.
     */
    private static List<ModelParameters> models(
            List<CustomerEvent> events, Rules rules, Settings settings) {
        CustomerScorer scorer = new CustomerScorer(rules);
        Statistician statistician =
                Statistician.beginning(settings.statistics(rules), Runnable::run);
        Map<String, CustomerHistory> histories = new HashMap<>();
        for (CustomerEvent event : events) {
            CustomerHistory before =
                    histories.getOrDefault(event.customerId(), CustomerHistory.unknown());
            if (scorer.onEvent(before, event) instanceof Decision.Scored scored) {
                histories.put(event.customerId(), scored.history());
                BuyerReport report = BuyerReport.of(event.customerId(), scored.history());
                if (!report.facts().equals(BuyerFacts.of(before))) {
                    statistician.hear(report);
                }
            }
        }
        List<Finding> findings = new ArrayList<>(statistician.passTo(Moments.NEVER));
        findings.addAll(statistician.await());
        return findings.stream()
                .filter(Finding.Fitted.class::isInstance)
                .map(finding -> ((Finding.Fitted) finding).parameters())
                .toList();
    }
}
