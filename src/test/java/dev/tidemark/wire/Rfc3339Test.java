package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Moments;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final String DAMAGE = "0123456789-:TtzZ.+";
    private static final long YEAR_10000 = 253_402_300_800_000L;

    @Test
    void everyMomentAndOffsetIsReadAsJavaTimeReadsIt() {
        long seed = 3339;
        SplittableRandom random = new SplittableRandom(seed);
        DateTimeFormatter iso = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
        for (int i = 0; i < 200_000; i++) {
            long moment = random.nextLong(YEAR_0 + 100_000_000L, YEAR_10000 - 100_000_000L);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1080, 1081));
            long nanos = random.nextInt(3) == 0 ? 0 : random.nextLong(1_000_000_000L);
            OffsetDateTime time = Instant.ofEpochMilli(moment).plusNanos(nanos).atOffset(offset);
            String text = iso.format(time);
            assertEquals(
                    time.toInstant().toEpochMilli(), Rfc3339.parse(text), text + ", seed " + seed);
        }
    }

    @Test
    void whatIsWrittenIsReadBack() {
        long seed = 3340;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            long moment = random.nextLong(YEAR_0, YEAR_10000);
            String text = Rfc3339.format(moment);
            assertEquals(moment, Rfc3339.parse(text), text + ", seed " + seed);
        }
    }

    @Test
    void everyMomentIsWrittenAsJavaTimeWritesIt() {
        long seed = 3341;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            long moment = random.nextLong(YEAR_0 - 100_000_000_000L, YEAR_10000 + 100_000_000_000L);
            moment = random.nextBoolean() ? moment : Math.floorDiv(moment, 1_000L) * 1_000L;
            assertWritten(moment, "seed " + seed);
        }
        for (long days = -719_600; days < 2_932_900; days++) {
            assertWritten(days * 86_400_000L, "a day begins");
        }
        for (long edge : new long[] {YEAR_0, YEAR_10000, -62_162_035_200_000L, 0, -1, 1, 999}) {
            for (long moment = edge - 2; moment <= edge + 2; moment++) {
                assertWritten(moment, "an edge");
            }
        }
    }

    private static void assertWritten(long moment, String why) {
        String text = Rfc3339.format(moment);
        String expected = Instant.ofEpochMilli(moment).toString();
        if (!expected.equals(text)) {
            assertEquals(expected, text, moment + ", " + why);
        }
    }

    /** Each day of 800 years, leap days and ends of centuries among them. */
    @Test
    void everyDateExistsThatJavaTimeKnowsAndNoOther() {
        for (int year = 1600; year < 2400; year++) {
            for (int month = 0; month <= 13; month++) {
                for (int day = 27; day <= 32; day++) {
                    String text = "%04d-%02d-%02dT00:00:00Z".formatted(year, month, day);
                    long expected = Moments.NEVER;
                    try {
                        expected = Instant.parse(text).toEpochMilli();
                    } catch (DateTimeException noSuchDay) {
                        assertThrows(DateTimeException.class, () -> Instant.parse(text));
                    }
                    assertEquals(expected, Rfc3339.parse(text), text);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-01t10:00:00z,               2024-03-01T10:00:00Z",
        "2024-03-01 10:00:00Z,               2024-03-01T10:00:00Z",
        "2024-03-01T10:00:00-00:00,          2024-03-01T10:00:00Z",
        "2024-03-01T10:00:00+23:59,          2024-02-29T10:01:00Z",
        "2024-03-01T10:00:00.1Z,             2024-03-01T10:00:00.100Z",
        "2024-03-01T10:00:00.1239999999999Z, 2024-03-01T10:00:00.123Z",
        "1969-12-31T23:59:59.9999Z,          1969-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00Z,               0000-01-01T00:00:00Z"
    })
    void theFormsThatTheRfcAllowsAreRead(String text, String same) {
        assertEquals(Instant.parse(same).toEpochMilli(), Rfc3339.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2024-03-01",
                "2024-03-01T10:00Z",
                "2024-03-01T10:00:00",
                "2024-03-01T10:00:00.Z",
                "2024-03-01T10:00:00.5",
                "2024-03-01T10:00:00,5Z",
                "2024-03-01T10:00:00+01",
                "2024-03-01T10:00:00+0100",
                "2024-03-01T10:00:00+01:0",
                "2024-03-01T10:00:00+01:60",
                "2024-03-01T10:00:00+24:00",
                "2024-03-01T10:00:00 01:00",
                "2024-03-01T10:00:00Zz",
                "2024-03-01T10:00:00Z ",
                " 2024-03-01T10:00:00Z",
                "2024-03-01T24:00:00Z",
                "2024-03-01T10:60:00Z",
                "2024-03-01T10:00:60Z",
                "2024-02-30T10:00:00Z",
                "2023-02-29T10:00:00Z",
                "1900-02-29T10:00:00Z",
                "2024-00-01T10:00:00Z",
                "2024-13-01T10:00:00Z",
                "2024-03-00T10:00:00Z",
                "2024/03/01T10:00:00Z",
                "2024-03-01X10:00:00Z",
                "-024-03-01T10:00:00Z",
                "+2024-03-01T10:00:00Z",
                "12024-03-01T10:00:00Z",
                "２０２４-03-01T10:00:00Z",
                "2024-03-01T1O:00:00Z",
                "2024-03-01T10:00:00.1e3Z",
                "2024-03-01T10:00:00.-1Z",
                "Fri, 01 Mar 2024 10:00:00 GMT"
            })
    void whatIsNotRfc3339IsNoMoment(String text) {
        assertEquals(Moments.NEVER, Rfc3339.parse(text));
    }

    /** Damaged and sound, at any place among other bytes. */
    @Test
    void fromBytesItIsReadAsFromText() {
        long seed = 3341;
        SplittableRandom random = new SplittableRandom(seed);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            long moment = random.nextLong(YEAR_0, YEAR_10000);
            StringBuilder text = new StringBuilder(Rfc3339.format(moment / 1000 * 1000));
            if (random.nextBoolean()) {
                text.insert(19, ".%03d".formatted(random.nextInt(1000)));
            }
            for (int hits = random.nextInt(3); hits > 0; hits--) {
                text.setCharAt(random.nextInt(text.length()), DAMAGE.charAt(random.nextInt(18)));
            }
            byte[] raw = ("\"" + text + "\"").getBytes(StandardCharsets.US_ASCII);
            long fromBytes = Rfc3339.parseUtc(raw, 1, raw.length - 1);
            if (fromBytes != Moments.NEVER) {
                assertEquals(Rfc3339.parse(text.toString()), fromBytes, text + ", seed " + seed);
                read++;
            }
        }
        assertTrue(read > 80_000, read + " were read");
        byte[] nothing = new byte[40];
        for (int to = 0; to <= nothing.length; to++) {
            assertEquals(Moments.NEVER, Rfc3339.parseUtc(nothing, 0, to));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2016-12-31T23:59:60Z",
                "2017-01-01T00:59:60+01:00",
                "2017-01-01T05:29:60.999+05:30",
                "2016-12-31T15:59:60-08:00"
            })
    void aLeapSecondIsTheSecondBeforeIt(String text) {
        assertEquals(
                Instant.parse("2016-12-31T23:59:59Z").getEpochSecond(),
                Math.floorDiv(Rfc3339.parse(text), 1000),
                text);
    }
}
