package dev.tidemark.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemark.model.CrmPlaces.Advice;
import dev.tidemark.model.Playbook.Channel;
import dev.tidemark.model.Playbook.Play;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PlaybookTest {
    private static final Channel EMAIL = new Channel("email", "personal e-mail");
    private static final Channel PHONE = new Channel("phone", "calls");
    private static final Channel ADS = new Channel("ads", "targeted ads");

    private static final Playbook BOOK =
            book(Map.of(LifecycleStage.LAPSED, List.of("a welcome back", "offer of LOW_VALUE")));

    private static Playbook book(Map<LifecycleStage, List<String>> stages) {
        return new Playbook(plays(), serviceLevels(), stages);
    }

    private static Map<Quadrant, Play> plays() {
        Map<Quadrant, Play> plays = new EnumMap<>(Quadrant.class);
        for (Quadrant quadrant : Quadrant.values()) {
            List<String> strategy = List.of("offer of " + quadrant, "more");
            plays.put(quadrant, new Play(strategy, List.of(EMAIL, PHONE, ADS)));
        }
        return plays;
    }

    private static Map<Tier, String> serviceLevels() {
        Map<Tier, String> levels = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            levels.put(tier, "service of " + tier);
        }
        return levels;
    }

    private static Advice advice(String preferred, String... optedOut) {
        return BOOK.advice(
                Quadrant.LOW_VALUE,
                Tier.ORDINARY,
                LifecycleStage.ENGAGED,
                preferred,
                Set.of(optedOut));
    }

    @Test
    void everyPlaceHasTheAdviceOfItsQuadrantItsTierAndItsStage() {
        for (Quadrant quadrant : Quadrant.values()) {
            for (Tier tier : Tier.values()) {
                for (LifecycleStage stage : LifecycleStage.values()) {
                    Advice advice = BOOK.advice(quadrant, tier, stage, "", Set.of());
                    assertEquals("service of " + tier, advice.serviceLevel());
                    assertEquals("offer of " + quadrant, advice.strategy().get(0));
                    boolean lapsed = stage == LifecycleStage.LAPSED;
                    assertEquals(lapsed, advice.strategy().contains("a welcome back"));
                    assertSame(advice, BOOK.advice(quadrant, tier, stage, "", Set.of()));
                }
            }
        }
    }

    @Test
    void theStrategyOfAStageComesAfterThatOfTheQuadrantAndNothingTwice() {
        Advice advice =
                BOOK.advice(Quadrant.LOW_VALUE, Tier.ORDINARY, LifecycleStage.LAPSED, "", Set.of());
        assertEquals(List.of("offer of LOW_VALUE", "more", "a welcome back"), advice.strategy());
    }

    @Test
    void thePreferredChannelComesFirstAndTheOthersStayInOrder() {
        assertEquals(List.of("personal e-mail", "calls", "targeted ads"), advice("").channels());
        assertEquals(List.of("targeted ads", "personal e-mail", "calls"), advice("ads").channels());
        assertEquals(
                List.of("calls", "personal e-mail", "targeted ads"), advice("Phone").channels());
        assertSame(advice("phone"), advice("PHONE"));
        assertSame(advice(""), advice("email"), "it is the first anyway");
        assertSame(advice(""), advice("pigeon"), "nobody keeps them");
    }

    @Test
    void aChannelThatTheCustomerDoesNotWantIsLeftOut() {
        assertEquals(List.of("calls", "targeted ads"), advice("", "email").channels());
        assertEquals(List.of("calls", "targeted ads"), advice("", "EMAIL", "fax").channels());
        assertEquals(List.of("targeted ads", "calls"), advice("ads", "email").channels());
        assertEquals(List.of("personal e-mail", "calls"), advice("ads", "ads").channels());
        assertEquals(List.of(), advice("ads", "ads", "email", "phone").channels());
        assertEquals(advice("").strategy(), advice("", "email").strategy());
        assertEquals(advice("").serviceLevel(), advice("", "email").serviceLevel());
        assertSame(advice("ads"), advice("ads", "fax"), "a channel that is not used anyway");
    }

    @Test
    void aQuadrantOrATierThatIsMissingIsNamed() {
        Map<Quadrant, Play> plays = plays();
        plays.remove(Quadrant.POTENTIAL_HIGH_VALUE);
        assertRefused(
                "Potential High-Value is missing",
                () -> new Playbook(plays, serviceLevels(), Map.of()));
        Map<Tier, String> levels = serviceLevels();
        levels.remove(Tier.STRATEGIC);
        assertRefused(
                "the service level of tier strategic is missing or blank",
                () -> new Playbook(plays(), levels, Map.of()));
        assertRefused(
                "a strategy is missing or blank",
                () -> book(Map.of(LifecycleStage.LAPSED, List.of(" "))));
    }

    @Test
    void aPlayWithoutStrategyOrChannelsOrWithOneTwiceIsRefused() {
        assertRefused("no strategy, or no channels", () -> new Play(List.of(), List.of(ADS)));
        assertRefused("no strategy, or no channels", () -> new Play(List.of("x"), List.of()));
        assertRefused("a strategy is missing or blank", () -> new Play(List.of(""), List.of(ADS)));
        assertRefused(
                "channel id 'Ads' is there twice",
                () -> new Play(List.of("x"), List.of(ADS, new Channel("Ads", "posters"))));
        assertRefused(
                "channel name 'calls' is there twice",
                () -> new Play(List.of("x"), List.of(PHONE, new Channel("mobile", "calls"))));
        assertRefused("the name of channel x is missing or blank", () -> new Channel("x", " "));
        assertRefused("the id of a channel is missing or blank", () -> new Channel("", "x"));
    }

    private static void assertRefused(String message, Executable made) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, made).getMessage());
    }

    @Test
    void itComesBackWholeFromItsBytesAndStillGivesOneInstance() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(BOOK);
        }
        ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
        Playbook read = (Playbook) new ObjectInputStream(in).readObject();
        assertEquals(BOOK, read);
        assertEquals(BOOK.hashCode(), read.hashCode());
        assertEquals(BOOK.toString(), read.toString());
        Advice advice = ofTheBest(read);
        assertEquals(4, advice.strategy().size());
        assertSame(advice, ofTheBest(read));
        assertNotEquals(BOOK, book(Map.of()));
        assertNotEquals(BOOK.toString(), book(Map.of()).toString());
    }

    private static Advice ofTheBest(Playbook book) {
        return book.advice(
                Quadrant.HIGH_VALUE, Tier.STRATEGIC, LifecycleStage.LAPSED, "", Set.of());
    }
}
