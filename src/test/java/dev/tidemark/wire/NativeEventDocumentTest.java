package dev.tidemark.wire;

import static dev.tidemark.wire.NativeDoor.accepted;
import static dev.tidemark.wire.NativeDoor.purchase;
import static dev.tidemark.wire.NativeDoor.reason;
import static dev.tidemark.wire.NativeDoor.rejected;
import static dev.tidemark.wire.NativeDoor.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes a native event comes in: one JSON object, in UTF-8, not too large. */
class NativeEventDocumentTest {
    /** The same half, in bytes: UTF-8 has no form for it, though some encoders write one. */
    @Test
    void halfASurrogatePairInBytesIsRefusedToo() {
        byte[] raw = utf8(purchase("'customerId':'xxx'"));
        int at = new String(raw, StandardCharsets.ISO_8859_1).indexOf("xxx");
        raw[at] = (byte) 0xED;
        raw[at + 1] = (byte) 0xA0;
        raw[at + 2] = (byte) 0x80;
        Rejection rejection = rejected(raw);
        assertTrue(
                EnumSet.of(RejectionReason.BAD_FIELD, RejectionReason.MALFORMED)
                        .contains(rejection.reason()),
                rejection.toString());
    }

    @Test
    void aRawControlCharacterIsNotJson() {
        assertSame(RejectionReason.MALFORMED, reason(purchase("'customerId':'a\nb'")));
        assertSame(RejectionReason.MALFORMED, reason(purchase("'customerId':'a\0b'")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "null",
                "true",
                "17",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{}}",
                "{} {}",
                "{}x",
                "{}//",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\ud8\"}",
                "<event/>",
                "eventId=1"
            })
    void whatIsNotOneJsonObjectIsMalformed(String text) {
        assertSame(RejectionReason.MALFORMED, reason(text), text);
    }

    @Test
    void anEmptyObjectLacksFields() {
        assertSame(RejectionReason.MISSING_FIELD, reason("{}"));
        assertSame(RejectionReason.MISSING_FIELD, reason(" \r\n\t{ } \r\n"));
    }

    @Test
    void blanksAroundTheObjectArePassedOver() {
        assertEquals("e1", accepted(" \r\n\t" + purchase("") + " \r\n").eventId());
    }

    @Test
    void garbageBehindTheObjectIsMalformed() {
        assertSame(RejectionReason.MALFORMED, reason(purchase("") + "x"));
        assertSame(RejectionReason.MALFORMED, reason(purchase("") + purchase("")));
        assertSame(RejectionReason.MALFORMED, reason(purchase("") + "\0"));
    }

    @Test
    void nothingIsEmpty() {
        assertSame(RejectionReason.EMPTY, reason(""));
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertEquals("e1", accepted("\uFEFF" + purchase("")).eventId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
    void onlyUtf8IsRead(String charset) {
        byte[] raw = purchase("").getBytes(Charset.forName(charset));
        assertSame(RejectionReason.MALFORMED, rejected(raw).reason());
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        int[][] sequences = {
            {0xFF, 'a', 'b'},
            {0x80, 'a', 'b'},
            {0xC3, 'a', 'b'},
            {0xE2, 0x82, 'a'},
            {0xF8, 0x88, 0x80}
        };
        for (int[] sequence : sequences) {
            byte[] raw = utf8(purchase("'customerId':'xxx'"));
            int at = new String(raw, StandardCharsets.ISO_8859_1).indexOf("xxx");
            for (int i = 0; i < 3; i++) {
                raw[at + i] = (byte) sequence[i];
            }
            assertSame(
                    RejectionReason.MALFORMED, rejected(raw).reason(), Arrays.toString(sequence));
        }
    }

    @Test
    void aMillionBytesAreReadAndOneMoreIsTooLarge() {
        String json = purchase("'note':'%s'");
        int room = EventLimits.MAX_BYTES - json.length() + 2;
        assertEquals("e1", accepted(json.replace("%s", "n".repeat(room))).eventId());
        assertSame(RejectionReason.TOO_LARGE, reason(json.replace("%s", "n".repeat(room + 1))));
    }

    @Test
    void aDeepDocumentIsMalformedAndDoesNotOverflowTheStack() {
        String deep = "[".repeat(400_000) + "]".repeat(400_000);
        assertSame(RejectionReason.MALFORMED, reason(purchase("'note':" + deep)));
        String bearable = "[".repeat(60) + "]".repeat(60);
        assertEquals("e1", accepted(purchase("'note':" + bearable)).eventId());
    }

    @Test
    void numbersAndNamesLongerThanAnyEventHasAreRefusedQuickly() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    String digits = "9".repeat(900_000);
                    assertSame(RejectionReason.MALFORMED, reason(purchase("'amount':" + digits)));
                    assertSame(
                            RejectionReason.BAD_AMOUNT,
                            reason(purchase("'amount':'" + digits + "'")));
                    assertSame(RejectionReason.MALFORMED, reason(purchase("'" + digits + "':1")));
                    assertSame(
                            RejectionReason.BAD_TIME,
                            reason(purchase("'occurredAt':'" + digits + "'")));
                    StringBuilder many = new StringBuilder("'n0':0");
                    for (int i = 1; i < 60_000; i++) {
                        many.append(",'n").append(i).append("':").append(i);
                    }
                    assertEquals("e1", accepted(purchase(many.toString())).eventId());
                });
    }
}
