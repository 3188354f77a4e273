package dev.tidemark.wire;

import static dev.tidemark.wire.NativeDoor.AT;
import static dev.tidemark.wire.NativeDoor.LIMITS;
import static dev.tidemark.wire.NativeDoor.READER;
import static dev.tidemark.wire.NativeDoor.accepted;
import static dev.tidemark.wire.NativeDoor.millis;
import static dev.tidemark.wire.NativeDoor.purchase;
import static dev.tidemark.wire.NativeDoor.reason;
import static dev.tidemark.wire.NativeDoor.rejected;
import static dev.tidemark.wire.NativeDoor.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.sim.BrokenKind;
import dev.tidemark.sim.Delivery;
import dev.tidemark.sim.EventShares;
import dev.tidemark.sim.Shop;
import dev.tidemark.sim.ShopConfig;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of a native event; {@link NativeEventDocumentTest} is about bytes and JSON. */
class NativeEventReaderTest {
    @Test
    void aSoundEventIsReadWhole() {
        assertEquals(
                new CustomerEvent(
                        "e1",
                        "c1",
                        EventType.PURCHASE,
                        millis("2024-03-01T10:00:00Z"),
                        "o1",
                        1_250,
                        "web"),
                accepted(purchase("'currency':'USD','channel':'web'")));
    }

    @Test
    void whatIsNotSaidIsEmpty() {
        CustomerEvent view =
                accepted(
                        purchase("")
                                .replace("purchase", "view")
                                .replace(",\"amount\":12.5", "")
                                .replace(",\"orderId\":\"o1\"", ""));
        assertEquals("", view.orderId());
        assertEquals("", view.channel());
        assertTrue(!view.hasAmount());
    }

