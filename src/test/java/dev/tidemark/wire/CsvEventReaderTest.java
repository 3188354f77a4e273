package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvEventReaderTest {
    private static final EventLimits LIMITS =
            new EventLimits("USD", millis("1990-01-01T00:00:00Z"), millis("2040-01-01T00:00:00Z"));
    private static final SourcePosition LINE_7 = new SourcePosition("orders.csv", 0, 7);
    private static final String DIGEST = "0123456789abcdef";

    private final EventReader simple =
            reader(
                    "customer=customer,order=order,time=time,amount=amount",
                    "customer,order,time,amount,note");
    private final EventReader full =
            reader(
                    "customer=customer,order=order,time=time,amount=amount,event=event,type=type,"
                            + "currency=currency,channel=channel",
                    "event,type,customer,order,time,amount,currency,channel");

    @Test
    void aRowIsAPurchase() {
        assertEquals(
                new CustomerEvent(
                        DIGEST + "-7",
                        "17850.0",
                        EventType.PURCHASE,
                        millis("2010-12-01T08:26:00Z"),
                        "536365",
                        1530,
                        ""),
                event(simple, "17850.0,536365,2010-12-01 08:26,15.30,a note"));
    }

    @Test
    void everyMappedColumnIsRead() {
        assertEquals(
                new CustomerEvent(
                        "e1",
                        "c1",
                        EventType.REFUND,
                        millis("2010-12-01T00:00:00Z"),
                        "o1",
                        500,
                        "web"),
                event(full, "e1,refund,c1,o1,2010-12-01,5,usd,web"));
        assertEquals(EventType.VIEW, event(full, ",View,c1,,2010-12-01,,,").type(), "in any case");
        assertEquals(
                DIGEST + "-7",
                event(full, ",view,c1,,2010-12-01,,,").eventId(),
                "a blank event id counts as none");
        assertEquals(
                EventType.PURCHASE,
                event(full, "e1,,c1,,2010-12-01,5,,").type(),
                "a blank type is a purchase");
    }

    @Test
    void anAmountBelowZeroIsARefundOfThatMuch() {
        CustomerEvent refund = event(simple, "c1,C536379,2010-12-01,-27.50,");
        assertEquals(EventType.REFUND, refund.type());
        assertEquals(2750, refund.amountMinor());
        assertEquals("C536379", refund.orderId());
        assertEquals(EventType.REFUND, event(full, "e,purchase,c,,2010-12-01,-5,,").type());
        assertEquals(500, event(full, "e,refund,c,,2010-12-01,-5,,").amountMinor());
    }

    @Test
    void anAmountOfZeroIsAPurchase() {
        for (String zero : new String[] {"0", "0.00", "-0", "-0.001"}) {
            CustomerEvent free = event(simple, "c1,o1,2010-12-01," + zero + ",");
            assertEquals(EventType.PURCHASE, free.type(), zero);
            assertEquals(0, free.amountMinor(), zero);
        }
    }

    @Test
    void aProductOfTwoColumnsIsTheAmount() {
        EventReader reader =
                reader("customer=c,time=t,amount=quantity*price", "c,t,quantity,price");
        assertEquals(1530, event(reader, "c1,2010-12-01,6,2.55").amountMinor());
        CustomerEvent refund = event(reader, "c1,2010-12-01,-12,2.55");
        assertEquals(EventType.REFUND, refund.type());
        assertEquals(3060, refund.amountMinor());
        assertEquals(
                RejectionReason.MISSING_FIELD, rejection(reader, "c1,2010-12-01,,2.55").reason());
        assertEquals(
                "amount 'six * 2.55' has 's' at character 1; a number is digits with at most one"
                        + " point",
                rejection(reader, "c1,2010-12-01,six,2.55").detail());
    }

    @ParameterizedTest
    @CsvSource({
        "-12,0,REFUND,0",
        "-12,0.00,REFUND,0",
        "-1,0.001,REFUND,0",
        "-1,-0.00,REFUND,0",
        "0,-5,REFUND,0",
        "-2.5e0,0e5,REFUND,0",
        "12,0,PURCHASE,0",
        "12,-0.00,PURCHASE,0",
        "-0,5,PURCHASE,0",
        "-2,-5,PURCHASE,1000",
        "2,-5,REFUND,1000"
    })
    void aProductWithOneFactorBelowZeroIsARefund(
            String quantity, String price, EventType type, long amountMinor) {
        EventReader reader =
                reader("customer=c,time=t,amount=quantity*price", "c,t,quantity,price");
        CustomerEvent event = event(reader, "c1,2010-12-01,%s,%s".formatted(quantity, price));
        assertEquals(type, event.type());
        assertEquals(amountMinor, event.amountMinor());
    }

    @Test
    void aProductOfNothingLeavesATypeThatIsNoPurchaseAlone() {
        EventReader reader =
                reader("customer=c,time=t,type=y,amount=quantity*price", "c,t,y,quantity,price");
        assertEquals(EventType.VIEW, event(reader, "c1,2010-12-01,view,-1,0").type());
        assertEquals(EventType.REFUND, event(reader, "c1,2010-12-01,purchase,-1,0").type());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5,00|500",
                "-3,50|-350",
                ",5|50",
                "7|700",
                "1234,5|123450",
                "1,5e2|15000",
                "1.234|",
                "1.234,50|",
                "5.00|",
                "1,2,3|"
            })
    void withADecimalCommaAPointIsRefused(String text, Long minor) {
        CsvDialect comma = new CsvDialect(';', ',', "UTF-8");
        EventReader reader = reader("customer=c,time=t,amount=a", "c;t;a", comma);
        String row = "c1;2010-12-01;" + text;
        if (minor == null) {
            assertEquals(RejectionReason.BAD_AMOUNT, rejection(reader, row).reason());
            return;
        }
        assertEquals(minor < 0 ? EventType.REFUND : EventType.PURCHASE, event(reader, row).type());
        assertEquals(Math.abs(minor), event(reader, row).amountMinor());
    }

    @Test
    void aProductMayHaveDecimalCommas() {
        EventReader reader =
                reader(
                        "customer=c,time=t,amount=q*p",
                        "c;t;q;p",
                        new CsvDialect(';', ',', "UTF-8"));
        assertEquals(382, event(reader, "c1;2010-12-01;1,5;2,55").amountMinor(), "3.825, to even");
        assertEquals(EventType.REFUND, event(reader, "c1;2010-12-01;-1;0,00").type());
        assertEquals(EventType.PURCHASE, event(reader, "c1;2010-12-01;1;-0,00").type());
        assertEquals(
                "amount '1 * 2.55' has '.' at character 2; a number is digits with at most one"
                        + " decimal comma",
                rejection(reader, "c1;2010-12-01;1;2.55").detail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "latin1", "UTF-8", "utf8"})
    void headerAndFieldsAreReadInTheEncodingOfTheLog(String charsetName) throws Exception {
        CsvDialect dialect = new CsvDialect(';', '.', charsetName);
        EventReader reader =
                travelled(reader("customer=Käufer,time=t,amount=a", "Käufer;t;a", dialect));
        byte[] row = "\"J\u00f6rg\";2010-12-01;5".getBytes(dialect.charset());
        Intake.Accepted read =
                assertInstanceOf(Intake.Accepted.class, reader.read(row, LINE_7), charsetName);
        assertEquals("J\u00f6rg", read.event().customerId());
    }

    @Test
    void aByteThatIsNoneOfTheEncodingIsToldWithItsName() {
        EventReader reader =
                reader(
                        "customer=c,time=t,amount=a",
                        "c;t;a",
                        new CsvDialect(';', '.', "windows-1252"));
        byte[] row = "c\u0081;2010-12-01;5".getBytes(StandardCharsets.ISO_8859_1);
        Intake.Rejected read = assertInstanceOf(Intake.Rejected.class, reader.read(row, LINE_7));
        assertEquals("c is not windows-1252", read.rejection().detail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "IBM037", "GB18030", "Shift_JIS", "Klingon", ""})
    void anEncodingInWhichADelimiterIsNotAlwaysOneIsRefused(String charsetName) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new CsvDialect(',', '.', charsetName));
        assertTrue(refused.getMessage().contains("'" + charsetName + "'"), refused.getMessage());
    }

    @Test
    void aRefundMayNameOnlyItsOrder() {
        CustomerEvent refund = event(full, "e,refund,c,o1,2010-12-01,,,");
        assertEquals(CustomerEvent.NO_AMOUNT, refund.amountMinor());
        assertEquals(
                RejectionReason.MISSING_FIELD,
                rejection(full, "e,refund,c,,2010-12-01,,,").reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'c1,o1,2010-12-01,5'|MALFORMED|the row has 4 columns, the header 5",
                "'c1,o1,2010-12-01,5,a,b'|MALFORMED|the row has 6 columns, the header 5",
                "'c1,o1,2010-12-01,5,\"a'|MALFORMED|a quoted field is never closed",
                "',o1,2010-12-01,5,'|MISSING_FIELD|customer is missing or blank",
                "'   ,o1,2010-12-01,5,'|MISSING_FIELD|customer is missing or blank",
                "'c1,o1,,5,'|MISSING_FIELD|time is missing or blank",
                "'c1,o1,2010-12-01,,'|MISSING_FIELD|amount is missing or blank",
                "'c1,o1,1/2/2010,5,'|BAD_TIME|time '1/2/2010' is not of the format iso",
                "'c1,o1,2010-02-30,5,'|BAD_TIME|time '2010-02-30' is not of the format iso",
                "'c1,o1,1066-10-14,5,'|TIME_OUT_OF_RANGE|time is 1066-10-14T00:00:00Z; it must"
                        + " lie from 1990-01-01T00:00:00Z and before 2040-01-01T00:00:00Z",
                "'c1,o1,2040-01-01,5,'|TIME_OUT_OF_RANGE|time is 2040-01-01T00:00:00Z; it must"
                        + " lie from 1990-01-01T00:00:00Z and before 2040-01-01T00:00:00Z",
                "'c1,o1,2010-12-01,\"1,234.50\",'|BAD_AMOUNT|amount '1,234.50' has ',' at"
                        + " character 2; a number is digits with at most one point",
                "'c1,o1,2010-12-01,NaN,'|BAD_AMOUNT|amount 'NaN' has 'N' at character 1; a number"
                        + " is digits with at most one point",
            })
    void aBadRowIsRejectedWithItsReason(String row, RejectionReason reason, String detail) {
        Rejection rejection = rejection(simple, row);
        assertEquals(detail, rejection.detail());
        assertEquals(reason, rejection.reason());
        assertEquals(LINE_7, rejection.at());
    }

    @Test
    void aRejectionKeepsItsBytes() {
        byte[] raw = {'c', ',', (byte) 0xa3};
        Intake.Rejected rejected =
                assertInstanceOf(Intake.Rejected.class, simple.read(raw, LINE_7));
        assertSame(raw, rejected.rejection().raw());
    }

    @Test
    void whatTheOptionalColumnsSayIsCheckedToo() {
        Rejection currency = rejection(full, "e,,c,,2010-12-01,5,EUR,");
        assertEquals(RejectionReason.UNSUPPORTED_CURRENCY, currency.reason());
        assertEquals(
                "currency is 'EUR'; amounts at 2010-12-01T00:00:00Z must be in USD",
                currency.detail());
        assertEquals(
                RejectionReason.UNKNOWN_TYPE, rejection(full, "e,sale,c,,2010-12-01,5,,").reason());
        assertEquals(
                RejectionReason.NEGATIVE_AMOUNT,
                rejection(full, "e,view,c,,2010-12-01,-5,,").reason());
        String long513 = "x".repeat(EventLimits.MAX_ID_LENGTH + 1);
        String long512 = "x".repeat(EventLimits.MAX_ID_LENGTH);
        for (String template :
                new String[] {
                    "%s,,c,,2010-12-01,5,,",
                    "e,,%s,,2010-12-01,5,,",
                    "e,,c,%s,2010-12-01,5,,",
                    "e,,c,,2010-12-01,5,,%s"
                }) {
            Rejection tooLong = rejection(full, template.formatted(long513));
            assertEquals(RejectionReason.BAD_FIELD, tooLong.reason(), template);
            event(full, template.formatted(long512));
        }
    }

    @Test
    void aForeignEncodingOnlyMattersInAColumnThatIsRead() {
        byte[] pound = "c1,o1,2010-12-01,5,\u00a3".getBytes(StandardCharsets.ISO_8859_1);
        assertInstanceOf(Intake.Accepted.class, simple.read(pound, LINE_7));
        byte[] umlaut = "J\u00fcrgen,o1,2010-12-01,5,".getBytes(StandardCharsets.ISO_8859_1);
        Intake.Rejected rejected =
                assertInstanceOf(Intake.Rejected.class, simple.read(umlaut, LINE_7));
        assertEquals(RejectionReason.MALFORMED, rejected.rejection().reason());
        assertEquals("customer is not UTF-8", rejected.rejection().detail());
    }

    @Test
    void noBytesAndTooManyBytesAreRejected() {
        assertEquals(RejectionReason.EMPTY, rejection(simple, "").reason());
        String large = "c1,o1,2010-12-01,5," + "x".repeat(EventLimits.MAX_BYTES);
        assertEquals(RejectionReason.TOO_LARGE, rejection(simple, large).reason());
    }

    @Test
    void theDetailIsOneLineOfReasonableLength() {
        String row = "c1,o1,\"2010\n12" + "9".repeat(10_000) + "\",5,";
        Rejection rejection = rejection(simple, row);
        assertEquals(RejectionReason.BAD_TIME, rejection.reason());
        assertEquals(1, rejection.detail().lines().count(), rejection.detail());
        assertTrue(rejection.detail().length() < 120, rejection.detail());
    }

    @Test
    void itReadsTheSameAfterBeingSentAround() throws Exception {
        String row = "e1,refund,c1,\"o,1\",2010-12-01,5,usd,web";
        CustomerEvent before = event(full, row);
        assertEquals(before, event(travelled(full), row));
    }

    private static EventReader travelled(EventReader reader) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(reader);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (EventReader) in.readObject();
        }
    }

    @Test
    void noBytesWhatsoeverMakeItThrow() {
        byte[] good =
                "e1,refund,c1,\"o1\",2010-12-01T00:00:00Z,-5.25,usd,web"
                        .getBytes(StandardCharsets.UTF_8);
        for (long seed = 1; seed <= 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = good.clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                Intake intake = full.read(bytes, LINE_7);
                if (intake instanceof Intake.Rejected rejected) {
                    assertArrayEquals(bytes, rejected.rejection().raw(), "seed " + seed);
                }
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static EventReader reader(String mapping, String header) {
        return reader(mapping, header, CsvDialect.of(','));
    }

    private static EventReader reader(String mapping, String header, CsvDialect dialect) {
        CsvLayout layout =
                CsvLayout.of(
                        mapping,
                        header.getBytes(dialect.charset()),
                        dialect,
                        TimeFormat.of(TimeFormat.ISO, ZoneOffset.UTC));
        return new CsvEventReader(layout, LIMITS, DIGEST);
    }

    private static CustomerEvent event(EventReader reader, String row) {
        Intake intake = reader.read(row.getBytes(StandardCharsets.UTF_8), LINE_7);
        if (intake instanceof Intake.Rejected rejected) {
            throw new AssertionError(row + ": " + rejected.rejection().detail());
        }
        return ((Intake.Accepted) intake).event();
    }

    private static Rejection rejection(EventReader reader, String row) {
        Intake intake = reader.read(row.getBytes(StandardCharsets.UTF_8), LINE_7);
        return assertInstanceOf(Intake.Rejected.class, intake, row).rejection();
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
