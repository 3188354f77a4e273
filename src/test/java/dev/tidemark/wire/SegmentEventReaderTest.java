package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SurveyKind;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call of the Segment Spec is, field by field, and why some are refused. */
class SegmentEventReaderTest {
    private static final EventLimits LIMITS =
            new EventLimits(
                    "USD",
                    NativeDoor.LIMITS.earliest(),
                    NativeDoor.LIMITS.latest(),
                    ExchangeRates.parse("EUR=2"));
    private static final EventReader READER = SegmentEventReader.of(LIMITS);

    /** Single quotes for double ones; a field given again counts. */
    private static String call(String type, String fields) {
        return ("{'type':'%s','messageId':'m','userId':'u','timestamp':'2026-01-02T03:04:05Z',%s}")
                .formatted(type, fields);
    }

    private static String track(String event, String properties) {
        return call("track", "'event':'%s','properties':{%s}".formatted(event, properties));
    }

    private static Intake read(String json) {
        return READER.read(NativeDoor.utf8(json.replace('\'', '"')), NativeDoor.AT);
    }

    private static CustomerEvent accepted(String json) {
        Intake intake = read(json);
        return assertInstanceOf(Intake.Accepted.class, intake, () -> json + ": " + intake).event();
    }

    private static void assertRefused(RejectionReason reason, String word, String json) {
        Rejection rejection = assertInstanceOf(Intake.Rejected.class, read(json), json).rejection();
        assertEquals(reason, rejection.reason(), json + ": " + rejection.detail());
        assertTrue(rejection.detail().contains(word), rejection.detail());
        assertEquals(1, rejection.detail().lines().count(), rejection.detail());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'revenue':58.9,'subtotal':62.9,'total':80.48 | 5890",
                "'revenue':'  58.9 ','subtotal':62.9 | 5890",
                "'revenue':null,'subtotal':'62.90','total':80 | 6290",
                "'revenue':'  ','total':'80.48','tax':12.58,'shipping':'5' | 6290",
                "'total':80.48,'tax':'' | 8048",
                "'products':[{'price':'1.005','quantity':3},{'price':2}] | 502",
                "'products':[{'price':0.1,'quantity':'3'}],'revenue':0 | 0",
                "'revenue':10,'currency':'eur' | 2000",
                "'revenue':10,'currency':' usd ' | 1000",
                "'revenue':10,'currency':'' | 1000",
                "'revenue':1e2 | 10000",
                "'revenue':-0.0 | 0"
            })
    void anOrderIsWorthTheFirstThatItSays(String properties, long minor) {
        CustomerEvent event = accepted(track("Order Completed", properties));
        assertEquals(EventType.PURCHASE, event.type());
        assertEquals(minor, event.amountMinor(), properties);
        assertEquals("", event.orderId(), "an order of its own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'revenue':-30 | 3000",
                "'total':-30,'tax':-2,'shipping':3 | 2500",
                "'total':30,'products':[{'price':19},{'price':3,'quantity':2}] | 2500",
                "'total':10,'products':[{'price':19},{'price':3,'quantity':2}] | 1000",
                "'total':30,'products':[{'product_id':'8'}] | 3000",
                "'products':[{'price':19}] | 1900"
            })
    void aRefundCountsWithoutItsSignAndNoMoreThanItsProducts(String properties, long minor) {
        CustomerEvent event = accepted(track("Order Refunded", "'order_id':7," + properties));
        assertEquals(EventType.REFUND, event.type());
        assertEquals("7", event.orderId());
        assertEquals(minor, event.amountMinor(), properties);
    }

    @Test
    void aRefundOfAnOrderAloneIsAllOfIt() {
        CustomerEvent event = accepted(track("Order Refunded", "'order_id':'o'"));
        assertEquals(CustomerEvent.NO_AMOUNT, event.amountMinor());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'timestamp':'2026-01-01T10:00:00.123Z' | 2026-01-01T10:00:00.123Z",
                "'timestamp':'2026-01-01T10:00:00+0100' | 2026-01-01T09:00:00Z",
                "'timestamp':'2026-01-01T10:00:00.5-05' | 2026-01-01T15:00:00.500Z",
                "'timestamp':'2026-01-01T10:00:00' | 2026-01-01T10:00:00Z",
                "'timestamp':'2026-01-01T10:00' | 2026-01-01T10:00:00Z",
                "'timestamp':'2026-01-01' | 2026-01-01T00:00:00Z",
                "'timestamp':1767261600000 | 2026-01-01T10:00:00Z",
                "'timestamp':null,'originalTimestamp':'2026-01-01T10:00:00Z',"
                        + "'receivedAt':'2026-01-01T12:00:00Z' | 2026-01-01T10:00:00Z",
                "'timestamp':'','receivedAt':'2026-01-01T12:00:00Z' | 2026-01-01T12:00:00Z",
                "'timestamp':null,'sentAt':'2026-01-01T12:00:00Z' | 2026-01-01T12:00:00Z",
                "'timestamp':null,'originalTimestamp':'2026-01-01T10:00:00Z',"
                        + "'sentAt':'2026-01-01T10:05:00Z',"
                        + "'receivedAt':'2026-01-01T09:00:00Z' | 2026-01-01T08:55:00Z",
                "'timestamp':'2026-01-01T10:00:00.000Z',"
                        + "'originalTimestamp':'2026-01-01T10:00:00Z',"
                        + "'sentAt':'2026-01-01T10:05:00Z',"
                        + "'receivedAt':'2026-01-01T09:00:00Z' | 2026-01-01T08:55:00Z",
                "'timestamp':'2025-06-01T00:00:00Z','originalTimestamp':'2026-01-01T10:00:00Z',"
                        + "'sentAt':'2026-01-01T10:05:00Z',"
                        + "'receivedAt':'2026-01-01T09:00:00Z' | 2025-06-01T00:00:00Z",
                "'timestamp':'2026-01-01 10:00:00.123456 UTC' | 2026-01-01T10:00:00.123Z",
                "'timestamp':'2026-01-01 10:00:00.123 +0130' | 2026-01-01T08:30:00.123Z",
                "'timestamp':'2026-01-01 10:00' | 2026-01-01T10:00:00Z",
                "'timestamp':'2026-01-01T10:00:00,5Z' | 2026-01-01T10:00:00.500Z",
                "'timestamp':'1767261600000' | 2026-01-01T10:00:00Z"
            })
    void theTimeIsTheCorrectedOne(String fields, String occurredAt) {
        assertEquals(
                Instant.parse(occurredAt),
                Instant.ofEpochMilli(accepted(call("page", fields)).occurredAt()),
                fields);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'timestamp':'2026-01-01T10:00:00Z','originalTimestamp':'Invalid date',"
                        + "'sentAt':{} | 2026-01-01T10:00:00Z",
                "'timestamp':'2026-01-01T10:00:00Z','originalTimestamp':'2026-01-01T10:00:00Z',"
                        + "'sentAt':'0','receivedAt':'2026-01-01T12:00:00Z'"
                        + " | 2026-01-01T10:00:00Z",
                "'timestamp':null,'originalTimestamp':'2026-01-01T10:00:00Z',"
                        + "'sentAt':'NaN','receivedAt':'2026-01-01T12:00:00Z'"
                        + " | 2026-01-01T10:00:00Z",
                "'timestamp':null,'originalTimestamp':'NaN','sentAt':'2026-01-01T10:00:00Z',"
                        + "'receivedAt':'2026-01-01T12:00:00Z' | 2026-01-01T12:00:00Z"
            })
    void aBrokenClockCostsNoCallThatHasAnother(String fields, String occurredAt) {
        assertEquals(
                Instant.parse(occurredAt),
                Instant.ofEpochMilli(accepted(call("page", fields)).occurredAt()),
                fields);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BAD_TIME | 'timestamp':'noon','receivedAt':'2026-01-01T10:00:00Z'",
                "BAD_TIME | 'timestamp':'2026-01-01T10:00:00 CET'",
                "BAD_TIME | 'timestamp':null,'sentAt':'noon'",
                "BAD_FIELD | 'timestamp':{}",
                "TIME_OUT_OF_RANGE | 'timestamp':1767261600"
            })
    void aTimeIsNotGuessed(RejectionReason reason, String fields) {
        assertRefused(reason, "", call("page", fields));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'products':[{'price':10,'currency':'eur'},{'price':5}] | 3000",
                "'revenue':10,'products':[{'price':10,'currency':'EUR'}] | 2000",
                "'currency':'USD','revenue':10,'products':[{'currency':'EUR'}] | 1000",
                "'products':[{'price':10},{'price':5,'currency':'usd'}] | 1500"
            })
    void anOrderWithoutCurrencyIsInThatOfItsFirstProduct(String properties, long minor) {
        assertEquals(minor, accepted(track("Order Completed", properties)).amountMinor());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNSUPPORTED_CURRENCY | 'products':[{'price':10,'currency':'CHF'}]",
                "BAD_FIELD | 'products':[{'price':10},{'price':5,'currency':'EUR'}]",
                "BAD_FIELD | 'currency':'USD','products':[{'price':5,'currency':'EUR'}]"
            })
    void currenciesAreNotMixed(RejectionReason reason, String properties) {
        assertRefused(reason, "", track("Order Completed", properties));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999999999999", "1e-99999999999999999999", "-0e2147483648"})
    void anExponentBeyondAnIntIsRefusedAndThrowsNothing(String number) {
        assertRefused(
                RejectionReason.MALFORMED,
                "exponent",
                track("Order Completed", "'revenue':1,'x':" + number));
    }

    @Test
    void aCallIsOfItsUserElseOfTheDevice() {
        assertEquals("u", accepted(call("page", "'anonymousId':'a'")).customerId());
        assertEquals("a", accepted(call("page", "'userId':' ','anonymousId':'a'")).customerId());
        assertEquals("7", accepted(call("page", "'userId':7")).customerId());
        CustomerEvent both = accepted(call("identify", "'anonymousId':'a'"));
        assertEquals(EventType.PROFILE, both.type(), "no merge: a device may be shared");
    }

    @Test
    void anAliasWithoutPreviousIdMergesTheDevice() {
        CustomerEvent event = accepted(call("alias", "'anonymousId':'a'"));
        assertEquals("a", event.customerId());
        assertEquals(new EventDetail.Merge("u"), event.detail());
    }

    @ParameterizedTest
    @CsvSource({"'3',30", "4.5,45", "' 5 ',50", "'1.0',10"})
    void aRatingIsANumberOrAText(String rating, int tenths) {
        assertEquals(
                new EventDetail.Survey(SurveyKind.RATING, tenths),
                accepted(track("Product Reviewed", "'rating':'" + rating + "'")).detail());
    }

    @Test
    void aReviewWithoutARatingIsWords() {
        assertEquals(
                new EventDetail.Survey(SurveyKind.TEXT, EventDetail.Survey.NO_SCORE),
                accepted(track("Product Reviewed", "'rating':''")).detail());
    }

    @Test
    void personalTraitsAndValuesThatDoNotFitArePassedOver() {
        CustomerEvent event =
                accepted(
                        call(
                                "identify",
                                "'traits':{'email':'a@b','country':'Utopia','birthday':'1/2/80',"
                                        + "'language':{'a':1},'segment_hint':'vip'},"
                                        + "'context':{'campaign':{'source':'ads'},"
                                        + "'traits':{'country':'USA','segmentHint':'x'}}"));
        assertEquals(
                new EventDetail.Profile(Map.of(ProfileAttribute.SEGMENT_HINT, "vip")),
                event.detail());
    }

    @Test
    void theCostOfWinningACustomerIsMoney() {
        CustomerEvent event = accepted(call("identify", "'traits':{'acquisitionCost':'12.5'}"));
        assertEquals(
                new EventDetail.Profile(Map.of(ProfileAttribute.ACQUISITION_COST, "1250")),
                event.detail());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'optOutChannels':'SMS, email' | email,sms",
                "'opt_out_channels':['email','Push'] | email,push",
                "'optOutChannels':[] | ``"
            })
    void channelsToKeepSilentOnComeAsTextOrAsAnArray(String traits, String kept) {
        EventDetail.Profile silent =
                new EventDetail.Profile(Map.of(ProfileAttribute.OPT_OUT_CHANNELS, kept));
        assertEquals(
                silent, accepted(call("identify", "'traits':{%s}".formatted(traits))).detail());
        String inContext = "'context':{'traits':{%s}}".formatted(traits);
        assertEquals(silent, accepted(call("identify", inContext)).detail());
    }

    /** What is passed over is contacted. */
    @ParameterizedTest
    @ValueSource(strings = {"'e mail'", "['email',5]", "{'email':true}", "true", "7"})
    void channelsToKeepSilentOnAreNeverPassedOver(String value) {
        assertRefused(
                RejectionReason.BAD_FIELD,
                "optOutChannels",
                call("identify", "'traits':{'optOutChannels':%s}".formatted(value)));
    }

    @Test
    void aMessageIdIsAsLongAsAnyIdentifier() {
        String longest = "m".repeat(512);
        String json = call("page", "'messageId':'%s'");
        assertEquals(longest, accepted(json.formatted(longest)).eventId());
        assertRefused(RejectionReason.BAD_FIELD, "513", json.formatted(longest + "m"));
    }

    @Test
    void inAFileACallWithoutAnIdIsNamedByItsLine() {
        byte[] raw = NativeDoor.utf8(call("page", "'messageId':''").replace('\'', '"'));
        Intake intake = SegmentEventReader.ofFile(LIMITS, "abc").read(raw, NativeDoor.AT);
        Intake.Accepted accepted = assertInstanceOf(Intake.Accepted.class, intake);
        assertEquals("abc-41", accepted.event().eventId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MISSING_FIELD | type | {}",
                "MISSING_FIELD | messageId | {'type':'page','userId':'u'}",
                "MISSING_FIELD | userId | {'type':'page','messageId':'m'}",
                "MISSING_FIELD | timestamp | {'type':'page','messageId':'m','userId':'u'}",
                "UNKNOWN_TYPE | record | {'type':'record','messageId':'m','userId':'u'}",
                "BAD_FIELD | userId | {'type':'page','messageId':'m','userId':{}}",
                "BAD_FIELD | messageId | {'type':'page','messageId':[],'userId':'u'}",
                "MALFORMED | object | []",
                "MALFORMED | object | {} {}"
            })
    void aCallThatLacksWhatAllNeedIsRefused(RejectionReason reason, String word, String json) {
        assertRefused(reason, word, json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MISSING_FIELD | event | 'event':' '",
                "BAD_FIELD | event | 'event':{}",
                "MISSING_FIELD | revenue | 'event':'Order Completed'",
                "MISSING_FIELD | revenue | 'event':'Order Updated','properties':{'order_id':'o'}",
                "MISSING_FIELD | order_id | 'event':'Order Updated','properties':{'revenue':1}",
                "MISSING_FIELD | order_id | 'event':'Order Cancelled','properties':{'revenue':1}",
                "MISSING_FIELD | order_id | 'event':'Order Refunded','properties':{}",
                "MISSING_FIELD | products[1].price | 'event':'Order Completed',"
                        + "'properties':{'products':[{'price':1},{}]}",
                "BAD_AMOUNT | revenue '$5' | 'event':'Order Completed',"
                        + "'properties':{'revenue':'$5'}",
                "BAD_AMOUNT | tax | 'event':'Order Completed','properties':{'total':1,'tax':'x'}",
                "BAD_AMOUNT | 1e31 | 'event':'Order Completed','properties':{'revenue':'1e31'}",
                "BAD_FIELD | revenue | 'event':'Order Completed','properties':{'revenue':[1]}",
                "NEGATIVE_AMOUNT | -500 | 'event':'Order Completed','properties':{'revenue':-5}",
                "UNSUPPORTED_CURRENCY | CHF | 'event':'Order Completed',"
                        + "'properties':{'revenue':5,'currency':'CHF'}",
                "BAD_FIELD | rating | 'event':'Product Reviewed','properties':{'rating':'5/5'}",
                "BAD_FIELD | rating | 'event':'Product Reviewed','properties':{'rating':0}",
                "BAD_FIELD | rating | 'event':'Product Reviewed','properties':{'rating':4.25}",
                "BAD_TIME | timestamp | 'event':'x','timestamp':'yesterday'",
                "BAD_TIME | sentAt | 'event':'x','timestamp':null,'sentAt':'2026-02-30T00:00:00Z'",
                "TIME_OUT_OF_RANGE | 1970 | 'event':'x','timestamp':5"
            })
    void aTrackCallThatCannotBeBelievedIsRefused(
            RejectionReason reason, String word, String fields) {
        assertRefused(reason, word, call("track", fields));
    }

    @Test
    void anAliasOfOneselfOrOfNobodyIsRefused() {
        assertRefused(RejectionReason.BAD_FIELD, "both", call("alias", "'previousId':'u'"));
        assertRefused(RejectionReason.MISSING_FIELD, "previousId", call("alias", "'x':1"));
        assertRefused(
                RejectionReason.MISSING_FIELD,
                "userId",
                call("alias", "'userId':null,'previousId':'a'"));
    }

    @Test
    void aCostBelowZeroIsRefused() {
        assertRefused(
                RejectionReason.NEGATIVE_AMOUNT,
                "acquisitionCost",
                call("identify", "'traits':{'acquisitionCost':-1}"));
    }
}
