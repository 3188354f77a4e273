package dev.tidemark.backtest;

import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.BuyerSnapshot;
import dev.tidemark.scoring.CustomerHistory;
import java.util.Arrays;

/** A customer of the log: the history that the fold keeps, and the days of all purchases. */
final class Buyer {
    private final String id;
    private CustomerHistory history = CustomerHistory.unknown();
    private int[] days = new int[1];
    private int count;
    private boolean erased;

    Buyer(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    CustomerHistory history() {
        return history;
    }

    void remember(CustomerHistory next) {
        history = next;
        BuyerFacts.of(next).ifPresentOrElse(this::follow, () -> count = 0);
    }

    /** Nearly every event adds a day or none; only what takes back asks for all days anew. */
    private void follow(BuyerFacts facts) {
        int last = count == 0 ? Integer.MIN_VALUE : days[count - 1];
        if (facts.repeats() == count && facts.lastDay() > last) {
            days = count < days.length ? days : Arrays.copyOf(days, 2 * count);
            days[count++] = facts.lastDay();
        } else if (facts.repeats() + 1 != count
                || facts.lastDay() != last
                || facts.firstDay() != days[0]) {
            days = BuyerSnapshot.purchaseDays(history, Arrays.copyOf(days, count));
            count = days.length;
        }
    }

    /** Nothing is known of this customer any more, nor is what became of the predictions. */
    void erase() {
        erased = true;
        history = CustomerHistory.unknown();
        count = 0;
    }

    boolean erased() {
        return erased;
    }

    /** Distinct days on which something was bought that stands. */
    int purchaseDays() {
        return count;
    }

    /** The day of a purchase, from 0 for the first. */
    int purchaseDay(int i) {
        return days[i];
    }

    /** Purchase days from a day on. */
    int purchaseDaysFrom(int day) {
        int n = 0;
        while (n < count && days[count - 1 - n] >= day) {
            n++;
        }
        return n;
    }
}
