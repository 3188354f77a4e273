package dev.tidemark.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.model.Intake;
import dev.tidemark.wire.NativeEventReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayReaderTest {
    @TempDir private Path directory;

    /** A task that has ended cannot be told that there is no more, and the job would fail. */
    @Test
    void aShortLogDoesNotEndBeforeItIsSaidThatThereIsNoOther() throws Exception {
        try (ReplayReader reader = reader(directory.resolve("frames"))) {
            Collected output = new Collected();
            assertEquals(InputStatus.NOTHING_AVAILABLE, reader.pollNext(output));
            reader.addSplits(List.of(new ReplaySplit(0)));
            assertTrue(reader.isAvailable().isDone());
            assertEquals(InputStatus.NOTHING_AVAILABLE, reader.pollNext(output));
            assertEquals(1, output.records.size());
            assertFalse(reader.isAvailable().isDone(), "it would be asked again and again");
            reader.notifyNoMoreSplits();
            assertTrue(reader.isAvailable().isDone());
            assertEquals(InputStatus.END_OF_INPUT, reader.pollNext(output));
        }
    }

    private static ReplayReader reader(Path frames) throws IOException {
        byte[] raw = "{}".getBytes(StandardCharsets.UTF_8);
        try (FrameOutput output = new FrameOutput(frames, 1 << 10)) {
            output.writeLong(0);
            output.writeLong(1);
            output.writeInt(raw.length);
            output.write(raw, 0, raw.length);
        }
        return new ReplayReader(
                frames.toString(),
                "log",
                NativeEventReader.of(Settings.of(Map.of()).eventLimits()),
                new Identities(Map.of()),
                new AtomicLong());
    }

    /** Keeps the records and has no use for time. */
    private static final class Collected implements ReaderOutput<Intake> {
        private final List<Intake> records = new ArrayList<>();

        @Override
        public void collect(Intake intake) {
            records.add(intake);
        }

        @Override
        public void collect(Intake intake, long timestamp) {
            records.add(intake);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            throw new AssertionError("a replay's time comes from its events");
        }

        @Override
        public void markIdle() {
            throw new AssertionError("a log is never idle");
        }

        @Override
        public void markActive() {
            throw new AssertionError("a log is never idle");
        }

        @Override
        public SourceOutput<Intake> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {
            // There is one output for all.
        }
    }
}
