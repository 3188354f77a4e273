package dev.tidemark.app.replay;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayOutputsTest {
    @TempDir Path directory;

    @Test
    void whatAnEarlierReplayLearnedIsCleared() throws IOException {
        Path models = Files.writeString(directory.resolve("population.jsonl"), "{}\n");
        Path notes = Files.writeString(directory.resolve("notes.txt"), "mine");
        ReplayOutputs.clear(directory);
        assertFalse(Files.exists(models));
        assertTrue(Files.exists(notes));
    }
}
