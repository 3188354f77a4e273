package dev.tidemark.wire;

import static dev.tidemark.wire.NativeDoor.AT;
import static dev.tidemark.wire.NativeDoor.LIMITS;
import static dev.tidemark.wire.NativeDoor.purchase;
import static dev.tidemark.wire.NativeDoor.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Intake;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fast path takes, the tokens would take just so; of all else it says nothing. */
class NativeFastPathTest {
    private static final long SEED = 20_260_101;
    private static final String PLAIN =
            "{'eventId':'8f14e45f-ceea-467f-a0e6-1b2c3d4e5f60','customerId':2994,"
                    + "'type':'purchase','occurredAt':'2025-01-06T10:02:11.480Z',"
                    + "'orderId':'o-0002994-17','amount':41.36,'currency':'USD','channel':null,"
                    + "'replaces':false,'note':'','properties':{'a':[1,-2.5,{}],'b':true}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'channel':'web'",
                "'channel' : 'a b~\u007f' , 'x' : [ ] ",
                "'occurredAt':1709287200000",
                "'occurredAt':'2024-03-01T10:00:00.5+01:00'",
                "'amount':'12.50'",
                "'amount':0",
                "'replaces':true",
                "'replaces':null,'amount':null,'occurredAt':null",
                "'type':'teleport'",
                "'type':'','eventId':''",
                "'':'','x':{'y':[{},[],{'z':0.5}],'t':true,'f':false,'n':null}",
                "'eventId':'e1','eventId':'e2'"
            })
    void aPlainEventIsTakenAsTheTokensTakeIt(String fields) {
        byte[] raw = utf8(purchase(fields));
        assertEquals(Optional.of(NativeDoor.readByTokens(raw)), byFastPath(raw), fields);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'x':'\\n'",
                "'x':'č'",
                "'x':'\t'",
                "'x':'\0'",
                "'\\u0061':1",
                "'č':1",
                "'x':01",
                "'x':00",
                "'x':1.",
                "'x':.5",
                "'x':+1",
                "'x':-",
                "'x':1e5",
                "'x':1234567890123456789",
                "'x':1x",
                "'x':NaN",
                "'x':nul",
                "'x':nulls",
                "'x':True",
                "'x':",
                "'x'",
                "'x':1,",
                "'x':[1,]",
                "'x':[,1]",
                "'x':{'y'}",
                "'x':{'y':1,}",
                "'x':[1}",
                "'x':1 2",
                "x:1",
                "'x':1}{'y':1",
                "'x':[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]",
                "'amount':-1",
                "'amount':true",
                "'amount':[1]",
                "'orderId':{}",
                "'occurredAt':1.5",
                "'occurredAt':-1",
                "'replaces':'true'",
                "'replaces':1",
                "'attributes':{}",
                "'attributes':null"
            })
    void ofAnythingElseItSaysNothing(String fields) {
        byte[] raw = utf8(purchase(fields));
        assertEquals(Optional.empty(), byFastPath(raw), fields);
    }

    /** Wherever it ends, begins or is followed by something, it is not plain. */
    @Test
    void onlyAWholeObjectIsPlain() {
        String plain = PLAIN.replace('\'', '"');
        assertTrue(byFastPath(utf8(plain)).isPresent());
        for (int end = 0; end < plain.length(); end++) {
            assertFalse(byFastPath(utf8(plain.substring(0, end))).isPresent(), "end " + end);
        }
        for (String behind : new String[] {"x", "}", ",", "{}", "\0", "\u00a0", "\f", "/**/"}) {
            assertFalse(byFastPath(utf8(plain + behind)).isPresent(), behind);
        }
        assertTrue(byFastPath(utf8(" \t\r\n" + plain + " \t\r\n")).isPresent());
        assertFalse(byFastPath(utf8("\uFEFF" + plain)).isPresent());
    }

    /** Each byte of a plain event replaced by each other one. */
    @Test
    void withAnyByteChangedItAgreesOrSaysNothing() {
        byte[] plain = utf8(PLAIN.replace('\'', '"'));
        int taken = 0;
        for (int i = 0; i < plain.length; i++) {
            for (int b = 0; b < 256; b++) {
                byte[] raw = plain.clone();
                raw[i] = (byte) b;
                taken += agrees(raw, "byte " + i + " is " + b) ? 1 : 0;
            }
        }
        assertTrue(taken > 10_000, taken + " were plain");
    }

    @Test
    void onDamagedEventsItAgreesOrSaysNothing() {
        EventMutations mutations = new EventMutations(SEED, LIMITS);
        SplittableRandom random = new SplittableRandom(SEED);
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            // Without what is beyond ASCII more of them are plain.
            byte[] raw = random.nextBoolean() ? mutations.next() : ascii(mutations.next());
            taken += agrees(raw, "seed " + SEED + ", case " + i) ? 1 : 0;
        }
        assertTrue(taken > 20_000, taken + " were plain");
    }

    private static byte[] ascii(byte[] raw) {
        return new String(raw, StandardCharsets.UTF_8)
                .replaceAll("[^ -~]|\\\\u....|\\\\.", "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether it was taken; if so, as the tokens take it. */
    private static boolean agrees(byte[] raw, String where) {
        Optional<Intake> fast = byFastPath(raw);
        fast.ifPresent(
                intake ->
                        assertEquals(
                                NativeDoor.readByTokens(raw),
                                intake,
                                () -> where + ": " + new String(raw, StandardCharsets.UTF_8)));
        return fast.isPresent();
    }

    private static Optional<Intake> byFastPath(byte[] raw) {
        return NativeFastPath.read(raw).map(fields -> intake(fields, raw));
    }

    private static Intake intake(NativeFields fields, byte[] raw) {
        try {
            CustomerEvent event = NativeEvent.of(fields, LIMITS, "");
            return new Intake.Accepted(event);
        } catch (UnreadableRecord unreadable) {
            return unreadable.asRejected(raw, AT);
        }
    }
}
