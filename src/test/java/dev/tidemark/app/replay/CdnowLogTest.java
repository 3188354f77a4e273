package dev.tidemark.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.Intake;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.wire.CdnowEventReader;
import dev.tidemark.wire.EventLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real logs, which are not part of this repository; their counts are those published. */
class CdnowLogTest {
    private static final String PROPERTY = "tidemark.cdnow.dir";
    private static final String VARIABLE = "TIDEMARK_CDNOW_DIR";
    private static final Path BESIDE_THE_PROJECT = Path.of("..", "shared", "data", "cdnow");

    @TempDir Path directory;

    @Test
    void theSampleHasItsPublishedCounts() throws IOException {
        // Sum of the dollars: awk over the fifth column.
        assertCounts("CDNOW_sample.txt", 6_919, 2_357, 24_409_194, "1998-06-30");
    }

    @Test
    void theMasterHasItsPublishedCounts() throws IOException {
        // Sum of the dollars: awk over the fourth column.
        assertCounts("CDNOW_master.txt", 69_659, 23_570, 250_031_563, "1998-06-30");
    }

    private void assertCounts(
            String name, long purchases, int customers, long spendMinor, String lastDay)
            throws IOException {
        Path file = file(name);
        CdnowEventReader reader =
                new CdnowEventReader(
                        ZoneOffset.UTC,
                        new EventLimits("USD", 0, Long.MAX_VALUE),
                        LogFile.sha256(file).substring(0, 16));
        Set<String> customerIds = new HashSet<>();
        Set<String> eventIds = new HashSet<>();
        long spentMinor = 0;
        long previous = Long.MIN_VALUE;
        try (LogFile log = LogFile.open(file, new LogFormat.Cdnow());
                SortedLog sorted =
                        SortedLog.sort(log, name, reader, directory, 1 << 20, SortProgress.NONE);
                SortedLogReader records = SortedLogReader.open(sorted.frames(), 0)) {
            assertEquals(purchases, sorted.records());
            assertEquals(0, sorted.rejected());
            assertEquals(millis("1997-01-01"), sorted.earliest());
            assertEquals(millis(lastDay), sorted.latest());
            while (records.next()) {
                Intake intake =
                        reader.read(records.raw(), new SourcePosition(name, 0, records.line()));
                CustomerEvent event = assertInstanceOf(Intake.Accepted.class, intake).event();
                assertTrue(event.occurredAt() >= previous, "line " + records.line());
                previous = event.occurredAt();
                customerIds.add(event.customerId());
                eventIds.add(event.eventId());
                spentMinor += event.amountMinor();
            }
        }
        assertEquals(customers, customerIds.size());
        assertEquals(purchases, eventIds.size());
        assertEquals(spendMinor, spentMinor);
    }

    private static Path file(String name) {
        Path folder =
                Optional.ofNullable(System.getProperty(PROPERTY))
                        .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                        .map(Path::of)
                        .orElse(BESIDE_THE_PROJECT);
        Path file = folder.resolve(name);
        Assumptions.assumeTrue(
                Files.isRegularFile(file),
                () ->
                        "%s is not in %s; name its folder in the variable %s or the property %s"
                                .formatted(name, folder, VARIABLE, PROPERTY));
        return file;
    }

    private static long millis(String day) {
        return Instant.parse(day + "T00:00:00Z").toEpochMilli();
    }
}
