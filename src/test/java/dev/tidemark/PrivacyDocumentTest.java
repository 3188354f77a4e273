package dev.tidemark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.wire.ErasureNotice;
import dev.tidemark.wire.EventLimits;
import dev.tidemark.wire.KeyedHash;
import dev.tidemark.wire.Pseudonyms;
import dev.tidemark.wire.Seal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What operators are told of pseudonyms, receipts and seals is what the code does. */
class PrivacyDocumentTest {
    private static final MarkdownFile PRIVACY =
            MarkdownFile.of("docs/operations.md").section("Privacy");
    private static final Pattern SECRET = Pattern.compile("secret = b\"(\\w+)\"");
    private static final Pattern LABEL = Pattern.compile("b\"(tidemark\\.[\\w.]+)\"");
    private static final Pattern RESULT = Pattern.compile("\\)  # ([\\w-]{43})");

    /** The results beside the lines were printed by Python 3.11. */
    @Test
    void thePythonExampleMakesThePseudonymAndTheHashOfTheReceipt() {
        String python = PRIVACY.blocks("python").get(0);
        byte[] secret = found(SECRET, python).get(0).getBytes(StandardCharsets.US_ASCII);
        KeyedHash pseudonyms = KeyedHash.of(secret, Pseudonyms.LABEL);
        KeyedHash receipts = KeyedHash.of(secret, ErasureNotice.HASH_LABEL);
        String pseudonym = pseudonyms.of("c-17");
        assertEquals(
                List.of(pseudonym, receipts.of(pseudonym), receipts.of("c-17")),
                found(RESULT, python));
        assertEquals(
                List.of(Pseudonyms.LABEL, ErasureNotice.HASH_LABEL, ErasureNotice.HASH_LABEL),
                found(LABEL, python));
    }

    @Test
    void theLimitOfWhatIsSealedIsThatOfTheCode() {
        String limit = String.format(Locale.ROOT, "%,d", Seal.MAX_RAW_BYTES);
        assertTrue(PRIVACY.text().contains("over " + limit + " bytes"), limit);
        assertTrue(Seal.MAX_RAW_BYTES < EventLimits.MAX_BYTES);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult r) -> r.group(1)).toList();
    }
}
