package dev.tidemark.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ShopConfigTest {
    private static final ShopConfig SOUND = ShopConfig.defaults(1, 10);

    @Test
    void aRefusalNamesTheValueAndWhatIsAllowed() {
        assertRefused("customers 0 is not from 1 to 2147483639", () -> SOUND.withCustomers(0));
        assertRefused("startAt -1 is not from 0 to 95617583999999", () -> SOUND.withStartAt(-1));
        assertRefused("signUpDays 0 is not from 1 to 36500", () -> SOUND.withSignUps(0, 0.4));
        assertRefused(
                "openingShare 1.5 is not a share from 0 to 1", () -> SOUND.withSignUps(9, 1.5));
        assertRefused(
                "viewsPerPurchase -0.5 is not from 0 to 100", () -> SOUND.withBrowsing(-0.5, 1));
        assertRefused(
                "engagementsPerPurchase NaN is not from 0 to 100",
                () -> SOUND.withBrowsing(1, Double.NaN));
        assertRefused("signUpDays 365 is over openDays 364", () -> SOUND.withOpenDays(364));
        assertRefused("stragglers 2.0 is not a share from 0 to 1", () -> new Stragglers(2, 1, 1));
        assertRefused("maxLateMs 0 is not from 1 to 31536000000", () -> SOUND.withMaxLateMs(0));
        assertRefused(
                "refunds 1.01 is not a share from 0 to 1", () -> new EventShares(0, 1.01, 0, 0, 0));
        assertRefused(
                "alphaWeeks 0.0 is not a finite number above 0",
                () -> new BuyingProcess(1, 0, 1, 1));
        assertRefused(
                "b Infinity is not a finite number above 0",
                () -> new BuyingProcess(1, 1, 1, Double.POSITIVE_INFINITY));
        assertRefused(
                "q 1.0 is not above 1: the mean spend would be infinite",
                () -> new SpendProcess(6, 1, 15));
        assertRefused(
                "currency dollars is no ISO 4217 code, such as USD",
                () -> SOUND.withCurrency("dollars"));
    }

    @Test
    void aChangeLeavesTheRestAsItWas() {
        ShopConfig changed =
                SOUND.withCustomers(20)
                        .withStartAt(5)
                        .withOpenDays(400)
                        .withSignUps(30, 0.1)
                        .withBrowsing(3, 0.5)
                        .withShares(EventShares.none())
                        .withMaxLateMs(1_000)
                        .withStragglers(new Stragglers(0.5, 7, 8))
                        .withRepertoire(Repertoire.FULL)
                        .withCurrency("JPY")
                        .withBuying(new BuyingProcess(1, 2, 3, 4))
                        .withSpending(new SpendProcess(2, 3, 4));
        ShopConfig expected =
                new ShopConfig(
                        1,
                        20,
                        5,
                        400,
                        30,
                        0.1,
                        3,
                        0.5,
                        1_000,
                        new Stragglers(0.5, 7, 8),
                        Repertoire.FULL,
                        "JPY",
                        EventShares.none(),
                        new BuyingProcess(1, 2, 3, 4),
                        new SpendProcess(2, 3, 4));
        assertEquals(expected, changed);
        assertEquals(0, changed.fractionDigits());
        assertEquals(2, SOUND.fractionDigits());
    }

    @Test
    void theLawsKnowTheirMeans() {
        assertEquals(0.25, new BuyingProcess(0.5, 2, 1, 3).meanPurchasesPerWeek());
        assertEquals(0.25, new BuyingProcess(0.5, 2, 1, 3).meanDropoutProbability());
        assertEquals(30.0, new SpendProcess(6, 4, 15).meanSpend());
    }

    private static void assertRefused(String message, Executable making) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, making).getMessage());
    }
}
