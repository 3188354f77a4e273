package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.SourcePosition;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] SECRET = NativeDoor.utf8("0123456789abcdef0123456789abcdef");
    private static final SourcePosition AT = new SourcePosition("tidemark.events.v1", 3, 12_345);
    private static final byte[] RAW = NativeDoor.utf8("{\"customerId\":\"č\"}");

    private final Seal seal = Seal.of(SECRET);

    /**
     * Made with AESGCM of Python's cryptography 48.0.0: nonce, key and the bytes under the nonce's
     * hash put together there from the description, and hashed with hmac.digest.
     */
    @Test
    void anotherLanguageSealsToTheSameBytes() {
        assertEquals(
                "8141faaf7108161f8d85519434a39a05b6605045f138952ac7054dbf887b4880d98ffee37e2dd525af"
                        + "b847bd29bafead",
                HexFormat.of().formatHex(seal.seal(RAW, AT)));
        assertEquals(
                "819df41348ab889820bef54b10e3dd5e95c6cbf674d7b9732b0e47d041",
                HexFormat.of().formatHex(seal.seal(new byte[0], AT)));
    }

    @Test
    void whoHoldsTheSecretReadsTheRecordAsItWas() {
        for (byte[] raw : new byte[][] {RAW, {}, {(byte) 0xff, 0, '\n'}, new byte[100_000]}) {
            byte[] sealed = seal.seal(raw, AT);
            assertTrue(Seal.isSealed(sealed));
            assertArrayEquals(raw, Seal.of(SECRET).open(sealed).orElseThrow());
        }
    }

    @Test
    void anotherSecretOrAnyOtherBitOpensNothing() {
        byte[] other = SECRET.clone();
        other[31] ^= 1;
        byte[] sealed = seal.seal(RAW, AT);
        assertEquals(Optional.empty(), Seal.of(other).open(sealed));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertEquals(Optional.empty(), seal.open(changed), "byte " + i);
        }
        for (int length = 0; length < sealed.length; length++) {
            assertEquals(
                    Optional.empty(),
                    seal.open(Arrays.copyOf(sealed, length)),
                    "the first " + length);
        }
        assertFalse(Seal.isSealed(RAW));
    }

    @Test
    void noNonceIsUsedForTwoRecords() {
        Set<String> nonces = new HashSet<>();
        for (int offset = 0; offset < 500; offset++) {
            for (String source : new String[] {"a", "aa"}) {
                for (int partition = 0; partition < 2; partition++) {
                    SourcePosition at = new SourcePosition(source, partition, offset);
                    nonces.add(nonce(seal.seal(RAW, at)));
                    nonces.add(nonce(seal.seal(new byte[] {'x'}, at)));
                }
            }
        }
        assertEquals(4_000, nonces.size());
    }

    private static String nonce(byte[] sealed) {
        return HexFormat.of().formatHex(sealed, 1, 13);
    }

    @Test
    void aLongRecordIsCutSoThatItFitsAndOpens() {
        byte[] raw = new byte[EventLimits.MAX_BYTES + 1];
        Arrays.fill(raw, (byte) 'x');
        byte[] sealed = seal.seal(raw, AT);
        assertEquals(EventLimits.MAX_BYTES, sealed.length);
        assertArrayEquals(Arrays.copyOf(raw, Seal.MAX_RAW_BYTES), seal.open(sealed).orElseThrow());
    }

    @Test
    void neitherItsTextNorItsBytesHoldTheSecret() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(seal);
        }
        String secret = new String(SECRET, StandardCharsets.ISO_8859_1);
        assertFalse(bytes.toString(StandardCharsets.ISO_8859_1).contains(secret));
        assertEquals("Seal", seal.toString());
    }

    @Test
    void aShortSecretIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Seal.of(Arrays.copyOf(SECRET, 31)));
    }
}
