package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.kpi.Entries;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.Transition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the transitions alone one knows where every customer stands: none is lost, none doubled. */
class TransitionsAddUpTest {
    private static final int CUSTOMERS = 300;

    @Test
    void theSumOfAllTransitionsIsWhereTheCustomersStand() {
        Rules rules =
                new SampleRules()
                        .windowDays(60)
                        .memory(10, 60, 6, 72, 64)
                        .orderLines(OrderLines.REPLACE)
                        .build();
        Ledger ledger = new Ledger();
        List<FoldedCustomer> customers = new ArrayList<>();
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            FoldedCustomer customer = new FoldedCustomer(rules);
            new RandomEvents(seed, rules).next(60).forEach(customer::decide);
            customer.silence(Events.at("2017-01-01T00:00:00Z"));
            for (Transition transition : customer.transitions()) {
                Entries.transition(transition).forEach(ledger::add);
            }
            customers.add(customer);
        }
        for (RfmSegment segment : RfmSegment.STANDARD) {
            long standing = customers.stream().filter(c -> c.last().segment() == segment).count();
            long told = ledger.total(Kpi.CUSTOMERS, "rfm", segment.label());
            assertEquals(standing, told, segment + ", seeds 0 to " + CUSTOMERS);
        }
        for (ChurnLevel level : ChurnLevel.values()) {
            long standing =
                    customers.stream()
                            .flatMap(c -> c.last().buyer().stream())
                            .filter(buyer -> buyer.churn().level() == level)
                            .count();
            long told = ledger.total(Kpi.CUSTOMERS, "churn", level.label());
            assertEquals(standing, told, level + ", seeds 0 to " + CUSTOMERS);
        }
    }
}
