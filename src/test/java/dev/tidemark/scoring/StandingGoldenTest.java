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

        private String file(int version) {
            String name = name().toLowerCase(Locale.ROOT);
            return "state/history-v" + version + "-" + name + ".bin";
        }

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
        CustomerHistory history = kept.history();
        GoldenFile.assertHolds(kept.file(3), HistoryCodec.encode(history));
        CustomerHistory read = HistoryCodec.decode(GoldenFile.read(kept.file(3)));
        assertEquals(history.standing, read.standing);
        assertEquals(history.sequence, read.sequence);
        assertEquals(history.asOf, read.asOf);
        assertArrayEquals(HistoryCodec.encode(history), HistoryCodec.encode(read));
    }

    @ParameterizedTest
    @EnumSource
    void theBytesOfVersion2AreStillRead(Kept kept) {
        byte[] bytes = GoldenFile.read(kept.file(2));
        assertEquals(2, bytes[0], "version");
        CustomerHistory history = kept.history();
        CustomerHistory read = HistoryCodec.decode(bytes);
        assertEquals(history.standing, read.standing);
        assertEquals(history.sequence, read.sequence);
        assertEquals(history.asOf, read.asOf);
        assertEquals(history.purchases.net, read.purchases.net);
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
