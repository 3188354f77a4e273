package dev.tidemark.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From which checkpoint a job starts.
 *
 * <p>The newest one by default: a job that started empty at the group's offsets would have
 * forgotten everyone, and would score the next event of a loyal customer as that of a new one.
 */
final class RestorePoint {
    private static final String METADATA = "_metadata";

    private RestorePoint() {}

    /**
     * The path to restore from, if any.
     *
     * @param wanted {@code latest}, {@code none} or a path
     * @param checkpoints where checkpoints are kept; {@code latest} looks only in local directories
     */
    static Optional<String> of(String wanted, String checkpoints) {
        return switch (wanted) {
            case "none" -> Optional.empty();
            case "latest" -> latest(checkpoints);
            default -> Optional.of(wanted);
        };
    }

    private static Optional<String> latest(String checkpoints) {
        Path directory = Path.of(checkpoints);
        if (checkpoints.contains("://") || !Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files =
                Files.find(directory, 3, (path, attributes) -> isComplete(path))) {
            return files.max(Comparator.comparing(RestorePoint::modified))
                    .map(metadata -> metadata.getParent().toAbsolutePath().toUri().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("looking for checkpoints in " + directory, e);
        }
    }

    private static boolean isComplete(Path path) {
        return path.getFileName().toString().equals(METADATA);
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            throw new UncheckedIOException("looking at " + path, e);
        }
    }
}
