package dev.tidemark.scoring.population;

/**
 * Figures over all customers as of the beginning of a day: of everything that was decided before
 * it, and nothing else.
 *
 * @param day days since 1970-01-01
 * @param period what was done in the days of a period, up to yesterday
 * @param window the same in the days of the window of the scores
 * @param activeAtStart customers who were active at the end of the day before that period
 * @param lost those of them who bought nothing in the period
 * @param topFifthShare share of the spend in the window that the fifth of the customers has who
 *     spent most, 0 to 1; equal spend is shared out; NaN if nothing was spent
 * @param clv how customer lifetime value is spread over the buyers
 * @param customers all who are known
 * @param buyers those who have bought
 */
public record DayFigures(
        int day,
        Window period,
        Window window,
        long activeAtStart,
        long lost,
        double topFifthShare,
        Spread clv,
        long customers,
        long buyers) {

    /**
     * Sums over some days.
     *
     * @param days how many
     * @param revenueMinor net revenue dated on them
     * @param orders orders of them that were not wholly taken back
     * @param newCustomers customers whose first purchase is of one of them
     * @param campaignCostMinor money spent on campaigns
     */
    public record Window(
            int days, long revenueMinor, long orders, long newCustomers, long campaignCostMinor) {}

    /**
     * Amounts that a tenth, half and nine tenths of the buyers do not exceed, give or take half a
     * percent; all 0 if there are none.
     */
    public record Spread(long p10Minor, long medianMinor, long p90Minor) {}
}
