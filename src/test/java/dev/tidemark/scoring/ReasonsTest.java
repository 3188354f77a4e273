package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.model.Transition;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The words a person reads, in whatever country the job runs. */
class ReasonsTest {
    private final FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());

    @Test
    void theFirstSightOfAProspectIsSaid() {
        customer.apply(Events.view("v1", "2024-03-01T10:00:00Z"));
        assertEquals(List.of("first seen"), customer.last().reasons());
        customer.apply(Events.view("v2", "2024-03-01T11:00:00Z"));
        assertEquals(List.of(), customer.last().reasons());
        customer.apply(Events.purchase("e1", "2024-03-01T12:00:00Z", "o1", 100));
        assertEquals(
                List.of(
                        "first order",
                        "abc C: no other rule holds, 1.00 spent in the window",
                        "lifecycle prospect to onboarding: first days"),
                customer.last().reasons());
    }

    @Test
    void everyChangedScoreIsSaidWithItsFigure() {
        customer.apply(
                Events.purchase("e1", "2024-03-01T12:00:00Z", "o1", 100),
                Events.purchase("e2", "2024-03-02T12:00:00Z", "o2", 7_000));
        assertEquals(
                List.of(
                        "frequency 1 to 2: 2 orders in the window",
                        "monetary 1 to 2: 71.00 spent in the window",
                        "churn medium to low: probability 0.392"),
                customer.last().reasons());
    }

    @Test
    void aTransitionSaysOnlyWhatBearsOnItsDimension() {
        customer.apply(
                Events.purchase("e1", "2024-03-01T12:00:00Z", "o1", 100),
                Events.purchase("e2", "2024-03-02T12:00:00Z", "o2", 7_000));
        List<Transition> moves =
                customer.transitions().stream().filter(t -> t.sequence() == 2).toList();
        assertEquals(2, moves.size());
        assertEquals(
                List.of(
                        "frequency 1 to 2: 2 orders in the window",
                        "monetary 1 to 2: 71.00 spent in the window"),
                moves.get(0).reasons());
        assertEquals(List.of("churn medium to low: probability 0.392"), moves.get(1).reasons());
    }

    @Test
    void oneOrderAndOneDayAreSaidInTheSingular() {
        RfmLimits narrow =
                new RfmLimits(
                        List.of(0L, 1L, 2L, 3L),
                        List.of(1L, 2L, 3L, 4L),
                        List.of(10_000L, 20_000L, 30_000L, 40_000L));
        FoldedCustomer brief =
                new FoldedCustomer(new SampleRules().limits(narrow).windowDays(30).build());
        brief.apply(
                Events.purchase("e1", "2024-03-01T12:00:00Z", "o1", 100),
                Events.purchase("e2", "2024-03-02T12:00:00Z", "o2", 100));
        brief.silence(Events.at("2024-03-03T00:00:00.001Z"));
        assertEquals(List.of("recency 5 to 4: 1 day since the last order"), brief.last().reasons());
        brief.silence(Events.at("2024-03-31T00:00:00.001Z"));
        assertEquals(List.of("frequency 3 to 2: 1 order in the window"), brief.last().reasons());
    }

    @Test
    void aLostCustomerIsSaidToBe() {
        customer.apply(
                Events.purchase("e1", "2024-03-01T12:00:00Z", "o1", 100),
                Events.refundAll("r1", "2024-03-02T12:00:00Z", "o1"));
        assertEquals(
                List.of(
                        "no order left that was not taken back",
                        "abc C to none: no order",
                        "lifecycle onboarding to prospect: no order"),
                customer.last().reasons());
    }

    @Test
    void numbersAreWrittenTheSameInEveryCountry() {
        Locale home = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            everyChangedScoreIsSaidWithItsFigure();
        } finally {
            Locale.setDefault(home);
        }
    }
}
