package dev.tidemark.backtest;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a log ends. Where hardly anything is bought in its last part, an export was cut off or an
 * order has a date of the future, and everybody seems to leave.
 *
 * @param busyDay the day on which all but one purchase in 200 have happened
 * @param quietDays how long the log goes on after it
 * @param logDays how long the log is
 */
record Ending(int busyDay, int quietDays, int logDays) {
    private static final int ONE_IN = 200;
    private static final int LONG_QUIET_DAYS = 28;
    private static final int SHARE_OF_LOG = 10;

    static Ending of(List<Buyer> buyers, BacktestPlan plan) {
        int[] days =
                buyers.stream()
                        .flatMapToInt(b -> IntStream.range(0, b.purchaseDays()).map(b::purchaseDay))
                        .sorted()
                        .toArray();
        int last = days.length - 1;
        int busyDay = days.length == 0 ? plan.firstDay() : days[last - last / ONE_IN];
        return new Ending(busyDay, plan.endDay() - 1 - busyDay, plan.endDay() - plan.firstDay());
    }

    /** Whether so few purchases took over four weeks, and over a tenth of the log. */
    boolean isQuiet() {
        return quietDays > LONG_QUIET_DAYS && quietDays > logDays / SHARE_OF_LOG;
    }
}
