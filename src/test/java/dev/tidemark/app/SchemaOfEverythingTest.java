package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.MessageSchema;
import dev.tidemark.app.config.Settings;
import dev.tidemark.model.Intake;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.scoring.Rules;
import dev.tidemark.sim.Delivery;
import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.wire.KpiJson;
import dev.tidemark.wire.NativeEventReader;
import dev.tidemark.wire.RejectionJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every message that a shop's year makes is as the schemas promise, and every event that makes it.
 */
class SchemaOfEverythingTest {
    private static final long SEED = 7;
    private static final int CUSTOMERS = 400;
    private static final int RECORDS = 12_000;

    private static final Settings SETTINGS = Settings.of(Map.of());
    private static final List<String> EVENTS = new ArrayList<>();
    private static Oracle oracle;

    @BeforeAll
    static void theShopSells() {
        Shop shop = new Shop(ShopConfig.defaults(SEED, CUSTOMERS));
        ShopRecords records = new ShopRecords(SETTINGS.eventLimits());
        NativeEventReader reader = NativeEventReader.of(SETTINGS.eventLimits());
        List<Intake> intakes = new ArrayList<>();
        long last = 0;
        for (int i = 0; i < RECORDS; i++) {
            Delivery delivery = shop.next();
            byte[] raw = records.bytes(delivery);
            Intake intake = reader.read(raw, new SourcePosition("shop", 0, i));
            if (intake instanceof Intake.Accepted accepted) {
                EVENTS.add(new String(raw, StandardCharsets.UTF_8));
                last = Math.max(last, accepted.event().occurredAt());
            }
            intakes.add(intake);
        }
        Rules rules = SETTINGS.rules().closingAt(last + 400L * 86_400_000);
        oracle = new Oracle(rules, SETTINGS);
        intakes.forEach(oracle::see);
        oracle.close();
    }

    private static void assertHold(String name, List<String> messages, int atLeast) {
        MessageSchema schema = MessageSchema.of(name);
        for (String message : messages) {
            assertEquals(List.of(), schema.faults(message), "seed " + SEED + ": " + message);
        }
        assertTrue(messages.size() >= atLeast, messages.size() + " messages");
    }

    private static List<String> all(Map<String, List<String>> byCustomer) {
        return byCustomer.values().stream().flatMap(List::stream).toList();
    }

    @Test
    void everyScorecard() {
        assertHold("scorecard", all(oracle.scorecards), RECORDS / 2);
    }

    @Test
    void everyTransition() {
        assertHold("transition", all(oracle.transitions), RECORDS / 10);
    }

    @Test
    void everyKpi() {
        List<String> kpis = new ArrayList<>();
        for (KpiValue total : oracle.totals()) {
            kpis.add(new String(KpiJson.write(total), StandardCharsets.UTF_8));
        }
        assertHold("kpi", kpis, 20);
    }

    @Test
    void everyRejection() {
        List<String> rejections = new ArrayList<>();
        for (Rejection rejection : oracle.rejections) {
            rejections.add(new String(RejectionJson.write(rejection), StandardCharsets.UTF_8));
        }
        assertHold("rejection", rejections, 5);
    }

    @Test
    void everyEventThatIsAccepted() {
        assertHold("native-event", EVENTS, RECORDS / 2);
    }
}