    /** Fields that a reader of a later release may know: flat, deep, long, of every kind. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'properties':{'a':[1,2,{'b':null}],'eventId':'not this one'}",
                "'note':null",
                "'note':[[[[]]]]",
                "'note':-1.5e300",
                "'note':'\\u0000'",
                "'':''",
                "'channel':null",
                "'currency':null",
                "'currency':' '",
                "'currency':'usd'"
            })
    void fieldsItDoesNotKnowArePassedOver(String fields) {
        assertEquals("e1", accepted(purchase(fields)).eventId());
        assertEquals("", accepted(purchase(fields)).channel());
    }

    /** Fields over the sound ones: the last of two fields of one name counts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'eventId':null                 | MISSING_FIELD",
                "'eventId':''                   | MISSING_FIELD",
                "'eventId':' \\t '              | MISSING_FIELD",
                "'eventId':true                 | BAD_FIELD",
                "'eventId':[]                   | BAD_FIELD",
                "'eventId':['e1']               | BAD_FIELD",
                "'customerId':null              | MISSING_FIELD",
                "'customerId':'  '              | MISSING_FIELD",
                "'customerId':{'id':1}          | BAD_FIELD",
                "'customerId':false             | BAD_FIELD",
                "'type':null                    | MISSING_FIELD",
                "'type':''                      | MISSING_FIELD",
                "'type':'Purchase'              | UNKNOWN_TYPE",
                "'type':'purchase '             | UNKNOWN_TYPE",
                "'type':'teleport'              | UNKNOWN_TYPE",
                "'type':1                       | UNKNOWN_TYPE",
                "'occurredAt':null              | MISSING_FIELD",
                "'occurredAt':''                | MISSING_FIELD",
                "'occurredAt':'yesterday'       | BAD_TIME",
                "'occurredAt':'2024-03-01'      | BAD_TIME",
                "'occurredAt':'1709287200000'   | BAD_TIME",
                "'occurredAt':1709287200000.5   | BAD_TIME",
                "'occurredAt':1.7e12            | BAD_TIME",
                "'occurredAt':99999999999999999999 | BAD_TIME",
                "'occurredAt':9223372036854775807  | BAD_TIME",
                "'occurredAt':{}                | BAD_FIELD",
                "'occurredAt':0                 | TIME_OUT_OF_RANGE",
                "'occurredAt':-1                | TIME_OUT_OF_RANGE",
                "'occurredAt':1709287200        | TIME_OUT_OF_RANGE",
                "'occurredAt':9223372036854775806 | TIME_OUT_OF_RANGE",
                "'occurredAt':'1989-12-31T23:59:59.999Z' | TIME_OUT_OF_RANGE",
                "'occurredAt':'2100-01-01T00:00:00Z'     | TIME_OUT_OF_RANGE",
                "'orderId':{}                   | BAD_FIELD",
                "'channel':[]                   | BAD_FIELD",
                "'currency':'EUR'               | UNSUPPORTED_CURRENCY",
                "'currency':'US'                | UNSUPPORTED_CURRENCY",
                "'currency':840                 | UNSUPPORTED_CURRENCY",
                "'amount':null                  | MISSING_FIELD",
                "'amount':''                    | MISSING_FIELD",
                "'amount':'1O.50'               | BAD_AMOUNT",
                "'amount':'1,234.50'            | BAD_AMOUNT",
                "'amount':'$5'                  | BAD_AMOUNT",
                "'amount':'NaN'                 | BAD_AMOUNT",
                "'amount':'Infinity'            | BAD_AMOUNT",
                "'amount':'0x10'                | BAD_AMOUNT",
                "'amount':'٣'                   | BAD_AMOUNT",
                "'amount':1e99                  | BAD_AMOUNT",
                "'amount':99999999999999999     | BAD_AMOUNT",
                "'amount':[12.5]                | BAD_FIELD",
                "'amount':true                  | BAD_FIELD",
                "'amount':-0.01                 | NEGATIVE_AMOUNT",
                "'amount':'-5'                  | NEGATIVE_AMOUNT"
            })
    void aFieldThatWillNotDoIsRejectedWithItsReason(String field, RejectionReason reason) {
        assertSame(reason, reason(purchase(field)), field);
    }

    @ParameterizedTest
    @CsvSource({
        "12.5,      1250",
        "0,         0",
        "0.0,       0",
        "-0,        0",
        "0.005,     0",
        "0.015,     2",
        "12.345,    1234",
        "1e2,       10000",
        "1.5E-1,    15",
        "10000000000000, 1000000000000000"
    })
    void anAmountIsANumberOrItsText(String amount, long minor) {
        assertEquals(minor, accepted(purchase("'amount':" + amount)).amountMinor());
        assertEquals(minor, accepted(purchase("'amount':'" + amount + "'")).amountMinor());
        assertEquals(minor, accepted(purchase("'amount':' " + amount + " '")).amountMinor());
    }

    @Test
    void anAmountBelowHalfAMinorUnitIsZeroAndNotNegative() {
        assertEquals(0, accepted(purchase("'amount':-0.001")).amountMinor());
    }

    @Test
    void anAmountIsInTheMinorUnitsOfTheCurrency() {
        EventReader yen = NativeEventReader.of(new EventLimits("jpy", 0, LIMITS.latest()));
        Intake intake = yen.read(utf8(purchase("'currency':'JPY'")), AT);
        assertEquals(12, ((Intake.Accepted) intake).event().amountMinor());
        EventReader dinar = NativeEventReader.of(new EventLimits("KWD", 0, LIMITS.latest()));
        intake = dinar.read(utf8(purchase("'currency':'kwd'")), AT);
        assertEquals(12_500, ((Intake.Accepted) intake).event().amountMinor());
    }

    @ParameterizedTest
    @CsvSource({
        "refund,     true,  true,  true",
        "refund,     true,  false, true",
        "refund,     false, true,  true",
        "refund,     false, false, false",
        "purchase,   true,  false, false",
        "purchase,   false, true,  true",
        "view,       false, false, true",
        "engagement, false, false, true"
    })
    void whetherAnAmountIsNeededDependsOnTheType(
            String type, boolean order, boolean amount, boolean sound) {
        String json = purchase("").replace("purchase", type);
        json = order ? json : json.replace(",\"orderId\":\"o1\"", "");
        json = amount ? json : json.replace(",\"amount\":12.5", "");
        Intake intake = READER.read(utf8(json), AT);
        assertEquals(sound, intake instanceof Intake.Accepted, json);
        if (intake instanceof Intake.Rejected rejected) {
            assertSame(RejectionReason.MISSING_FIELD, rejected.rejection().reason());
            assertEquals("amount is missing or blank", rejected.rejection().detail());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "17850,   17850",
        "17850.0, 17850.0",
        "-1,      -1",
        "0,       0",
        "1e3,     1e3",
        "12345678901234567890123, 12345678901234567890123"
    })
    void idsMayBeNumbersAndStayAsTheyAreWritten(String number, String id) {
        CustomerEvent event = accepted(purchase("'customerId':" + number + ",'orderId':" + number));
        assertEquals(id, event.customerId());
        assertEquals(id, event.orderId());
    }

    @Test
    void aTimeIsRfc3339OrEpochMilliseconds() {
        long moment = millis("2024-03-01T10:00:00.250Z");
        assertEquals(moment, accepted(purchase("'occurredAt':" + moment)).occurredAt());
        assertEquals(
                moment,
                accepted(purchase("'occurredAt':'2024-03-01T11:00:00.250999+01:00'")).occurredAt());
        assertEquals(
                LIMITS.earliest(),
                accepted(purchase("'occurredAt':" + LIMITS.earliest())).occurredAt());
        assertEquals(
                LIMITS.latest() - 1,
                accepted(purchase("'occurredAt':" + (LIMITS.latest() - 1))).occurredAt());
    }

    @Test
    void ofTwoTimesTheLastCountsWhateverItsForm() {
        assertEquals(
                millis("2024-03-02T00:00:00Z"),
                accepted(purchase("'occurredAt':1709287200001,'occurredAt':'2024-03-02T00:00:00Z'"))
                        .occurredAt());
        assertEquals(
                1_709_287_200_001L, accepted(purchase("'occurredAt':1709287200001")).occurredAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud800",
                "\\udc00",
                "a\\ud83d",
                "\\ude00\\ud83d",
                "\\ud83d\\ud83d\\ude00",
                "\\ud83dx\\ude00"
            })
    void halfASurrogatePairIsRefusedAtTheDoor(String half) {
        for (String field : new String[] {"eventId", "customerId", "orderId", "channel", "type"}) {
            assertSame(
                    RejectionReason.BAD_FIELD,
                    reason(purchase("'" + field + "':'" + half + "'")),
                    field);
        }
        assertSame(
                RejectionReason.UNSUPPORTED_CURRENCY,
                reason(purchase("'currency':'" + half + "'")));
        assertSame(RejectionReason.BAD_AMOUNT, reason(purchase("'amount':'" + half + "'")));
        assertSame(RejectionReason.BAD_TIME, reason(purchase("'occurredAt':'" + half + "'")));
    }

    @Test
    void aWholePairIsAnOrdinaryCharacter() {
        assertEquals("😀", accepted(purchase("'customerId':'\\ud83d\\ude00'")).customerId());
        assertEquals("😀", accepted(purchase("'customerId':'😀'")).customerId());
    }

    /** They are escaped wherever they are written, so they do no harm. */
    @Test
    void controlCharactersInIdsAreKept() {
        String odd = "a\u0000b\nc\u001fd\u007f\u2028e\uFFFD";
        String json = "a\\u0000b\\nc\\u001fd\\u007f\\u2028e\\ufffd";
        assertEquals(odd, accepted(purchase("'customerId':'" + json + "'")).customerId());
        assertEquals("\u0000", accepted(purchase("'eventId':'\\u0000'")).eventId());
    }

