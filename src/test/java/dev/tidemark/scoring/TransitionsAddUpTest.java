package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.kpi.Entries;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.AbcClass;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.LifecycleStage;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Tier;
import dev.tidemark.model.Transition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
        for (Dimension dimension : Dimension.values()) {
            for (String label : labels(dimension)) {
                long standing =
                        customers.stream()
                                .map(c -> ClassLabels.of(c.last()).get(dimension))
                                .filter(label::equals)
                                .count();
                long told = ledger.total(Kpi.CUSTOMERS, dimension.wireName(), label);
                assertEquals(standing, told, dimension + " " + label + ", seeds 0 to " + CUSTOMERS);
            }
        }
    }

    private static List<String> labels(Dimension dimension) {
        Stream<String> labels =
                switch (dimension) {
                    case RFM -> RfmSegment.STANDARD.stream().map(RfmSegment::label);
                    case CHURN -> Stream.of(ChurnLevel.values()).map(ChurnLevel::label);
                    case MATRIX -> Stream.of(Quadrant.values()).map(Quadrant::label);
                    case ABC -> Stream.of(AbcClass.values()).map(AbcClass::label);
                    case TIER -> Stream.of(Tier.values()).map(Tier::label);
                    case LIFECYCLE -> Stream.of(LifecycleStage.values()).map(LifecycleStage::label);
                };
        return labels.toList();
    }

    /** At every moment: a buyer in six classes, a prospect in those that need no order. */
    @Test
    void everyCustomerStandsInOneClassOfEachDimensionAfterEachDecision() {
        Set<Dimension> all = EnumSet.allOf(Dimension.class);
        Set<Dimension> ofProspects = EnumSet.of(Dimension.RFM, Dimension.MATRIX);
        ofProspects.addAll(Set.of(Dimension.TIER, Dimension.LIFECYCLE));
        Rules rules = new SampleRules().windowDays(60).memory(10, 60, 6, 72, 64).build();
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            FoldedCustomer customer = new FoldedCustomer(rules);
            new RandomEvents(seed, rules).next(60).forEach(customer::decide);
            customer.silence(Events.at("2017-01-01T00:00:00Z"));
            List<Transition> told = new ArrayList<>();
            for (Decision.Outcome outcome : customer.outcomes()) {
                told.addAll(outcome.transitions());
                Map<Dimension, String> labels = ClassLabels.after(told);
                Scorecard card = outcome.scorecard();
                String where = "seed " + seed + ", sequence " + card.sequence();
                assertEquals(card.buyer().isPresent() ? all : ofProspects, labels.keySet(), where);
                assertEquals(ClassLabels.of(card), labels, where);
            }
        }
    }
}
