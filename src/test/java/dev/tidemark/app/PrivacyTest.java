package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.ConfigurationException;
import dev.tidemark.app.config.Settings;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.NativeEventReader;
import dev.tidemark.wire.Pseudonyms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the secret comes from, and what is said of one that will not do. */
class PrivacyTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir private Path directory;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Privacy ofFile(String contents, String... more) throws IOException {
        Path file = Files.write(directory.resolve("secret"), utf8(contents));
        return Privacy.of(settings(file.toString(), more), Map.of());
    }

    private static Settings settings(String secretFile, String... more) {
        Map<String, String> texts = new TreeMap<>(Map.of("privacy.secret-file", secretFile));
        for (int i = 0; i < more.length; i += 2) {
            texts.put(more[i], more[i + 1]);
        }
        return Settings.of(texts);
    }

    @Test
    void theSecretComesFromAFileOrTheEnvironmentWithoutTheEndOfItsLine() throws IOException {
        for (String contents : new String[] {SECRET, SECRET + "\n", SECRET + "\r\n"}) {
            assertArrayEquals(utf8(SECRET), ofFile(contents).secret().orElseThrow());
            Privacy privacy = Privacy.of(Settings.of(Map.of()), Map.of(Privacy.VARIABLE, contents));
            assertArrayEquals(utf8(SECRET), privacy.secret().orElseThrow());
        }
        assertArrayEquals(utf8(SECRET + "\n"), ofFile(SECRET + "\n\n").secret().orElseThrow());
    }

    @Test
    void withoutASecretThereIsNeitherHashNorPseudonym() {
        Privacy none = Privacy.of(Settings.of(Map.of()), Map.of());
        EventReader reader = NativeEventReader.of(Settings.of(Map.of()).eventLimits());
        assertEquals(Optional.empty(), none.secret());
        assertEquals(Optional.empty(), none.receiptHash());
        assertSame(reader, none.atTheDoor(reader));
    }

    @Test
    void aSecretAloneMakesHashesAndNoPseudonyms() throws IOException {
        EventReader reader = NativeEventReader.of(Settings.of(Map.of()).eventLimits());
        Privacy secret = ofFile(SECRET);
        assertSame(reader, secret.atTheDoor(reader));
        assertEquals(
                "te2OlA8s69vPWuhwbgYlj1pQ52fwFOfIvXiLd_MJ5gg",
                secret.receiptHash().orElseThrow().of("c-17"));
        assertInstanceOf(
                Pseudonyms.class, ofFile(SECRET, "privacy.pseudonyms", "true").atTheDoor(reader));
    }

    @Test
    void aSecretThatWillNotDoIsToldInOneLineThatDoesNotShowIt() throws IOException {
        String tooShort = SECRET.substring(1);
        assertMistake("privacy.secret-file", "it has 31", () -> ofFile(tooShort));
        assertMistake("privacy.secret-file", "it has 31", () -> ofFile(tooShort + "\n"));
        assertMistake("privacy.secret-file", "it has more", () -> ofFile(SECRET.repeat(129)));
        assertMistake(
                Privacy.VARIABLE,
                "it has 31",
                () -> Privacy.of(Settings.of(Map.of()), Map.of(Privacy.VARIABLE, tooShort)));
        assertMistake(
                Privacy.VARIABLE,
                "it has 0",
                () -> Privacy.of(Settings.of(Map.of()), Map.of(Privacy.VARIABLE, "")));
        String file = Files.writeString(directory.resolve("two"), SECRET).toString();
        assertMistake(
                "privacy.secret-file",
                "both",
                () -> Privacy.of(settings(file), Map.of(Privacy.VARIABLE, SECRET)));
    }

    @Test
    void aFileThatCannotBeReadIsToldWithoutItsNameWhichMayBeTheSecret() {
        for (String file : new String[] {SECRET, directory.toString(), SECRET + "\u0000"}) {
            assertMistake(
                    "privacy.secret-file",
                    "at least 32 bytes",
                    () -> Privacy.of(settings(file), Map.of()));
        }
    }

    @Test
    void pseudonymsNeedASecret() {
        assertMistake(
                "privacy.pseudonyms",
                "privacy.secret-file, or TIDEMARK_PRIVACY_SECRET",
                () -> Privacy.of(Settings.of(Map.of("privacy.pseudonyms", "true")), Map.of()));
    }

    @Test
    void theJobSaysSoBeforeItAsksKafkaForAnything() {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertEquals(
                    2,
                    Tidemark.run(
                            "job",
                            "--set",
                            "kafka.bootstrap.servers=localhost:1",
                            "--set",
                            "privacy.secret-file=" + directory));
        } finally {
            System.setErr(before);
        }
        String told = said.toString(StandardCharsets.UTF_8);
        assertTrue(told.startsWith("tidemark: privacy.secret-file cannot be read"), told);
        assertEquals(1, told.lines().count(), told);
    }

    @Test
    void noTextOfItHoldsTheSecret() throws IOException {
        Privacy privacy = ofFile(SECRET, "privacy.pseudonyms", "true");
        String said =
                "%s %s %s %s"
                        .formatted(
                                privacy,
                                privacy.receiptHash(),
                                privacy.seal(),
                                settings("secret").flink());
        assertFalse(said.contains(SECRET), said);
    }

    private interface Making {
        Object make() throws IOException;
    }

    private static void assertMistake(String key, String needed, Making making) {
        String message = assertThrows(ConfigurationException.class, making::make).getMessage();
        assertTrue(message.contains(key) && message.contains(needed), message);
        assertEquals(1, message.lines().count(), message);
        assertFalse(message.contains(SECRET.substring(1)), "shows the secret: " + message);
    }
}
