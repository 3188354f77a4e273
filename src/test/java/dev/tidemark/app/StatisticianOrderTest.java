package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Intake;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found out does not depend on how soon time is said to have passed. */
class StatisticianOrderTest {
    private static final long SEED = 20251;
    private static final int CUSTOMERS = 3_000;
    private static final int RECORDS = 60_000;

    /** A duplicate of a late event may be later by so much. */
    private static final long DUPLICATES_LATER = 2 * 3_600_000L;

    @Test
    void itMakesNoDifferenceWhenTimePasses() {
        List<Finding> step = findings(true);
        List<Finding> end = findings(false);
        assertTrue(end.size() > 10, "found " + end);
        for (Class<?> kind : List.of(Finding.Fitted.class, Finding.Judged.class)) {
            assertEquals(only(kind, end), only(kind, step), "seed " + SEED);
        }
    }

    /** A fit is told when it is done, be that before or after a judgement. */
    private static List<Finding> only(Class<?> kind, List<Finding> findings) {
        return findings.stream().filter(kind::isInstance).toList();
    }

    private static List<Finding> findings(boolean stepByStep) {
        ShopConfig config = ShopConfig.defaults(SEED, CUSTOMERS);
        Settings settings = Settings.of(Map.of());
        Rules rules = settings.rules();
        CustomerScorer scorer = new CustomerScorer(rules);
        Statistician statistician =
                Statistician.beginning(settings.statistics(rules), Runnable::run);
        Shop shop = new Shop(config);
        ShopRecords records = new ShopRecords(settings.eventLimits());
        EventReader reader = NativeEventReader.of(settings.eventLimits());
        Map<String, CustomerHistory> histories = new HashMap<>();
        List<Finding> found = new ArrayList<>();
        long latest = Moments.BEFORE_ALL;
        long disorder = config.maxLateMs() + DUPLICATES_LATER;
        for (int i = 0; i < RECORDS; i++) {
            Intake intake =
                    reader.read(records.bytes(shop.next()), new SourcePosition("shop", 0, i));
            if (intake instanceof Intake.Accepted accepted) {
                CustomerEvent event = accepted.event();
                CustomerHistory before =
                        histories.getOrDefault(event.customerId(), CustomerHistory.unknown());
                if (scorer.onEvent(before, event) instanceof Decision.Scored scored) {
                    histories.put(event.customerId(), scored.history());
                    BuyerReport report = BuyerReport.of(event.customerId(), scored.history());
                    if (!BuyerFacts.of(before).equals(report.facts())) {
                        statistician.hear(report);
                    }
                }
                latest = Math.max(latest, event.occurredAt());
                if (stepByStep && i % 50 == 0) {
                    found.addAll(statistician.passTo(latest - disorder - 1));
                }
            }
        }
        found.addAll(statistician.passTo(latest));
        found.addAll(statistician.await());
        return found;
    }
}
