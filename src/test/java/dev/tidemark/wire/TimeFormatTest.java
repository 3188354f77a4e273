package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2010-12-01, 2010-12-01T00:00:00Z",
        "2010-12-01T08:26, 2010-12-01T08:26:00Z",
        "2010-12-01 08:26, 2010-12-01T08:26:00Z",
        "2010-12-01 08:26:37, 2010-12-01T08:26:37Z",
        "2010-12-01T08:26:37.5, 2010-12-01T08:26:37.500Z",
        "2010-12-01T08:26:37.123456789, 2010-12-01T08:26:37.123Z",
        "2010-12-01T08:26:37Z, 2010-12-01T08:26:37Z",
        "2010-12-01t08:26:37z, 2010-12-01T08:26:37Z",
        "2010-12-01T08:26Z, 2010-12-01T08:26:00Z",
        "2010-12-01 08:26:37 UTC, 2010-12-01T08:26:37Z",
        "2010-12-01T08:26:37.001+02:00, 2010-12-01T06:26:37.001Z",
        "2010-12-01T08:26:37-0530, 2010-12-01T13:56:37Z",
        "2010-12-01 08:26:37+00, 2010-12-01T08:26:37Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "2012-02-29T00:00:00Z, 2012-02-29T00:00:00Z",
    })
    void isoIsReadInItsUsualShapes(String text, String instant) {
        TimeFormat utc = TimeFormat.of(TimeFormat.ISO, ZoneOffset.UTC);
        assertEquals(Instant.parse(instant).toEpochMilli(), utc.epochMillis(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "19970101",
                "1291191997000",
                "2010-12-1",
                "2010-13-01",
                "2011-02-29",
                "2010/12/01",
                "01.12.2010",
                "2010-12-01T",
                "2010-12-01T8:26",
                "2010-12-01T24:00",
                "2010-12-01T08:60",
                "2010-12-01T08:26:",
                "2010-12-01T08:26:60",
                "2010-12-01T08:26:37.",
                "2010-12-01T08:26:37.1234567890",
                "2010-12-01T08:26:37X",
                "2010-12-01T08:26:37+2",
                "2010-12-01T08:26:37+99:00",
                "2010-12-01T08:26:37+02:00 ",
                "2010-12-01Z",
                "2010-12-01_08:26",
                "٢٠١٠-12-01"
            })
    void whatIsNotIsoIsRefused(String text) {
        TimeFormat utc = TimeFormat.of(TimeFormat.ISO, ZoneOffset.UTC);
        assertThrows(DateTimeException.class, () -> utc.epochMillis(text));
    }

    @Test
    void aTimeWithoutAnOffsetIsLocalToTheZone() {
        TimeFormat berlin = TimeFormat.of(TimeFormat.ISO, BERLIN);
        assertEquals(millis("2021-06-30T22:00:00Z"), berlin.epochMillis("2021-07-01"));
        assertEquals(millis("2021-01-01T11:00:00Z"), berlin.epochMillis("2021-01-01 12:00"));
        assertEquals(
                millis("2021-03-28T01:30:00Z"),
                berlin.epochMillis("2021-03-28 02:30"),
                "left out by the clock change: moves on by an hour");
        assertEquals(
                millis("2021-10-31T00:30:00Z"),
                berlin.epochMillis("2021-10-31 02:30"),
                "comes twice: the first");
        assertEquals(millis("2021-07-01T10:00:00Z"), berlin.epochMillis("2021-07-01T10:00:00Z"));
    }

    @Test
    void epochNumbersAreReadInTheirUnit() {
        TimeFormat millis = TimeFormat.of(TimeFormat.EPOCH_MILLIS, BERLIN);
        TimeFormat seconds = TimeFormat.of(TimeFormat.EPOCH_SECONDS, BERLIN);
        assertEquals(1_291_191_997_123L, millis.epochMillis("1291191997123"));
        assertEquals(-5, millis.epochMillis("-5"));
        assertEquals(1_291_191_997_000L, seconds.epochMillis("1291191997"));
        for (String wrong : new String[] {"", "-", "1.5", "1e9", "12345678901234567", "+5"}) {
            assertThrows(DateTimeException.class, () -> millis.epochMillis(wrong), wrong);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "M/d/yyyy H:mm, 12/1/2010 8:26, 2010-12-01T08:26:00Z",
        "dd.MM.yyyy, 01.12.2010, 2010-12-01T00:00:00Z",
        "yyyyMMdd, 20101201, 2010-12-01T00:00:00Z",
        "d-MMM-yy, 1-dec-10, 2010-12-01T00:00:00Z",
        "M/d/yyyy h:mm a, 12/1/2010 8:26 pm, 2010-12-01T20:26:00Z",
        "uuuu-MM-dd'T'HH:mm:ssXXX, 2010-12-01T08:26:00+02:00, 2010-12-01T06:26:00Z",
        "yyyy-MM-dd HH:mm:ss 'UTC', 2010-12-01 08:26:37 UTC, 2010-12-01T08:26:37Z",
    })
    void aPatternIsReadAsItIsWritten(String pattern, String text, String instant) {
        TimeFormat format = TimeFormat.of(pattern, ZoneOffset.UTC);
        assertEquals(millis(instant), format.epochMillis(text));
    }

    @Test
    void aDayThatDoesNotExistIsRefusedAndNotMended() {
        TimeFormat format = TimeFormat.of("M/d/yyyy", ZoneOffset.UTC);
        assertThrows(DateTimeException.class, () -> format.epochMillis("2/30/2010"));
        assertThrows(DateTimeException.class, () -> format.epochMillis("13/1/2010"));
        assertThrows(DateTimeException.class, () -> format.epochMillis("1/1/2010 and more"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mm/dd/yyyy", "YYYY-MM-dd", "M/d/yyyy h:mm", "HH:mm", "dd/MM", "", "bogus!"})
    void aPatternThatLosesPartOfTheTimeIsRefusedAtOnce(String pattern) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> TimeFormat.of(pattern, ZoneOffset.UTC));
        assertTrue(refused.getMessage().contains("'" + pattern + "'"), refused.getMessage());
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
