package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a CloudEvent says of the event inside, and why some are refused. */
class CloudEventsReaderTest {
    private static final EventReader READER = EventDialect.AUTO.reader(NativeDoor.LIMITS);
    private static final Map<String, String> ATTRIBUTES =
            Map.of(
                    "ce_specversion", "1.0",
                    "ce_id", "7",
                    "ce_source", "/shop",
                    "ce_type", "com.shop.view",
                    "ce_subject", "c",
                    "ce_time", "2026-01-01T00:00:00Z");

    private static Intake read(String json, Map<String, String> headers) {
        return READER.read(
                NativeDoor.utf8(json.replace('\'', '"')),
                name -> headers.getOrDefault(name.toLowerCase(Locale.ROOT), ""),
                NativeDoor.AT);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> headers = new HashMap<>(ATTRIBUTES);
        headers.put(name, value);
        return headers;
    }

    private static CustomerEvent accepted(String json, Map<String, String> headers) {
        Intake intake = read(json, headers);
        return assertInstanceOf(Intake.Accepted.class, intake, intake::toString).event();
    }

    private static Rejection refused(String json, Map<String, String> headers) {
        return assertInstanceOf(Intake.Rejected.class, read(json, headers), json).rejection();
    }

    @Test
    void theDataSaysNothingAndTheAttributesSayAll() {
        CustomerEvent event = accepted("{}", ATTRIBUTES);
        assertEquals("/shop|7", event.eventId());
        assertEquals("c", event.customerId());
        assertEquals(EventType.VIEW, event.type());
        assertEquals(NativeDoor.millis("2026-01-01T00:00:00Z"), event.occurredAt());
    }

    @Test
    void whatTheDataSaysItselfCounts() {
        CustomerEvent event =
                accepted(
                        "{'eventId':'e','customerId':8,'type':'purchase','amount':12.10,"
                                + "'occurredAt':'2026-01-02T00:00:00Z'}",
                        ATTRIBUTES);
        assertEquals("e", event.eventId());
        assertEquals("8", event.customerId());
        assertEquals(1210, event.amountMinor());
        assertEquals(NativeDoor.millis("2026-01-02T00:00:00Z"), event.occurredAt());
    }

    @Test
    void aSourceTooLongForAnIdentifierIsHashedAndStillTellsEventsApart() {
        String source = "https://shop.example/" + "s".repeat(600);
        String one = accepted("{}", with("ce_source", source)).eventId();
        String other = accepted("{}", with("ce_source", source + "t")).eventId();
        assertTrue(one.startsWith("sha256:") && one.length() == 71, one);
        assertTrue(!one.equals(other), "two sources");
        assertEquals(one, accepted("{'x':1}", with("ce_source", source)).eventId());
    }

    @Test
    void textThatUtf8CannotHoldOutsideOfTheFieldsDoesNoHarm() {
        assertEquals("c", accepted("{'note':'\\ud800 \\u010d'}", ATTRIBUTES).customerId());
        assertSame(
                RejectionReason.BAD_FIELD, refused("{'orderId':'\\ud800'}", ATTRIBUTES).reason());
    }

