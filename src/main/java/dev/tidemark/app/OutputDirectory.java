package dev.tidemark.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where {@code --out} points to. */
final class OutputDirectory {
    private OutputDirectory() {}

    /**
     * Makes it if it is not there.
     *
     * @throws UserMistake if that cannot be, or nothing can be written to it
     */
    static void make(Path out) {
        try {
            Files.createDirectories(out);
        } catch (IOException cannotBeMade) {
            throw unwritable(out);
        }
        if (!Files.isWritable(out)) {
            throw unwritable(out);
        }
    }

    private static UserMistake unwritable(Path out) {
        return new UserMistake("--out %s is not a directory that can be written".formatted(out));
    }
}
