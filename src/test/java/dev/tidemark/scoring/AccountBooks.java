package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Scorecard;
import dev.tidemark.scoring.Decision.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures of all customers, by the changes that decisions make, and by the accounts there are. */
final class AccountBooks {
    private final Map<String, Account> last = new HashMap<>();
    private final Map<String, Long> sums = new TreeMap<>();

    /**
     * Enters decisions, each of which must go on where the one before of its customer ended and say
     * what its scorecard says.
     */
    AccountBooks enter(List<Outcome> outcomes, String where) {
        for (Outcome outcome : outcomes) {
            AccountChange change = outcome.change();
            ScoreUpdate update = outcome.update();
            String at = update.customerId() + " " + update.sequence() + ", " + where;
            Account before = last.getOrDefault(update.customerId(), Account.NONE);
            assertEquals(before, change.before(), at);
            assertEquals(update.asOf(), change.at(), at);
            if (update instanceof Scorecard card) {
                assertSays(card, change.after(), at);
            } else {
                assertSame(Account.NONE, change.after(), at);
            }
            last.put(update.customerId(), change.after());
            add(change.before(), -1, sums);
            add(change.after(), 1, sums);
        }
        return this;
    }

    void assertAddUpTo(Collection<CustomerHistory> histories, String where) {
        Map<String, Long> stands = new TreeMap<>();
        histories.forEach(history -> add(history.account, 1, stands));
        sums.values().removeIf(sum -> sum == 0);
        stands.values().removeIf(sum -> sum == 0);
        assertEquals(stands, sums, where);
    }

    private static void add(Account account, int sign, Map<String, Long> sums) {
        figures(account).forEach((figure, value) -> sums.merge(figure, sign * value, Long::sum));
    }

    private static Map<String, Long> figures(Account account) {
        Map<String, Long> figures = new TreeMap<>();
        if (!account.known()) {
            assertEquals(Account.NONE, account, "someone who is not there counts for something");
            return figures;
        }
        figures.put("customers", 1L);
        figures.put("in " + account.quadrant(), 1L);
        figures.put("of " + account.groups(), 1L);
        figures.put("orders", (long) account.orders());
        figures.put("orders " + account.orders(), 1L);
        figures.put("spend", account.spendMinor());
        figures.put("revenue", account.revenueMinor());
        figures.put("expected", account.expectedSpendMinor());
        figures.put("clv", account.clvMinor());
        figures.put("engagement", (long) account.engagement());
        figures.put("acquisition", account.acquisitionCostMinor());
        figures.put("nps " + account.nps(), 1L);
        figures.put("csat " + account.csat(), 1L);
        figures.put(account.atRisk() ? "at risk" : "safe", account.expectedSpendMinor());
        if (account.isBuyer()) {
            figures.put("buyers", 1L);
            figures.put("first on " + account.firstDay(), 1L);
            figures.put("last on " + account.lastDay(), 1L);
        }
        return figures;
    }

    private static void assertSays(Scorecard card, Account account, String at) {
        assertEquals(true, account.known(), at);
        assertEquals(card.crm().orElseThrow().matrix().label(), account.quadrant().label(), at);
        assertEquals(card.buyer().isPresent(), account.isBuyer(), at);
        assertEquals(card.relationship().engagement(), account.engagement(), at);
        card.buyer()
                .ifPresent(
                        buyer -> {
                            assertEquals(buyer.rfm().orders(), account.orders(), at);
                            assertEquals(buyer.rfm().spendMinor(), account.spendMinor(), at);
                            assertEquals(
                                    buyer.value().expectedSpendMinor(),
                                    account.expectedSpendMinor(),
                                    at);
                            assertEquals(buyer.value().clvMinor(), account.clvMinor(), at);
                            assertEquals(
                                    buyer.value().revenueToDateMinor(),
                                    Math.max(0, account.revenueMinor()),
                                    at);
                            assertEquals(
                                    buyer.churn().level() == ChurnLevel.HIGH, account.atRisk(), at);
                            assertEquals(buyer.history().firstDay(), account.firstDay(), at);
                            assertEquals(buyer.history().lastDay(), account.lastDay(), at);
                        });
    }
}
