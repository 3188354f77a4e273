package dev.tidemark.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Intake;
import dev.tidemark.model.Moments;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.wire.CsvDialect;
import dev.tidemark.wire.CsvEventReader;
import dev.tidemark.wire.CsvLayout;
import dev.tidemark.wire.EventLimits;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.TimeFormat;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedLogTest {
    private static final EventLimits LIMITS = new EventLimits("USD", 0, Long.MAX_VALUE);

    @TempDir Path directory;

    @Test
    void recordsComeInOrderOfTimeAndThenOfLine() throws IOException {
        String log =
                """
                customer,time,amount
                c1,2010-12-03 09:00,1
                c2,2010-12-01 09:00,2
                ,2010-12-01 08:00,3

                c3,2010-12-01 09:00,"4
                5"
                c1,2010-12-01 09:00,-5
                c4,never,6
                c5,2010-12-02,0
                """;
        try (SortedLog sorted = sort(log, 1 << 20)) {
            assertEquals(
                    List.of(
                            "4:,2010-12-01 08:00,3",
                            "6:c3,2010-12-01 09:00,\"4\n5\"",
                            "9:c4,never,6",
                            "3:c2,2010-12-01 09:00,2",
                            "8:c1,2010-12-01 09:00,-5",
                            "10:c5,2010-12-02,0",
                            "2:c1,2010-12-03 09:00,1"),
                    records(sorted));
            assertEquals(7, sorted.records());
            assertEquals(3, sorted.rejected());
            assertEquals(millis("2010-12-01T09:00:00Z"), sorted.earliest());
            assertEquals(millis("2010-12-03T09:00:00Z"), sorted.latest());
            assertFalse(sorted.inOrder());
            assertFalse(sorted.isEmpty());
        }
        assertEquals(1, filesLeft(), "the log itself");
    }

    @Test
    void aLogInOrderIsSeenToBe() throws IOException {
        String log = "customer,time,amount\nc1,2010-12-01,1\nbad\nc2,2010-12-01,2\n";
        try (SortedLog sorted = sort(log, 1)) {
            assertTrue(sorted.inOrder());
            assertEquals(
                    List.of("3:bad", "2:c1,2010-12-01,1", "4:c2,2010-12-01,2"), records(sorted));
        }
    }

    @Test
    void aLogWithoutEventsHasNoTimes() throws IOException {
        try (SortedLog sorted = sort("customer,time,amount\n", 1)) {
            assertTrue(sorted.isEmpty());
            assertEquals(0, sorted.records());
            assertEquals(Moments.NEVER, sorted.earliest());
            assertEquals(Moments.BEFORE_ALL, sorted.latest());
            assertEquals(List.of(), records(sorted));
        }
        try (SortedLog sorted = sort("customer,time,amount\nbad\n", 1)) {
            assertTrue(sorted.isEmpty());
            assertEquals(List.of("2:bad"), records(sorted));
        }
    }

    @Test
    void readingResumesAtAnyRecord() throws IOException {
        StringBuilder log = new StringBuilder("customer,time,amount\n");
        Random random = new Random(11);
        for (int n = 0; n < 200; n++) {
            log.append("c%d,2010-12-%02d,%d\n".formatted(n, 1 + random.nextInt(28), n));
        }
        log.append("c,2010-01-01,1").append("0".repeat(600_000)).append('\n');
        try (SortedLog sorted = sort(log.toString(), 2_000)) {
            List<String> all = records(sorted);
            assertEquals(201, all.size());
            try (SortedLogReader reader = SortedLogReader.open(sorted.frames(), 0)) {
                for (int n = 0; n <= all.size(); n++) {
                    assertEquals(all.subList(n, all.size()), records(sorted, reader.position()));
                    assertEquals(n < all.size(), reader.next());
                }
                assertEquals(Files.size(sorted.frames()), reader.position());
            }
            try (SortedLogReader reader =
                    SortedLogReader.open(sorted.frames(), Files.size(sorted.frames()) - 3)) {
                assertThrows(EOFException.class, reader::next);
            }
        }
    }

    @Test
    void anyLogIsSortedAsASortInMemoryDoes() throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            StringBuilder log = new StringBuilder("customer,time,amount\n");
            List<String[]> lines = new ArrayList<>();
            int size = random.nextInt(3_000);
            for (int n = 0; n < size; n++) {
                // Few minutes, so that many orders share one.
                String time =
                        random.nextInt(10) == 0
                                ? ""
                                : "2010-12-01 08:%02d".formatted(random.nextInt(20));
                String record = "c%d,%s,%d".formatted(random.nextInt(50), time, n);
                log.append(record).append('\n');
                lines.add(new String[] {time, (n + 2) + ":" + record});
            }
            lines.sort(Comparator.comparing(line -> line[0]));
            List<String> expected = lines.stream().map(line -> line[1]).toList();
            try (SortedLog sorted = sort(log.toString(), 1 + random.nextInt(20_000))) {
                assertEquals(expected, records(sorted), "seed " + seed);
            }
        }
    }

    @Test
    void progressEndsAtTheWhole() throws IOException {
        List<String> told = new ArrayList<>();
        SortProgress progress =
                new SortProgress() {
                    @Override
                    public void read(long bytes, long totalBytes) {
                        told.add("read %d of %d".formatted(bytes, totalBytes));
                    }

                    @Override
                    public void written(long records, long totalRecords) {
                        told.add("written %d of %d".formatted(records, totalRecords));
                    }
                };
        sort("customer,time,amount\nbad\n", 1, progress).close();
        assertEquals(List.of("read 25 of 25", "written 1 of 1"), told);
    }

    @Test
    void aReaderThatFailsLeavesNoFilesBehind() throws IOException {
        Path file = Files.writeString(directory.resolve("log.csv"), "h\n1\n");
        EventReader failing =
                (raw, headers, at) -> {
                    throw new IllegalStateException("programmer's error");
                };
        try (LogFile log = LogFile.open(file, new LogFormat.Csv(','))) {
            assertThrows(
                    IllegalStateException.class,
                    () -> SortedLog.sort(log, "log.csv", failing, directory, 1, SortProgress.NONE));
        }
        assertEquals(1, filesLeft(), "the log itself");
    }

    private SortedLog sort(String log, long budgetBytes) throws IOException {
        return sort(log, budgetBytes, SortProgress.NONE);
    }

    private SortedLog sort(String content, long budgetBytes, SortProgress progress)
            throws IOException {
        Path file = Files.writeString(directory.resolve("log.csv"), content);
        try (LogFile log = LogFile.open(file, new LogFormat.Csv(','))) {
            return SortedLog.sort(
                    log, "log.csv", reader(log.header()), directory, budgetBytes, progress);
        }
    }

    private static EventReader reader(byte[] header) {
        TimeFormat time = TimeFormat.of(TimeFormat.ISO, ZoneOffset.UTC);
        CsvLayout layout =
                CsvLayout.of(
                        "customer=customer,time=time,amount=amount",
                        header,
                        CsvDialect.of(','),
                        time);
        return new CsvEventReader(layout, LIMITS, "0123456789abcdef");
    }

    private static List<String> records(SortedLog sorted) throws IOException {
        return records(sorted, 0);
    }

    private static List<String> records(SortedLog sorted, long position) throws IOException {
        EventReader eventReader = reader("customer,time,amount".getBytes(StandardCharsets.UTF_8));
        List<String> records = new ArrayList<>();
        try (SortedLogReader reader = SortedLogReader.open(sorted.frames(), position)) {
            while (reader.next()) {
                Intake intake =
                        eventReader.read(
                                reader.raw(), new SourcePosition("log.csv", 0, reader.line()));
                long occurredAt =
                        intake instanceof Intake.Accepted accepted
                                ? accepted.event().occurredAt()
                                : Moments.BEFORE_ALL;
                assertEquals(occurredAt, reader.occurredAt());
                records.add(reader.line() + ":" + new String(reader.raw(), StandardCharsets.UTF_8));
            }
        }
        return records;
    }

    private long filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
