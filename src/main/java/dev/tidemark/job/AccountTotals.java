package dev.tidemark.job;

import dev.tidemark.kpi.Entries;
import dev.tidemark.kpi.GroupSums;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.kpi.Occurrences;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.KpiValue;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.GroupBy;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.Tally;
import dev.tidemark.scoring.population.TallySheet;
import java.util.List;

/**
 * Adds up, where customers are scored, what decisions change in the figures of all: by day for the
 * census, by group and by what happened for the ledger. It needs no state: it is emptied before
 * each checkpoint, and earlier if it is full.
 */
final class AccountTotals {
    private static final int MOST_CAMPAIGNS = 1_000;

    private final Tally tally;
    private final GroupSums sums;
    private final Ledger campaigns = new Ledger();
    private final Occurrences occurrences = new Occurrences();

    AccountTotals(Rules rules) {
        this.tally = new Tally(rules.calendar());
        this.sums =
                new GroupSums(
                        GroupBy.all(rules.classes().groups()).stream()
                                .map(GroupBy::wireName)
                                .toList());
    }

    void add(Decision.Scored scored) {
        for (Decision.Outcome outcome : scored.outcomes()) {
            occurrences.count(outcome.update());
            outcome.transitions().forEach(occurrences::count);
            AccountChange change = outcome.change();
            tally.add(change);
            sums.add(change);
            change.campaigns().forEach(this::due);
        }
    }

    /** An event was applied. */
    void countScored() {
        occurrences.countScored();
    }

    private void due(String campaignId, long changeMinor) {
        campaigns.add(Entries.campaignRevenue(campaignId, changeMinor));
    }

    /** Money was spent that belongs to no customer. */
    void add(Decision.Spent spent) {
        tally.add(spent.change());
    }

    /** Whether so many groups, or campaigns, have come up that the sums should be taken now. */
    boolean isFull() {
        return sums.isFull() || campaigns.size() > MOST_CAMPAIGNS;
    }

    List<TallySheet> takeSheets() {
        return tally.take();
    }

    List<KpiValue> takeSums() {
        List<KpiValue> entries = sums.takeEntries();
        entries.addAll(occurrences.takeEntries());
        entries.addAll(campaigns.takeAll());
        return entries;
    }
}
