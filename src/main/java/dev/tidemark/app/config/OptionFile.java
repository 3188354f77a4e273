package dev.tidemark.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;

/** The file that an option names. */
final class OptionFile {
    /** No playbook and no grid is larger; whatever is, was meant as something else. */
    private static final int MOST_BYTES = 1_000_000;

    private OptionFile() {}

    /**
     * What the file says.
     *
     * @param reader throws {@link IllegalArgumentException} in one sentence for what it cannot read
     * @throws ConfigurationException in one line that names the key, the file and what is wrong
     */
    static <T> T read(Option<String> option, String file, Function<byte[], T> reader) {
        try {
            return reader.apply(bytes(file));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "%s = '%s' is not allowed: %s".formatted(option.key(), file, e.getMessage()));
        }
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException("it has over %d bytes".formatted(MOST_BYTES));
            }
            return bytes;
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("there is no file of that name to read", e);
        }
    }
}