    @Test
    void anIdIsAtMost512CharactersLong() {
        assertEquals(
                512, accepted(purchase("'eventId':'" + "x".repeat(512) + "'")).eventId().length());
        for (String field : new String[] {"eventId", "customerId", "orderId", "channel"}) {
            String tooLong = purchase("'" + field + "':'" + "x".repeat(513) + "'");
            Rejection rejection = rejected(utf8(tooLong));
            assertSame(RejectionReason.BAD_FIELD, rejection.reason());
            assertEquals(
                    field + " is 513 characters long; at most 512 are allowed", rejection.detail());
        }
    }

    @Test
    void aFileGivesEventsWithoutIdsTheirLine() {
        EventReader ofFile = NativeEventReader.ofFile(LIMITS, "0123abcd");
        Intake intake = ofFile.read(utf8(purchase("'eventId':null")), AT);
        assertEquals("0123abcd-41", ((Intake.Accepted) intake).event().eventId());
        intake = ofFile.read(utf8(purchase("")), AT);
        assertEquals("e1", ((Intake.Accepted) intake).event().eventId());
    }

    @Test
    void theSameBytesGiveTheSameAnswer() {
        byte[] raw = utf8(purchase("'channel':'web'"));
        assertEquals(READER.read(raw, AT), READER.read(raw, AT));
    }

    /** All kinds of broken records of a broken shop, and every sound event of it. */
    @Test
    void aShopsEventsAreReadAndItsBrokenRecordsRefusedForTheirReason() {
        EventShares shares = new EventShares(0.1, 0.05, 0.02, 0.02, 0.5);
        ShopConfig config = ShopConfig.defaults(9, 400).withShares(shares);
        NativeEventJson json = new NativeEventJson(LIMITS);
        Set<BrokenKind> seen = EnumSet.noneOf(BrokenKind.class);
        Shop shop = new Shop(config);
        for (int i = 0; i < 5_000 && shop.hasNext(); i++) {
            Delivery.Payload payload = shop.next().payload();
            if (payload instanceof Delivery.Event sound) {
                assertEquals(sound.event(), accepted(json.write(sound.event())));
            } else if (payload instanceof Delivery.Broken broken) {
                assertSame(
                        broken.kind().reason(), rejected(broken.raw()).reason(), broken::toString);
                seen.add(broken.kind());
            }
        }
        assertEquals(EnumSet.allOf(BrokenKind.class), seen);
    }
}
