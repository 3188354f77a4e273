package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemark.model.Cause;
import dev.tidemark.model.ErasureReceipt;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.model.Tombstone;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A scorecard and its end travel on one stream and are told apart. */
class ScoreUpdateJsonTest {
    @Test
    void everyUpdateIsReadBackAsWhatItWas() {
        long seed = 21;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            String id = SampleMessages.text(random);
            ScoreUpdate update =
                    random.nextBoolean()
                            ? SampleMessages.scorecard(random, id, SampleMessages.text(random))
                            : tombstone(random, id);
            byte[] bytes = ScoreUpdateJson.write(update);
            assertEquals(update, ScoreUpdateJson.read(bytes), "seed " + seed + ", case " + i);
            assertArrayEquals(bytes, ScoreUpdateJson.write(ScoreUpdateJson.read(bytes)));
        }
    }

    private static Tombstone tombstone(SplittableRandom random, String id) {
        return new Tombstone(
                id,
                random.nextLong(1, Long.MAX_VALUE),
                random.nextLong(0, 95_617_584_000_000L),
                Cause.values()[random.nextInt(Cause.values().length)]);
    }

    @Test
    void aScorecardLooksAsItDoesAlone() {
        assertArrayEquals(
                ScorecardJson.write(SampleMessages.scorecard()),
                ScoreUpdateJson.write(SampleMessages.scorecard()));
    }

    @Test
    void whatIsNeitherIsRefused() {
        String tombstone =
                new String(TombstoneJson.write(SampleMessages.tombstone()), StandardCharsets.UTF_8);
        for (String text :
                new String[] {
                    "",
                    "null",
                    "[]",
                    "{}",
                    tombstone.replace("true", "false"),
                    tombstone.replace("true", "\"true\""),
                    tombstone.replace("ERASURE", "WHIM"),
                    tombstone.replace(",\"tombstone\":true", "")
                }) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ScoreUpdateJson.read(text.getBytes(StandardCharsets.UTF_8)),
                    text);
        }
    }

    @Test
    void aReceiptTravelsWholeAndItsNoticeDoesNotNameTheCustomer() {
        ErasureReceipt receipt =
                new ErasureReceipt("e-1", "ann@example.org", 1_700_000_000_000L, false, 0);
        assertEquals(receipt, ErasureJson.readReceipt(ErasureJson.writeReceipt(receipt)));
        for (ErasureNotice notice :
                new ErasureNotice[] {
                    ErasureNotice.of(receipt),
                    ErasureNotice.of(receipt, SampleMessages.erasureHash())
                }) {
            String said = new String(ErasureJson.write(notice), StandardCharsets.UTF_8);
            assertFalse(said.contains("ann"), said);
            assertFalse(notice.key().contains("ann"), notice.key());
        }
        assertEquals("e-1", ErasureNotice.of(receipt).key());
        assertEquals(
                SampleMessages.erasureHash().of("ann@example.org"),
                ErasureNotice.of(receipt, SampleMessages.erasureHash()).key());
    }
}
