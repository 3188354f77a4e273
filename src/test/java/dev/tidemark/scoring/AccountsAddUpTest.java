package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.GoldenFile;
import dev.tidemark.kpi.GroupSums;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.Account;
import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.scoring.Decision.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sum of what decisions change is what all customers count for; PeopleAtRandomTest has the same
 * of merges and erasures.
 */
class AccountsAddUpTest {
    private static final int CUSTOMERS = 200;
    private static final long DAY = DayCalendar.DAY_MILLIS;
    private static final long END = Events.at("2018-01-01T00:00:00Z");

    /** Refunds before and after, restatements, stragglers, cut points; read back at every step. */
    @Test
    void whateverACustomerDoesTheAccountFollows() {
        for (long seed = 0; seed < CUSTOMERS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Rules rules = new SampleRules().classes(RandomClasses.of(random)).build();
            long from = Events.at("2011-01-01T00:00:00Z");
            for (int i = 0; i < 60; i++) {
                from += random.nextLong(60 * DAY);
                rules = rules.knowing(SampleCuts.random(random, "v" + i, from));
            }
            FoldedCustomer customer = new FoldedCustomer(rules);
            for (CustomerEvent event : new RandomEvents(seed, rules).next(50)) {
                customer.decide(event);
                customer = reborn(customer);
            }
            customer.silence(END);
            String where = "seed " + seed;
            new AccountBooks()
                    .enter(customer.outcomes(), where)
                    .assertAddUpTo(List.of(customer.history()), where);
        }
    }

    private static FoldedCustomer reborn(FoldedCustomer customer) {
        byte[] bytes = HistoryCodec.encode(customer.history());
        CustomerHistory decoded = HistoryCodec.decode(bytes);
        assertEquals(customer.history().account, decoded.account);
        return customer.continuedFrom(decoded);
    }

    /** Earlier releases kept no accounts: the first decision since then puts the customer in. */
    @ParameterizedTest
    @ValueSource(strings = {"typical", "heavy", "corrected", "unsettled", "reversed", "prospect"})
    void aCustomerOfAnEarlierReleaseIsCountedFromTheNextDecisionOn(String kept) {
        Rules rules = new SampleRules().orderLines(OrderLines.SUM).build();
        CustomerHistory old =
                HistoryCodec.decode(GoldenFile.read("state/history-v2-" + kept + ".bin"));
        assertSame(Account.NONE, old.account);
        FoldedCustomer customer = new FoldedCustomer(rules).continuedFrom(old);
        CustomerScorer scorer = new CustomerScorer(rules);
        List<Outcome> outcomes = new ArrayList<>();
        CustomerHistory history = customer.history();
        for (int i = 0; i < 5; i++) {
            long at = Events.at("2025-02-01T10:00:00Z") + i * 20 * DAY;
            CustomerEvent event = Events.purchase("next" + i, at, "next" + i, 2_500);
            Decision.Scored scored = (Decision.Scored) scorer.onEvent(history, event);
            outcomes.addAll(scored.outcomes());
            history = HistoryCodec.decode(HistoryCodec.encode(scored.history()));
        }
        assertSame(Account.NONE, outcomes.get(0).change().before());
        new AccountBooks().enter(outcomes, kept).assertAddUpTo(List.of(history), kept);
        assertEquals(Cause.RULES, outcomes.get(0).update().cause(), "those of then are others");
    }

    /** Earlier releases told no figures by day: what was bought then would be taken out alone. */
    @Test
    void whatACustomerOfAnEarlierReleaseBoughtIsEnteredByDay() {
        Rules rules = new SampleRules().orderLines(OrderLines.SUM).build();
        CustomerHistory old = HistoryCodec.decode(GoldenFile.read("state/history-v2-typical.bin"));
        CustomerScorer scorer = new CustomerScorer(rules);
        Decision.Scored met = scorer.onSilence(Events.CUSTOMER, old, old.asOf());
        CustomerEvent erase = erasure(old.asOf() + 1);
        Decision.Scored gone = (Decision.Scored) scorer.onEvent(met.history(), erase);
        Map<String, Long> days = new TreeMap<>();
        for (Outcome outcome : List.of(met.outcomes().get(0), gone.outcomes().get(0))) {
            outcome.change()
                    .days()
                    .forEach(e -> days.merge(e.series() + " " + e.day(), e.delta(), Long::sum));
        }
        assertTrue(!days.isEmpty(), "nothing was entered");
        days.values().removeIf(sum -> sum == 0);
        assertEquals(Map.of(), days);
    }

    private static CustomerEvent erasure(long at) {
        return Events.event("erase", EventType.ERASE, at, "", CustomerEvent.NO_AMOUNT);
    }

    @Test
    void underNewRulesThatTellTheSameGroupsApartNothingMoves() {
        FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());
        customer.apply(Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 6_000));
        FoldedCustomer renewed = customer.under(new SampleRules().version("other").build());
        renewed.silence(customer.last().asOf());
        Outcome met = renewed.outcomes().get(1);
        assertSame(Cause.RULES, met.update().cause());
        assertTrue(met.change().isEmpty(), "there is nothing to enter");
    }

    /** To and fro between configurations, through bytes; each line is that of who is in it. */
    @Test
    void whoIsToldApartByOtherAttributesLeavesTheGroupsOfThoseBefore() {
        List<List<GroupBy>> configurations =
                List.of(
                        List.of(GroupBy.COUNTRY, GroupBy.ACQUISITION_SOURCE),
                        List.of(GroupBy.LANGUAGE, GroupBy.COUNTRY),
                        List.of(),
                        List.of(GroupBy.AGE_BAND, GroupBy.SEGMENT_HINT, GroupBy.LANGUAGE),
                        List.of(GroupBy.COUNTRY));
        Ledger ledger = new Ledger();
        CustomerHistory history = CustomerHistory.unknown();
        long at = Events.at("2024-03-01T10:00:00Z");
        for (int i = 0; i < 20; i++) {
            List<GroupBy> by = configurations.get(i * 3 % configurations.size());
            Rules rules = new SampleRules().version("v" + i).classes(groupedBy(by)).build();
            CustomerEvent order = Events.purchase("e" + i, at + i * DAY, "o" + i, 6_000);
            Decision decision = new CustomerScorer(rules).onEvent(history, order);
            GroupSums sums =
                    new GroupSums(GroupBy.all(by).stream().map(GroupBy::wireName).toList());
            ((Decision.Scored) decision).outcomes().forEach(o -> sums.add(o.change()));
            sums.takeEntries().forEach(ledger::add);
            history =
                    HistoryCodec.decode(
                            HistoryCodec.encode(((Decision.Scored) decision).history()));
            for (GroupBy attribute : GroupBy.values()) {
                assertEquals(
                        by.contains(attribute) ? 6_000 * (i + 1) : 0,
                        ledger.total(Kpi.REVENUE_MINOR, attribute.wireName(), "unknown"),
                        attribute + " of " + by + ", order " + i);
            }
        }
    }

    private static ClassRules groupedBy(List<GroupBy> by) {
        ClassRules given = SampleRules.classes();
        return new ClassRules(
                given.matrix(),
                given.tier(),
                given.lifecycle(),
                given.stability(),
                given.engagement(),
                given.diary(),
                by,
                given.playbook());
    }
}
