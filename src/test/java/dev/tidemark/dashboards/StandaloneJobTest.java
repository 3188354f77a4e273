package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With what deploy/flink/standalone-job-newest starts Flink's own script. */
class StandaloneJobTest {
    private static final Path SCRIPT = Path.of("deploy/flink/standalone-job-newest");
    private static final String CLAIM = "--set flink.execution.state-recovery.claim-mode=CLAIM";

    @TempDir private Path directory;

    private Path state;

    @BeforeEach
    void aFlinkThatOnlySaysHowItWasStarted() throws IOException {
        state = Files.createDirectories(directory.resolve("state"));
        Path bin = Files.createDirectories(directory.resolve("flink/bin"));
        Path flink = bin.resolve("standalone-job.sh");
        Files.writeString(flink, "#!/bin/sh\necho started \"$@\"\n");
        Files.setPosixFilePermissions(flink, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void complete(String snapshot, int minute) throws IOException {
        Path metadata = Files.createDirectories(state.resolve(snapshot)).resolve("_metadata");
        Files.writeString(metadata, "something");
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(minute * 60L);
        Files.setLastModifiedTime(metadata, FileTime.from(at));
    }

    private List<String> started() throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "env",
                                "FLINK_HOME=" + directory.resolve("flink"),
                                "bash",
                                SCRIPT.toAbsolutePath().toString(),
                                state.toString()));
        command.addAll(List.of("--job-classname", "Main", "--", "--config", "job.properties"));
        Tool.Run run = Tool.run(directory, Path.of("/dev/null"), command);
        assertEquals(0, run.exitCode(), run.output());
        return run.output().lines().toList();
    }

    @Test
    void withoutAStateFlinkStartsEmpty() throws Exception {
        Files.createDirectories(state.resolve("checkpoints/a/chk-1"));
        assertEquals(
                List.of(
                        "state    none",
                        "started start-foreground --job-classname Main --"
                                + " --config job.properties"),
                started());
    }

    @Test
    void theNewestCompleteCheckpointOfAllRunsIsTakenOver() throws Exception {
        complete("checkpoints/a/chk-900", 1);
        complete("checkpoints/b/chk-12", 3);
        complete("checkpoints/b/chk-11", 2);
        Files.createDirectories(state.resolve("checkpoints/b/chk-13"));
        Path newest = state.resolve("checkpoints/b/chk-12");
        assertEquals(
                List.of(
                        "state    " + newest,
                        "started start-foreground --fromSavepoint file://"
                                + newest
                                + " --job-classname Main -- --config job.properties "
                                + CLAIM),
                started());
    }

    @Test
    void aSavepointThatIsNewerIsStartedFromAndStaysTheUsers() throws Exception {
        complete("checkpoints/a/chk-900", 1);
        complete("savepoints/savepoint-a-b", 2);
        List<String> said = started();
        Path newest = state.resolve("savepoints/savepoint-a-b");
        assertEquals("state    " + newest, said.get(0));
        assertTrue(said.get(1).endsWith("-- --config job.properties"), said.get(1));
    }
}
