package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Transition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageHeadTest {
    @Test
    void itIsThatOfTheWholeMessage() {
        Scorecard card = SampleMessages.scorecard();
        assertEquals(
                new MessageHead(card.customerId(), card.sequence(), card.asOf(), "", false),
                MessageHead.read(ScorecardJson.write(card)));
        Transition move = SampleMessages.transition();
        assertEquals(
                new MessageHead(move.customerId(), move.sequence(), move.asOf(), "churn", false),
                MessageHead.read(TransitionJson.write(move)));
    }

    @Test
    void aTransitionFromNoClassIsAFirstOne() {
        String first =
                new String(
                                TransitionJson.write(SampleMessages.transition()),
                                StandardCharsets.UTF_8)
                        .replace("\"from\":\"medium\"", "\"from\":null");
        assertEquals(true, MessageHead.read(first.getBytes(StandardCharsets.UTF_8)).isFirst());
    }

    @Test
    void whatIsWithinAFieldOrNewDoesNotCount() {
        String message =
                """
                {"new": [{"customerId": "other", "sequence": 9}], "customerId": "ann",
                 "sequence": 2, "asOf": "1970-01-01T00:00:01Z", "from": "elsewhere"}
                """;
        assertEquals(
                new MessageHead("ann", 2, 1000, "", false),
                MessageHead.read(message.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "secret",
                "{}",
                "{\"customerId\":\"secret\"",
                "{\"customerId\":\"secret\"}",
                "{\"customerId\":\"secret\",\"sequence\":0,\"asOf\":\"1970-01-01T00:00:01Z\"}",
                "{\"customerId\":\"secret\",\"sequence\":1,\"asOf\":\"yesterday\"}",
                "{\"customerId\":7,\"sequence\":1,\"asOf\":\"1970-01-01T00:00:01Z\"}",
                "{\"customerId\":\"secret\",\"sequence\":1e9,\"asOf\":\"1970-01-01T00:00:01Z\"}",
                "{\"customerId\":\"secret\",\"sequence\":99999999999999999999,\"asOf\":\"x\"}",
                "{\"customerId\":\"secret\",\"sequence\":1,\"asOf\":\"1970-01-01T00:00:01Z\"} 1",
                "{\"customerId\":\"secret\",\"sequence\":1,\"asOf\":\"1970-01-01T00:00:01Z\","
                        + "\"dimension\":\"rfm\"}"
            })
    void whatIsNoMessageIsRefusedAndNotQuoted(String bytes) {
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> MessageHead.read(bytes.getBytes(StandardCharsets.UTF_8)));
        assertFalse(refusal.getMessage().contains("secret"), refusal.getMessage());
    }

    @Test
    void aMessageThatIsCutIsRefusedWhereverItIsCut() {
        byte[] whole = ScorecardJson.write(SampleMessages.scorecard());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(IllegalArgumentException.class, () -> MessageHead.read(cut));
        }
    }
}
