package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CdnowEventReaderTest {
    private static final long DAY = Instant.parse("1997-01-18T00:00:00Z").toEpochMilli();
    private static final SourcePosition LINE_2 = new SourcePosition("cdnow.txt", 0, 2);

    private final CdnowEventReader reader =
            new CdnowEventReader(
                    ZoneOffset.UTC, new EventLimits("USD", 0, 2 * DAY), "0123456789abcdef");

    @Test
    void aLineOfTheMasterNamesItsCustomerFirst() {
        assertEquals(purchase("00004", 2973), event(" 00004 19970118  2   29.73"));
    }

    @Test
    void aLineOfTheSampleNamesItsCustomerSecond() {
        assertEquals(purchase("0001", 2973), event(" 00004 0001 19970118  2   29.73"));
        assertEquals(purchase("0001", 0), event("00004\t0001 19970118 2 0.00 \r"));
    }

    @ParameterizedTest
    @CsvSource({
        "00004 19970118 2, MALFORMED",
        "00004 0001 19970118 2 29.73 1, MALFORMED",
        "x, MALFORMED",
        "00004 19970230 2 29.73, BAD_TIME",
        "00004 1997-1-1 2 29.73, BAD_TIME",
        "00004 970118 2 29.73, BAD_TIME",
        "00004 00000000 2 29.73, BAD_TIME",
        "00004 19690118 2 29.73, TIME_OUT_OF_RANGE",
        "00004 19970118 2 n/a, BAD_AMOUNT",
        "00004 19970118 2 -1.00, NEGATIVE_AMOUNT",
        "'', EMPTY",
        "' ', MALFORMED",
    })
    void aBadLineIsRejectedWithItsReason(String line, RejectionReason reason) {
        Intake intake = reader.read(line.getBytes(StandardCharsets.UTF_8), LINE_2);
        assertEquals(reason, assertInstanceOf(Intake.Rejected.class, intake).rejection().reason());
    }

    @Test
    void bytesThatAreNotUtf8AreNotMadeIntoACustomer() {
        byte[] raw = "0000? 19970118 2 29.73".getBytes(StandardCharsets.UTF_8);
        raw[4] = (byte) 0xFF;
        Intake intake = reader.read(raw, LINE_2);
        assertEquals(
                RejectionReason.MALFORMED,
                assertInstanceOf(Intake.Rejected.class, intake).rejection().reason());
    }

    private static CustomerEvent purchase(String customerId, long amountMinor) {
        return new CustomerEvent(
                "0123456789abcdef-2", customerId, EventType.PURCHASE, DAY, "", amountMinor, "");
    }

    private CustomerEvent event(String line) {
        Intake intake = reader.read(line.getBytes(StandardCharsets.UTF_8), LINE_2);
        return assertInstanceOf(Intake.Accepted.class, intake).event();
    }
}
