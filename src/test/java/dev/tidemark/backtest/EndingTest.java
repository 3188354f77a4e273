package dev.tidemark.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EndingTest {
    private static Ending of(int purchases, int lastDay) {
        Customers customers = new Customers(MadeUpLog.rules());
        for (int i = 0; i < purchases - 1; i++) {
            customers.see(MadeUpLog.purchase("c" + i % 7, i, i * 100 / purchases, 500));
        }
        customers.see(MadeUpLog.purchase("late", 0, lastDay, 500));
        BacktestPlan plan =
                new BacktestPlan(
                        MadeUpLog.plan(OptionalInt.empty()).fitting(),
                        MadeUpLog.FIRST_DAY,
                        MadeUpLog.FIRST_DAY + lastDay + 1,
                        30,
                        30,
                        OptionalInt.empty());
        return Ending.of(customers.all(), plan);
    }

    @Test
    void oneOrderOfTheFarFutureIsNoticed() {
        Ending ending = of(400, 5_000);
        assertEquals(MadeUpLog.FIRST_DAY + 99, ending.busyDay());
        assertEquals(4_901, ending.quietDays());
        assertTrue(ending.isQuiet());
    }

    @Test
    void aLogThatIsBusyToItsEndIsNotQuiet() {
        assertFalse(of(400, 100).isQuiet());
        assertFalse(of(400, 127).isQuiet(), "four weeks are a pause");
        assertTrue(of(400, 128).isQuiet());
    }

    @Test
    void ofFewPurchasesTheLastOneCounts() {
        assertEquals(0, of(30, 5_000).quietDays(), "there is no 1 in 200");
    }
}
