package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DelimitedTextTest {
    @Test
    void plainFieldsAreSplitAtTheDelimiter() {
        assertEquals(List.of("a", "b", "c"), split("a,b,c", ','));
        assertEquals(List.of("a", "", "c", ""), split("a,,c,", ','));
        assertEquals(List.of(""), split("", ','));
        assertEquals(List.of("", ""), split(",", ','));
        assertEquals(List.of("a,b", "c"), split("a,b;c", ';'));
        assertEquals(List.of("a b", "", "c"), split("a b\t\tc", '\t'));
        assertEquals(List.of("ä", "日本", "🙂"), split("ä|日本|🙂", '|'));
    }

    @Test
    void withinQuotesDelimitersAndLineEndsAreText() {
        assertEquals(List.of("a,b", "c"), split("\"a,b\",c", ','));
        assertEquals(List.of("a\r\nb", "c"), split("\"a\r\nb\",c", ','));
        assertEquals(List.of("say \"hi\"", "c"), split("\"say \"\"hi\"\"\",c", ','));
        assertEquals(List.of("", "x"), split("\"\",x", ','));
        assertEquals(List.of("\"", "x"), split("\"\"\"\",x", ','));
        assertEquals(List.of("\",\""), split("\"\"\",\"\"\"", ','));
        assertEquals(List.of(" a "), split("\" a \"", ','));
    }

    @Test
    void aQuoteThatDoesNotBeginTheFieldIsAnOrdinaryCharacter() {
        assertEquals(List.of("5\" nail", "2"), split("5\" nail,2", ','));
        assertEquals(List.of(" \"a", "b\""), split(" \"a,b\"", ','));
        assertEquals(List.of("a\"\"b", "c"), split("a\"\"b,c", ','));
    }

    @Test
    void whatFollowsAClosingQuoteIsKeptAsItIs() {
        assertEquals(List.of("abc", "d"), split("\"ab\"c,d", ','));
        assertEquals(List.of("ab \"c\"", "d"), split("\"ab\" \"c\",d", ','));
    }

    @Test
    void aQuoteThatIsNeverClosedIsSaid() {
        assertFalse(new DelimitedText(',').split(bytes("a,\"b,c")));
        assertFalse(new DelimitedText(',').split(bytes("a,\"")));
        assertFalse(new DelimitedText(',').split(bytes("\"a\"\"")));
    }

    @Test
    void bytesThatAreNotUtf8SpoilOnlyTheirOwnField() {
        DelimitedText text = new DelimitedText(',');
        assertTrue(text.split(new byte[] {'a', ',', (byte) 0xa3, '5', ',', 'c'}));
        assertEquals("a", text.field(0));
        assertEquals("\uFFFD5", text.field(1));
        assertEquals("c", text.field(2));
    }

    @Test
    void aRecordOfManyFieldsDoesNotSpoilTheNext() {
        DelimitedText text = new DelimitedText(',');
        assertTrue(text.split(bytes(",".repeat(1_000))));
        assertEquals(1_001, text.size());
        assertTrue(text.split(bytes("x,y")));
        assertEquals(2, text.size());
        assertEquals("y", text.field(1));
    }

    @Test
    void onlyOnePlainAsciiCharacterDelimits() {
        for (char wrong : new char[] {'"', '\n', '\r', '\0', 'é', '¦'}) {
            assertThrows(IllegalArgumentException.class, () -> new DelimitedText(wrong));
        }
        assertTrue(DelimitedText.canDelimit('\t'));
        assertTrue(DelimitedText.canDelimit(';'));
    }

    @Test
    void anyFieldsSurviveBeingQuotedAndSplit() {
        String alphabet = "ab\",;\n\r é";
        for (long seed = 1; seed <= 2_000; seed++) {
            Random random = new Random(seed);
            List<String> fields = new ArrayList<>();
            for (int f = random.nextInt(5); f >= 0; f--) {
                StringBuilder field = new StringBuilder();
                for (int c = random.nextInt(8); c > 0; c--) {
                    field.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                fields.add(field.toString());
            }
            String record =
                    String.join(
                            ";",
                            fields.stream()
                                    .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                                    .toList());
            assertEquals(fields, split(record, ';'), "seed " + seed);
        }
    }

    @Test
    void aRecordIsOpenAtALineEndExactlyIfItCannotBeSplitThere() {
        String alphabet = "a\"\",,";
        for (long seed = 1; seed <= 5_000; seed++) {
            Random random = new Random(seed);
            StringBuilder line = new StringBuilder();
            for (int c = random.nextInt(12); c > 0; c--) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = bytes(line.toString());
            boolean open = DelimitedText.endsInsideQuotes(bytes, 0, bytes.length, ',', false);
            assertEquals(!new DelimitedText(',').split(bytes), open, "seed " + seed + ": " + line);
            // The same line once more, behind an opening quote on the line before.
            boolean stillOpen = DelimitedText.endsInsideQuotes(bytes, 0, bytes.length, ',', true);
            assertEquals(
                    !new DelimitedText(',').split(bytes("\"\n" + line)),
                    stillOpen,
                    "seed " + seed + ", continued: " + line);
        }
    }

    private static List<String> split(String record, char delimiter) {
        DelimitedText text = new DelimitedText(delimiter);
        assertTrue(text.split(bytes(record)), "a quote is never closed in " + record);
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            fields.add(text.field(i));
        }
        return fields;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
