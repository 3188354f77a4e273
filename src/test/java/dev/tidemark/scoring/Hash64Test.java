package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pinned: states hold these numbers. Made with integers of Python 3, from the definition. */
class Hash64Test {
    @ParameterizedTest
    @CsvSource({
        "'',               f52a15e9a9b5e89b",
        "a,                02c0bdbf481420f8",
        "o536365,          34a5335552c4c8de",
        "e8f14e45f,        ed0f2b965ed0dd4f",
        "Příliš žluťoučký, 1a773ae8f0918747",
        "日本,             0cf638a4beca5abf",
        "😀,               d3400ab804e9f085"
    })
    void aTextHashesToTheSameNumberForEver(String text, String hex) {
        assertEquals(Long.parseUnsignedLong(hex, 16), Hash64.of(text));
    }

    @Test
    void aMillionIdentifiersDoNotCollide() {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 500_000; i++) {
            seen.add(Hash64.of("o" + i));
            seen.add(Hash64.of("e-" + i + "-1"));
        }
        assertEquals(1_000_000, seen.size());
    }
}
