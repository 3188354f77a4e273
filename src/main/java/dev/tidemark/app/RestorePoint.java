package dev.tidemark.app;

import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * From what a job starts.
 *
 * <p>From its newest checkpoint by default: a job that started empty where its group stopped
 * reading would have forgotten everyone, and would score the next event of a loyal customer as that
 * of a new one. So an empty start is possible only at the beginning of the topic.
 *
 * @param checkpoint what to restore; empty to start empty
 * @param fromBeginning whether to read the topic from its beginning, wherever the group stopped
 */
record RestorePoint(Optional<String> checkpoint, boolean fromBeginning) {
    static final String LATEST = "latest";
    static final String NONE = "none";

    /** An empty start in a world that has seen nothing yet. */
    static RestorePoint first() {
        return new RestorePoint(Optional.empty(), false);
    }

    /**
     * What the configuration asks for.
     *
     * @param hasReadBefore whether the job's consumer group has committed offsets
     * @throws UserMistake if there is no checkpoint although the group has read events
     */
    static RestorePoint of(Settings settings, boolean hasReadBefore) {
        String wanted = settings.get(Options.RESTORE_FROM);
        if (wanted.equals(NONE)) {
            return new RestorePoint(Optional.empty(), true);
        }
        if (!wanted.equals(LATEST)) {
            return new RestorePoint(Optional.of(wanted), false);
        }
        Path directory = new Path(FlinkEnvironment.checkpoints(settings));
        Optional<String> newest = newest(directory);
        if (newest.isEmpty() && hasReadBefore) {
            throw new UserMistake(
                    ("no checkpoint in %s, but the job has read events before: set %s to the path"
                                    + " of one, or to none to score all events anew")
                            .formatted(directory, Options.RESTORE_FROM.key()));
        }
        return new RestorePoint(newest, false);
    }

    /** Flink keeps them as job/chk-number/_metadata; a checkpoint without that is not complete. */
    private static Optional<String> newest(Path directory) {
        try {
            FileSystem files = directory.getFileSystem();
            return children(files, directory)
                    .flatMap(job -> children(files, job.getPath()))
                    .filter(child -> child.getPath().getName().startsWith("chk-"))
                    .flatMap(checkpoint -> children(files, checkpoint.getPath()))
                    .filter(file -> file.getPath().getName().equals("_metadata"))
                    .max(Comparator.comparingLong(FileStatus::getModificationTime))
                    .map(metadata -> metadata.getPath().getParent().toString());
        } catch (IOException e) {
            throw cannotRead(directory, e);
        }
    }

    private static Stream<FileStatus> children(FileSystem files, Path directory) {
        try {
            FileStatus[] found = files.listStatus(directory);
            return found == null ? Stream.empty() : Stream.of(found);
        } catch (FileNotFoundException nothingYet) {
            return Stream.empty();
        } catch (IOException e) {
            throw cannotRead(directory, e);
        }
    }

    private static PlainFailure cannotRead(Path directory, IOException e) {
        return new PlainFailure(
                "%s: %s cannot be read: %s"
                        .formatted(Options.CHECKPOINT_DIRECTORY.key(), directory, e.getMessage()),
                e);
    }
}
