package dev.tidemark.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuyerTest {
    private final Customers customers = new Customers(MadeUpLog.rules());
    private final List<Integer> expected = new ArrayList<>();

    @Test
    void daysThatMemoryLetGoOfAreStillKnownWhenAPurchaseIsTakenBack() {
        for (int i = 0; i < 100; i++) {
            buy(i, 20 * i);
            expected.add(MadeUpLog.FIRST_DAY + 20 * i);
        }
        assertEquals(expected, days());
        buy(100, 1990);
        assertEquals(101, days().size());
        takeBack("a", 1995, 100);
        assertEquals(expected, days(), "the last day is gone");
        takeBack("b", 1996, 97);
        expected.remove(97);
        assertEquals(expected, days(), "a day between is gone");
        assertEquals(99, customers.all().get(0).purchaseDays());
        assertEquals(2, customers.all().get(0).purchaseDaysFrom(MadeUpLog.FIRST_DAY + 1960));
    }

    @Test
    void severalOrdersOfADayAreOnePurchase() {
        buy(0, 3);
        buy(1, 3);
        takeBack("a", 4, 0);
        assertEquals(List.of(MadeUpLog.FIRST_DAY + 3), days());
        takeBack("b", 5, 1);
        assertEquals(List.of(), days());
        assertEquals(List.of(), customers.facts());
    }

    private void buy(int number, int day) {
        customers.see(MadeUpLog.purchase("c", number, day, 500));
    }

    private void takeBack(String id, int day, int number) {
        customers.see(
                MadeUpLog.event(
                        id,
                        "c",
                        EventType.CANCELLATION,
                        day,
                        "c-" + number,
                        CustomerEvent.NO_AMOUNT));
    }

    private List<Integer> days() {
        Buyer buyer = customers.all().get(0);
        List<Integer> days = new ArrayList<>();
        for (int i = 0; i < buyer.purchaseDays(); i++) {
            days.add(buyer.purchaseDay(i));
        }
        return days;
    }
}
