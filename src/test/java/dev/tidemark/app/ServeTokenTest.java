package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.ConfigurationException;
import dev.tidemark.app.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeTokenTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.9.9.9"})
    void thisMachineNeedsNone(String address) {
        assertTrue(ServeToken.of(settings("serve.address", address)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3"})
    void anyOtherAddressNeedsOne(String address) {
        assertEquals(
                ("serve.address = '%s' needs a token: serve.token-file must name a file that holds"
                                + " one, or serve.address be a loopback address such as 127.0.0.1")
                        .formatted(address),
                refusal("serve.address", address));
    }

    @Test
    void theEndOfTheLineDoesNotCountAndTheTokenIsNowhereToBeSeen() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "0123456789abcdef\r\n");
        Settings settings = settings("serve.token-file", file.toString(), "serve.address", "::");
        assertFalse(ServeToken.of(settings).orElseThrow().toString().contains("0123"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcde", "0123456789 abcdef", "0123456789abcdeř"})
    void aTokenThatCannotBeSentOrCanBeGuessedIsRefused(String token) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), token);
        assertEquals(
                "serve.token-file is not allowed: a token has 16 to 1024 letters, digits or"
                        + " -._~+/=",
                refusal("serve.token-file", file.toString()));
    }

    @Test
    void aFileThatIsTooLongIsNoToken() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "x".repeat(1025));
        assertTrue(
                refusal("serve.token-file", file.toString()).startsWith("serve.token-file is not"));
    }

    @Test
    void aFileThatCannotBeReadIsRefusedWithoutItsName() {
        assertEquals(
                "serve.token-file cannot be read: it must name a file that holds a token",
                refusal("serve.token-file", "0123456789abcdef"));
    }

    @Test
    void anAddressThatNobodyKnowsIsRefused() {
        assertEquals(
                "serve.address = 'no-such-host.invalid' is not allowed: it must be an address of"
                        + " this machine; 0.0.0.0 for all",
                refusal("serve.address", "no-such-host.invalid"));
    }

    private static String refusal(String key, String value) {
        return assertThrows(ConfigurationException.class, () -> ServeToken.of(settings(key, value)))
                .getMessage();
    }

    private static Settings settings(String... texts) {
        return texts.length == 2
                ? Settings.of(Map.of(texts[0], texts[1]))
                : Settings.of(Map.of(texts[0], texts[1], texts[2], texts[3]));
    }
}
