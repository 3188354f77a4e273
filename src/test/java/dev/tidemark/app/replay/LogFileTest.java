package dev.tidemark.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.wire.EventLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final LogFormat NATIVE = new LogFormat.Native();
    private static final LogFormat CSV = new LogFormat.Csv(',');

    @TempDir Path directory;

    @Test
    void aLineIsARecordWithoutItsEnd() throws IOException {
        assertRecords(NATIVE, "{1}\n{2}\r\n{3}", "1:{1}", "2:{2}", "3:{3}");
        assertRecords(NATIVE, "{1}\n{2}\n", "1:{1}", "2:{2}");
        assertRecords(NATIVE, "{1}\r", "1:{1}");
        assertRecords(NATIVE, "");
    }

    @Test
    void blankLinesAreCountedButAreNoRecords() throws IOException {
        assertRecords(NATIVE, "\n\r\n{1}\n  \t \n\n{2}\n\n", "3:{1}", "6:{2}");
        assertRecords(NATIVE, "\n\n");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstRecord() throws IOException {
        assertRecords(NATIVE, "\uFEFF{1}\n{2}", "1:{1}", "2:{2}");
        assertRecords(CSV, "\uFEFF\"a\",b\n1,2\n", "header:\"a\",b", "2:1,2");
        assertRecords(NATIVE, "\uFEFF");
    }

    @Test
    void theHeaderOfADelimitedLogIsNoRecord() throws IOException {
        assertRecords(CSV, "\na,b\r\n1,2\r\n3,4", "header:a,b", "3:1,2", "4:3,4");
        assertRecords(CSV, "a,b", "header:a,b");
        assertRecords(CSV, "");
    }

    @Test
    void aQuotedFieldMaySpanLines() throws IOException {
        assertRecords(
                CSV,
                "a,b\n1,\"x\ny\"\n2,\"\r\n\r\n\"\"z\"\r\n3,4\n",
                "header:a,b",
                "2:1,\"x\ny\"",
                "4:2,\"\r\n\r\n\"\"z\"",
                "7:3,4");
        assertRecords(CSV, "\"a\nb\",c\n1,\"2\n3\"", "header:\"a\nb\",c", "3:1,\"2\n3\"");
    }

    @Test
    void aQuoteWithinAnUnquotedFieldSpansNothing() throws IOException {
        assertRecords(
                CSV, "a,b\n5\" nail,1\n6\" nail,2\n", "header:a,b", "2:5\" nail,1", "3:6\" nail,2");
    }

    @Test
    void theDelimiterSaysWhereAQuoteBeginsAField() throws IOException {
        assertRecords(
                new LogFormat.Csv(';'),
                "a;b\n1,\"2;3\n4;\"5\n6\"\n",
                "header:a;b",
                "2:1,\"2;3",
                "3:4;\"5\n6\"");
        assertRecords(
                new LogFormat.Csv('\t'), "a\tb\n1\t\"2\n3\"\n", "header:a\tb", "2:1\t\"2\n3\"");
    }

    @Test
    void aQuoteThatIsNeverClosedCostsItsOwnLineOnly() throws IOException {
        assertRecords(CSV, "a,b\n1,\"x\n2,y\n3,z\n", "header:a,b", "2:1,\"x", "3:2,y", "4:3,z");
        assertRecords(CSV, "a,b\n1,\"x", "header:a,b", "2:1,\"x");
        assertRecords(CSV, "a,b\n1,\"x\n", "header:a,b", "2:1,\"x");
    }

    @Test
    void aQuoteThatIsClosedTooManyLinesLaterCostsItsOwnLineOnly() throws IOException {
        int spanned = LogFile.MAX_RECORD_LINES;
        String allowed = "0,\"" + "\n".repeat(spanned - 1) + "\"";
        assertRecords(
                CSV, "a,b\n" + allowed + "\nz", "header:a,b", "2:" + allowed, (spanned + 2) + ":z");

        // One line more: its first, all between, and the one with the closing quote.
        List<String> expected = new ArrayList<>(List.of("header:a,b", "2:0,\""));
        StringBuilder log = new StringBuilder("a,b\n0,\"\n");
        for (int line = 3; line < 2 + spanned; line++) {
            log.append("x").append(line).append('\n');
            expected.add(line + ":x" + line);
        }
        log.append("\",y\n");
        expected.add((2 + spanned) + ":\",y");
        assertEquals(expected, records(CSV, bytes(log.toString())));
    }

    @Test
    void aQuoteThatIsClosedTooManyBytesLaterCostsItsOwnLineOnly() throws IOException {
        String line = "x".repeat(300_000);
        assertRecords(
                CSV,
                "a,b\n0,\"\n" + (line + "\n").repeat(4) + "\"\nz",
                "header:a,b",
                "2:0,\"",
                "3:" + line,
                "4:" + line,
                "5:" + line,
                "6:" + line,
                "7:\"",
                "8:z");
        String justFits = "0,\"" + "x".repeat(600_000) + "\n" + "x".repeat(399_995) + "\"";
        assertEquals(EventLimits.MAX_BYTES, justFits.length());
        assertRecords(CSV, "a\n" + justFits + "\r\nz", "header:a", "2:" + justFits, "4:z");
    }

    @Test
    void aLineThatIsTooLongIsCutWhereAReaderSeesThatItIs() throws IOException {
        for (LogFormat format : List.of(NATIVE, CSV)) {
            for (int length : new int[] {1_000_001, 1_000_002, 1_000_003, 4_200_000, 9_000_000}) {
                String large = "\"" + "x".repeat(length - 1);
                List<String> records = records(format, bytes("a\n" + large + "\r\nz\n"));
                assertEquals(3, records.size(), "length " + length);
                assertEquals("2:" + large.substring(0, 1_000_001), records.get(1));
                assertEquals("3:z", records.get(2));
                assertEquals(2, records(format, bytes("a\n" + large)).size());
            }
        }
        String allowed = "x".repeat(EventLimits.MAX_BYTES);
        assertRecords(NATIVE, allowed + "\r\n" + allowed, "1:" + allowed, "2:" + allowed);
    }

    @Test
    void aLineThatIsJustNotTooLongMayEndWhereTheBufferDoes() throws IOException {
        String longest = "x".repeat(EventLimits.MAX_BYTES);
        for (int off = -2; off <= 2; off++) {
            int before = (4 << 20) - EventLimits.MAX_BYTES - 1 + off;
            // Lines of 64 bytes, of which the first takes what does not come out even.
            String filler =
                    "y".repeat(63 + before % 64)
                            + "\n"
                            + ("y".repeat(63) + "\n").repeat(before / 64 - 1);
            assertEquals(before, filler.length());
            List<String> records = records(NATIVE, bytes(filler + longest + "\r\nz"));
            int lines = before / 64 + 2;
            assertEquals(lines, records.size(), "off " + off);
            assertTrue(((lines - 1) + ":" + longest).equals(records.get(lines - 2)), "off " + off);
            assertEquals(lines + ":z", records.get(lines - 1), "off " + off);
        }
    }

    @Test
    void aLogIsUnpackedIfItsContentSaysSo() throws IOException {
        byte[] packed = gzip(bytes("a,b\n1,2\n"));
        assertEquals(List.of("header:a,b", "2:1,2"), records(CSV, packed));
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(packed);
        twice.write(gzip(bytes("3,4\n")));
        assertEquals(List.of("header:a,b", "2:1,2", "3:3,4"), records(CSV, twice.toByteArray()));
    }

    @Test
    void aLogThatIsNotWholeOrNotTextIsSaidInOneLine() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        byte[] packed = gzip(noise);
        assertFails("is damaged or cut off", Arrays.copyOf(packed, packed.length / 2));
        assertFails("is damaged or cut off", Arrays.copyOf(packed, 5));
        assertFails("is UTF-16", "{1}".getBytes(StandardCharsets.UTF_16));
        assertFails("is a zip archive or a spreadsheet", new byte[] {'P', 'K', 3, 4, 0, 0});
        IOException absent =
                assertThrows(
                        IOException.class,
                        () -> LogFile.open(directory.resolve("absent.csv"), CSV));
        assertTrue(absent.getMessage().endsWith("absent.csv is not there"), absent.getMessage());
        assertThrows(IOException.class, () -> LogFile.open(directory, CSV));
    }

    @Test
    void onlyTheFirstLineOfCdnowCanBeAHeader() throws IOException {
        LogFormat cdnow = new LogFormat.Cdnow();
        assertRecords(
                cdnow,
                " customer_id  date number_of_cds  dollar_value\r\n 00001 19970101  1   11.77\r\n",
                "2: 00001 19970101  1   11.77");
        assertRecords(cdnow, " 1 2\n customer_id\n", "1: 1 2", "2: customer_id");
        assertRecords(cdnow, "customer_id");
    }

    @Test
    void theDigestIsOfTheFileAsItIs() throws IOException {
        Path file = Files.write(directory.resolve("abc"), bytes("abc"));
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                LogFile.sha256(file),
                "FIPS 180-2, appendix B.1");
    }

    @Test
    void howFarItHasReadIsCountedInBytesOfTheFile() throws IOException {
        for (byte[] content : List.of(bytes("{1}\n{2}\n"), gzip(bytes("{1}\n{2}\n")))) {
            Path file = Files.write(directory.resolve("log"), content);
            try (LogFile log = LogFile.open(file, NATIVE)) {
                assertEquals(content.length, log.totalBytes());
                while (log.next()) {
                    assertTrue(log.bytesRead() <= content.length);
                }
                assertEquals(content.length, log.bytesRead());
            }
        }
    }

    @Test
    void randomLogsAreCutAsTheyWereWritten() throws IOException {
        String alphabet = "ab\",\n\r ";
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            StringBuilder log = new StringBuilder("h\n");
            List<String> expected = new ArrayList<>(List.of("header:h"));
            int line = 2;
            for (int n = random.nextInt(40); n > 0; n--) {
                StringBuilder field = new StringBuilder();
                int longest = random.nextInt(20) == 0 ? 3_000 : 10;
                for (int c = random.nextInt(longest); c > 0; c--) {
                    field.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                String record = "x,\"" + field.toString().replace("\"", "\"\"") + "\",y";
                int ends = (int) record.chars().filter(c -> c == '\n').count();
                log.append(record).append(random.nextBoolean() ? "\n" : "\r\n");
                if (ends < LogFile.MAX_RECORD_LINES) {
                    expected.add(line + ":" + record);
                }
                line += ends + 1;
            }
            assertEquals(expected, records(CSV, bytes(log.toString())), "seed " + seed);
        }
    }

    private void assertRecords(LogFormat format, String log, String... expected)
            throws IOException {
        assertEquals(List.of(expected), records(format, bytes(log)));
        assertEquals(List.of(expected), records(format, gzip(bytes(log))), "packed");
    }

    private void assertFails(String message, byte[] log) {
        IOException failed = assertThrows(IOException.class, () -> records(NATIVE, log));
        assertTrue(failed.getMessage().contains(message), failed.getMessage());
        assertTrue(failed.getMessage().contains("log"), failed.getMessage());
    }

    /** The header, then each record with its line. */
    private List<String> records(LogFormat format, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("log"), content);
        List<String> records = new ArrayList<>();
        try (LogFile log = LogFile.open(file, format)) {
            if (log.header().length > 0) {
                records.add("header:" + text(log.header()));
            }
            while (log.next()) {
                assertTrue(log.raw().length <= EventLimits.MAX_BYTES + 1);
                records.add(log.line() + ":" + text(log.raw()));
            }
            assertFalse(log.next(), "the end stays the end");
        }
        return records;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
