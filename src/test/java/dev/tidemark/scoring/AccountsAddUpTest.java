package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.GoldenFile;
import dev.tidemark.model.Account;
import dev.tidemark.model.Cause;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.scoring.Decision.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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

    @Test
    void underNewRulesTheGroupsBeginAnewAndAllElseGoesOn() {
        FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());
        customer.apply(Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 6_000));
        Account before = customer.history().account;
        assertEquals(2, before.groups().size(), "country and source");
        FoldedCustomer renewed = customer.under(new SampleRules().version("other").build());
        renewed.silence(customer.last().asOf());
        Outcome met = renewed.outcomes().get(1);
        assertSame(Cause.RULES, met.update().cause());
        assertEquals(before.with(List.of()), met.change().before());
        assertEquals(before, met.change().after());
        assertTrue(!met.change().isEmpty(), "into the groups of the new rules");
    }
}
