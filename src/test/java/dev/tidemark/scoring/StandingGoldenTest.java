package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemark.GoldenFile;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories of customers who were merged or erased, or who do not agree, as builds wrote them. */
class StandingGoldenTest {
    private static final Rules RULES = new SampleRules().consent(ConsentPolicy.OPT_OUT).build();

    enum Kept {
        MERGED,
        ABSORBING,
        ERASED,
        WITHDRAWN;

        private CustomerHistory history() {
            KeyedWorld world = new KeyedWorld(RULES);
            world.happens(People.order("a", "1", 0, 4_200), People.order("b", "2", 3, 999));
            switch (this) {
                case MERGED, ABSORBING -> world.happens(People.merge("a", "b", "1", 9)).settle();
                case ERASED -> world.happens(People.erase("a", "x", 9));
                case WITHDRAWN -> world.happens(People.consent(false, "a", "w", 9));
            }
            return world.of(this == ABSORBING ? "b" : "a");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theBytesOfTheReleaseAreWrittenAndReadBackWhole(Kept kept) {
        String name = "state/history-v2-" + kept.name().toLowerCase(Locale.ROOT) + ".bin";
        CustomerHistory history = kept.history();
        GoldenFile.assertHolds(name, HistoryCodec.encode(history));
        CustomerHistory read = HistoryCodec.decode(GoldenFile.read(name));
        assertEquals(history.standing, read.standing);
        assertEquals(history.sequence, read.sequence);
        assertEquals(history.asOf, read.asOf);
        assertArrayEquals(HistoryCodec.encode(history), HistoryCodec.encode(read));
    }

    @ParameterizedTest
    @EnumSource
    void damagedBytesAreRefused(Kept kept) {
        byte[] whole = HistoryCodec.encode(kept.history());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(IllegalArgumentException.class, () -> HistoryCodec.decode(cut));
        }
    }
}
