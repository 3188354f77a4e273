package dev.tidemark.app;

import dev.tidemark.app.config.ConfigurationException;
import dev.tidemark.app.config.ServeOptions;
import dev.tidemark.app.config.Settings;
import dev.tidemark.http.AccessToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The token of the read API.
 *
 * <p>No message says what was read, or from where: whoever takes the option of the file for that of
 * the token must not find it in a log.
 */
final class ServeToken {
    private ServeToken() {}

    /**
     * The token that is configured.
     *
     * @throws ConfigurationException in one line, if it cannot be read, or if there is none where
     *     others than this machine could look customers up
     */
    static Optional<AccessToken> of(Settings settings) {
        String file = settings.get(ServeOptions.TOKEN_FILE);
        if (!file.isEmpty()) {
            return Optional.of(read(file));
        }
        String address = settings.get(ServeOptions.ADDRESS);
        if (!isLoopback(address)) {
            throw new ConfigurationException(
                    "%s = '%s' needs a token: %s must name a file that holds one, or %s be a"
                                    .formatted(
                                            ServeOptions.ADDRESS.key(),
                                            address,
                                            ServeOptions.TOKEN_FILE.key(),
                                            ServeOptions.ADDRESS.key())
                            + " loopback address such as 127.0.0.1");
        }
        return Optional.empty();
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ConfigurationException(
                    "%s = '%s' is not allowed: it must be %s"
                            .formatted(
                                    ServeOptions.ADDRESS.key(),
                                    address,
                                    ServeOptions.ADDRESS.allowed()));
        }
    }

    private static AccessToken read(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(AccessToken.MAX_LENGTH + 2);
            return AccessToken.of(new String(bytes, StandardCharsets.UTF_8).strip());
        } catch (IOException | InvalidPathException e) {
            throw new ConfigurationException(
                    "%s cannot be read: it must name a file that holds a token"
                            .formatted(ServeOptions.TOKEN_FILE.key()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "%s is not allowed: %s"
                            .formatted(ServeOptions.TOKEN_FILE.key(), e.getMessage()));
        }
    }
}