    @Test
    void structuredModeGoesBeforeBinary() {
        Map<String, String> headers = with("content-type", "application/cloudevents+json");
        CustomerEvent event =
                accepted(
                        "{'specversion':'1.0','id':'9','source':'/s','type':'login',"
                                + "'subject':'d','time':'2026-01-01T00:00:00Z','data':null}",
                        headers);
        assertEquals("/s|9", event.eventId());
        assertEquals("d", event.customerId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3", "1", "2.0", "one"})
    void anotherVersionIsRefused(String version) {
        Rejection rejection = refused("{}", with("ce_specversion", version));
        assertSame(RejectionReason.MALFORMED, rejection.reason());
        assertTrue(rejection.detail().contains("'" + version + "'"), rejection.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "application/cloudevents-batch+json, batch",
        "application/cloudevents+avro, avro",
        "application/cloudevents+protobuf; charset=x, protobuf"
    })
    void anotherFormatThanOneJsonObjectIsRefused(String contentType, String word) {
        Rejection rejection = refused("[{}]", with("content-type", contentType));
        assertSame(RejectionReason.MALFORMED, rejection.reason());
        assertTrue(rejection.detail().contains(word), rejection.detail());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MALFORMED | 'data':[1]",
                "MALFORMED | 'data':'no json'",
                "MALFORMED | 'data':{'specversion':'1.0','id':'1'}",
                "BAD_FIELD | 'data_base64':'*'",
                "BAD_FIELD | 'source':{}",
                "MISSING_FIELD | 'id':null",
                "MISSING_FIELD | 'subject':' '",
                "MISSING_FIELD | 'time':null",
                "BAD_TIME | 'time':'noon'",
                "MISSING_FIELD | 'type':''",
                "UNKNOWN_TYPE | 'type':'com.shop.dream'",
                "MISSING_FIELD | 'type':'com.shop.purchase'",
                "MISSING_FIELD | 'type':'com.segment.track'",
                "TIME_OUT_OF_RANGE | 'time':'1901-01-01T00:00:00Z'"
            })
    void aStructuredEventThatCannotBeReadIsRefusedWithItsBytes(
            RejectionReason reason, String fields) {
        String json =
                "{'specversion':'1.0','id':'1','source':'/s','type':'view','subject':'c',"
                        + "'time':'2026-01-01T00:00:00Z',"
                        + fields
                        + "}";
        Rejection rejection = refused(json, Map.of());
        assertSame(reason, rejection.reason(), fields + ": " + rejection.detail());
        assertEquals(json.replace('\'', '"'), new String(rejection.raw()), "all of it");
    }

    @Test
    void theBytesOfARefusedBinaryEventAreItsData() {
        Rejection rejection = refused("{'type':'nothing'}", ATTRIBUTES);
        assertSame(RejectionReason.UNKNOWN_TYPE, rejection.reason());
        assertEquals("{\"type\":\"nothing\"}", new String(rejection.raw()));
    }

    @Test
    void withoutAValueItIsEmpty() {
        assertSame(RejectionReason.EMPTY, refused("", ATTRIBUTES).reason());
    }

    @Test
    void headersOfSomethingElseDoNotMakeACloudEvent() {
        Intake intake = read("{}", Map.of("content-type", "application/json", "trace", "1"));
        Rejection rejection = assertInstanceOf(Intake.Rejected.class, intake).rejection();
        assertTrue(rejection.detail().contains("eventId"), "the native reader's reason");
    }

    @Test
    void aNativeEventThatIsBrokenKeepsTheNativeReason() {
        Rejection rejection =
                refused(
                        "{'eventId':'e','customerId':'c','type':'page','properties':{},"
                                + "'occurredAt':'2026-01-01T00:00:00Z'}",
                        Map.of());
        assertSame(RejectionReason.UNKNOWN_TYPE, rejection.reason());
        assertTrue(rejection.detail().contains("purchase"), rejection.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "com.shop.EmailOpened, EMAIL_OPENED",
        "Shop.Ticket.Resolved.v2, TICKET_RESOLVED",
        "https://shop.example/events#sign-up, SIGNUP",
        "com.shop.consentWithdrawn, CONSENT_WITHDRAWN"
    })
    void theLastWordsOfATypeCountHoweverTheyAreJoined(String type, EventType expected) {
        assertSame(expected, accepted("{}", with("ce_type", type)).type());
    }

    @ParameterizedTest
    @CsvSource({
        "ce_id, MISSING_FIELD, id and source",
        "ce_source, MISSING_FIELD, id and source",
        "ce_subject, MISSING_FIELD, subject",
        "ce_time, MISSING_FIELD, time",
        "ce_type, MISSING_FIELD, type"
    })
    void anAttributeThatIsMissingIsNamed(String header, RejectionReason reason, String name) {
        Rejection rejection = refused("{'amount':5}", with(header, ""));
        assertSame(reason, rejection.reason());
        assertTrue(rejection.detail().endsWith(name + " of the CloudEvent"), rejection.detail());
    }

    @Test
    void aTimeThatIsNoTextIsNamedAsTheAttribute() {
        Rejection rejection =
                refused(
                        "{'specversion':'1.0','id':'1','source':'/s','type':'view','subject':'c',"
                                + "'time':1767261600000}",
                        Map.of());
        assertSame(RejectionReason.BAD_TIME, rejection.reason());
        assertEquals("time '1767261600000' is not RFC 3339", rejection.detail());
    }

    @Test
    void aHeaderThatIsNotUtf8IsRefusedAsItWouldBeManyCustomers() {
        Rejection rejection = refused("{'amount':5}", with("ce_subject", "j\uFFFDrgen"));
        assertSame(RejectionReason.MALFORMED, rejection.reason());
        assertTrue(rejection.detail().contains("ce_subject"), rejection.detail());
    }

    @Test
    void dataOfAnotherFormatIsNamedAsSuch() {
        Rejection rejection = refused("<a/>", with("content-type", "application/xml"));
        assertSame(RejectionReason.MALFORMED, rejection.reason());
        assertTrue(rejection.detail().contains("application/xml"), rejection.detail());
    }

    @Test
    void longTextBeyondAsciiInsideIsNoReasonToRefuse() {
        String note = "\u0436".repeat(400_000);
        CustomerEvent event = accepted("{'note':'" + note + "'}", with("ce_type", "login"));
        assertSame(EventType.LOGIN, event.type());
    }

    @Test
    void whatIsOfNoDialectIsSaidToBeSo() {
        Rejection rejection = refused("{'batch':[{'type':'track'}]}", Map.of());
        assertSame(RejectionReason.MISSING_FIELD, rejection.reason());
        assertTrue(rejection.detail().contains("Segment"), rejection.detail());
    }

    @Test
    void brokenJsonIsRefusedWithThePlaceWhereItBreaks() {
        Rejection rejection = refused("{'eventId':'e','customerId':c}", Map.of());
        assertSame(RejectionReason.MALFORMED, rejection.reason());
        assertTrue(rejection.detail().matches(".*near byte 2\\d"), rejection.detail());
    }
}
