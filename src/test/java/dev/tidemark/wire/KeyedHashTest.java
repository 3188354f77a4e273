package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyedHashTest {
    private static final byte[] SECRET =
            "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Test cases 1 to 4, 6 and 7 of RFC 4231: key, text, HMAC-SHA-256; case 5 is cut short. */
    private static final List<List<String>> RFC_4231 =
            List.of(
                    List.of(
                            "0b".repeat(20),
                            hexOf("Hi There"),
                            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
                    List.of(
                            hexOf("Jefe"),
                            hexOf("what do ya want for nothing?"),
                            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
                    List.of(
                            "aa".repeat(20),
                            "dd".repeat(50),
                            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
                    List.of(
                            "0102030405060708090a0b0c0d0e0f10111213141516171819",
                            "cd".repeat(50),
                            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
                    List.of(
                            "aa".repeat(131),
                            hexOf("Test Using Larger Than Block-Size Key - Hash Key First"),
                            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
                    List.of(
                            "aa".repeat(131),
                            hexOf(
                                    "This is a test using a larger than block-size key and a"
                                            + " larger than block-size data. The key needs to be"
                                            + " hashed before being used by the HMAC algorithm."),
                            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"));

    private static String hexOf(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void theRawHashIsThatOfTheRfc() {
        for (List<String> vector : RFC_4231) {
            byte[] hash =
                    KeyedHash.hmac(
                            HexFormat.of().parseHex(vector.get(0)),
                            HexFormat.of().parseHex(vector.get(1)));
            assertEquals(vector.get(2), HexFormat.of().formatHex(hash));
        }
    }

    /** Made with Python 3.11: hmac.digest(hmac.digest(secret, label, 'sha256'), id, 'sha256'). */
    @Test
    void anotherLanguageMakesTheSameHash() {
        KeyedHash hash = KeyedHash.of(SECRET, "tidemark.erasures.v1");
        assertEquals("te2OlA8s69vPWuhwbgYlj1pQ52fwFOfIvXiLd_MJ5gg", hash.of("c-17"));
        assertEquals("78a1xD5udrzDXUxIJsx8myyDmqsAj3Gd9VC9X8-ylaU", hash.of("Příliš 😀"));
    }

    @Test
    void theWholeHashIsShown() {
        String hash = KeyedHash.of(SECRET, "one").of("c-17");
        assertEquals(43, hash.length());
        assertEquals(32, Base64.getUrlDecoder().decode(hash).length);
    }

    @Test
    void anotherLabelSecretOrTextMakesAnotherHash() {
        byte[] other = SECRET.clone();
        other[31] ^= 1;
        String hash = KeyedHash.of(SECRET, "one").of("c-17");
        assertEquals(hash, KeyedHash.of(SECRET, "one").of("c-17"));
        assertNotEquals(hash, KeyedHash.of(SECRET, "two").of("c-17"));
        assertNotEquals(hash, KeyedHash.of(other, "one").of("c-17"));
        assertNotEquals(hash, KeyedHash.of(SECRET, "one").of("c-18"));
    }

    @Test
    void aHashDoesNotDependOnThoseBeforeIt() {
        KeyedHash hash = KeyedHash.of(SECRET, "one");
        String first = hash.of("c-17");
        hash.of("c-18");
        assertEquals(first, hash.of("c-17"));
    }

    @Test
    void itTravelsWithoutTheSecretAndMakesTheSameHashes() throws Exception {
        KeyedHash hash = KeyedHash.of(SECRET, "one");
        String before = hash.of("c-17");
        byte[] bytes = serialized(hash);
        assertFalse(
                new String(bytes, StandardCharsets.ISO_8859_1)
                        .contains(new String(SECRET, StandardCharsets.ISO_8859_1)));
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            assertEquals(before, ((KeyedHash) in.readObject()).of("c-17"));
        }
    }

    private static byte[] serialized(KeyedHash hash) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(hash);
        }
        return bytes.toByteArray();
    }

    @Test
    void aShortSecretOrNoLabelIsRefused() {
        IllegalArgumentException failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> KeyedHash.of(Arrays.copyOf(SECRET, 31), "one"));
        assertTrue(failure.getMessage().contains("31 bytes; at least 32"), failure.getMessage());
        assertThrows(IllegalArgumentException.class, () -> KeyedHash.of(SECRET, " "));
    }
}
