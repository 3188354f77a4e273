package dev.tidemark.app.config;

import dev.tidemark.model.Playbook;
import dev.tidemark.wire.PlaybookJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The playbook of the configuration, or the one that comes with Tidemark. */
final class PlaybookFile {
    private static final String BUILT_IN = "playbook.json";

    private PlaybookFile() {}

    /**
     * The playbook in a file; of no name, the built-in one.
     *
     * @throws ConfigurationException in one line that names the key, the file and what is wrong
     */
    static Playbook of(String file) {
        return file.isEmpty()
                ? PlaybookJson.read(builtIn())
                : OptionFile.read(Options.PLAYBOOK_FILE, file, PlaybookJson::read);
    }

    private static byte[] builtIn() {
        try (InputStream in = PlaybookFile.class.getResourceAsStream(BUILT_IN)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
