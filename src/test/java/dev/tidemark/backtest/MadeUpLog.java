package dev.tidemark.backtest;

import dev.tidemark.app.config.Settings;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.scoring.Rules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A log by formula, so that it can be made anywhere: 600 customers, the first purchase of customer
 * i on day i mod 40, (7i) mod 9 repeats, the k-th after 1 + (31i + 17k + 7ik) mod 29 days, of 10 +
 * i mod 7 + j mod 3 for the j-th purchase; 200 days.
 */
final class MadeUpLog {
    static final int FIRST_DAY = 10_000;
    static final int DAYS = 200;
    static final int CUSTOMERS = 600;
    private static final long DAY_MILLIS = 86_400_000L;

    private MadeUpLog() {}

    static List<CustomerEvent> events() {
        List<CustomerEvent> events = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            int day = i % 40;
            int repeats = i * 7 % 9;
            for (int j = 0; j <= repeats && day < DAYS; j++) {
                events.add(purchase("c" + i, j, day, 100L * (10 + i % 7 + j % 3)));
                day += 1 + (i * 31 + j * 17 + i * j * 7) % 29;
            }
        }
        events.sort(Comparator.comparingLong(CustomerEvent::occurredAt));
        return events;
    }

    static CustomerEvent purchase(String customer, int number, int day, long amountMinor) {
        String order = customer + "-" + number;
        return event("p-" + order, customer, EventType.PURCHASE, day, order, amountMinor);
    }

    static CustomerEvent event(
            String id, String customer, EventType type, int day, String order, long amountMinor) {
        long at = (FIRST_DAY + day) * DAY_MILLIS + DAY_MILLIS / 2;
        return new CustomerEvent(id, customer, type, at, order, amountMinor, "");
    }

    static Rules rules() {
        return Settings.of(Map.of()).rules();
    }

    /** Horizon of 30 days, origins every 30 days. */
    static BacktestPlan plan(OptionalInt from) {
        return new BacktestPlan(
                Settings.of(Map.of()).fitting(), FIRST_DAY, FIRST_DAY + DAYS, 30, 30, from);
    }

    static BacktestReport report(List<CustomerEvent> events) {
        Backtest backtest = new Backtest(rules(), plan(OptionalInt.of(FIRST_DAY + 80)));
        events.forEach(backtest::see);
        return backtest.finish();
    }
}
