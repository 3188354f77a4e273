package dev.tidemark.scoring.population;

import dev.tidemark.model.CutPoints;
import dev.tidemark.stats.AmountHistogram;
import dev.tidemark.stats.KeyedSums;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where some sums are cut. It holds until they change: recency is a day here, and becomes a number
 * of days as time passes.
 *
 * @param customers how many customers the sums are of
 * @param lastDays the earliest last purchase day of the highest score of recency, of the next …
 * @param limits all other limits; of recency only those that are fixed
 * @param significantCustomers how many have the limit of high spend
 */
record PopulationCut(
        long customers, List<Long> lastDays, CutLimits limits, long significantCustomers) {

    /** The cut of sums of at least one customer. */
    static PopulationCut of(CensusSums sums, CutRules rules) {
        BuyerSums buyers = sums.among(rules.counted());
        List<Double> ranks =
                IntStream.range(1, rules.scores())
                        .mapToObj(k -> (double) k / rules.scores())
                        .toList();
        long high = buyers.spend.cutOfSum(rules.revenueShare());
        CutLimits limits =
                new CutLimits(
                        rules.fixedRecencyDays(),
                        ranks.stream().map(buyers.orders::cut).toList(),
                        ranks.stream().map(buyers.spend::cut).toList(),
                        List.of(
                                abc(buyers.spend, rules.abcBasis(), rules.abcShareA()),
                                abc(buyers.spend, rules.abcBasis(), rules.abcShareB())),
                        high,
                        sums.expected.cutOfSum(rules.expectedShare()));
        return new PopulationCut(
                buyers.buyers(),
                rules.fixedRecencyDays().isEmpty() ? fromTheTop(buyers.lastDays, ranks) : List.of(),
                limits,
                buyers.spend.countFrom(high));
    }

    private static List<Long> fromTheTop(KeyedSums lastDays, List<Double> ranks) {
        return IntStream.rangeClosed(1, ranks.size())
                .mapToObj(i -> lastDays.cut(ranks.get(ranks.size() - i)))
                .toList();
    }

    /** The share of customers by mid-rank, as for the scores. */
    private static long abc(AmountHistogram spend, AbcBasis basis, double share) {
        return basis == AbcBasis.REVENUE ? spend.cutOfSum(share) : spend.cut(1 - share);
    }

    /**
     * The limits at the end of a day, which is day 0 of recency. Where nobody is as recent as the
     * highest score asks, because too many are of the last day, the limit is before even that: it
     * may be -1.
     */
    CutLimits limits(int today) {
        return lastDays.isEmpty()
                ? limits
                : new CutLimits(
                        lastDays.stream().map(day -> today - day).toList(),
                        limits.orders(),
                        limits.spendMinor(),
                        limits.abcMinor(),
                        limits.highSpendMinor(),
                        limits.highExpectedMinor());
    }

    /** The version of these limits that is made at the beginning of a day. */
    CutPoints version(int day, CutLimits asOfDay, long effectiveFrom) {
        return new CutPoints(
                asOfDay.version(day),
                effectiveFrom,
                customers,
                asOfDay.recencyDays(),
                asOfDay.orders(),
                asOfDay.spendMinor(),
                asOfDay.abcMinor(),
                asOfDay.highSpendMinor(),
                asOfDay.highExpectedMinor(),
                significantCustomers);
    }
}
