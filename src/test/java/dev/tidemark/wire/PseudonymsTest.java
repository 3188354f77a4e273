package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
    private static final byte[] SECRET = NativeDoor.utf8("0123456789abcdef0123456789abcdef");
    private static final SourcePosition AT = NativeDoor.AT;
    private static final long NOON = NativeDoor.millis("2024-03-01T12:00:00Z");

    /** Of c-17 and A-7, made with Python 3.11 as docs/operations.md says. */
    private static final String C_17 = "YDUFqpkdSyrNU6ka8kCFwMAPTDdzTWCUzDQALDlb9qY";

    private static final String ORDER_A_7 = "fbQUNeBcl_3ux9sWPym8SRe7Q7EONZXZP-5QvPyHPcE";

    /** Reads nothing: it answers what it was given. */
    private record Answer(Intake intake) implements EventReader {
        @Override
        public Intake read(byte[] raw, RecordHeaders headers, SourcePosition at) {
            return intake;
        }
    }

    private static CustomerEvent concealed(CustomerEvent event) {
        Intake intake =
                Pseudonyms.dropping(new Answer(new Intake.Accepted(event)), SECRET)
                        .read(new byte[0], AT);
        return ((Intake.Accepted) intake).event();
    }

    private static CustomerEvent event(String eventId, String customerId, EventDetail detail) {
        EventType type =
                detail instanceof EventDetail.Merge ? EventType.MERGE : EventType.ENGAGEMENT;
        return new CustomerEvent(
                eventId, customerId, type, NOON, "", CustomerEvent.NO_AMOUNT, "web", detail);
    }

    @Test
    void theCustomerHasThePseudonymThatAnotherLanguageMakes() {
        CustomerEvent order =
                new CustomerEvent("e-1", "c-17", EventType.PURCHASE, NOON, "A-7", 1_990, "web");
        assertEquals(
                new CustomerEvent("e-1", C_17, EventType.PURCHASE, NOON, ORDER_A_7, 1_990, "web"),
                concealed(order));
        assertEquals(
                "qblyXDcFFsDmDfB3HAd1obyRRMMe4yVRlnxmOVYyNLI",
                concealed(event("e-1", "Příliš 😀", EventDetail.NONE)).customerId());
    }

    @Test
    void theOtherCustomersOfAnEventHaveTheirsToo() {
        CustomerEvent merge = concealed(event("e", "other", new EventDetail.Merge("c-17")));
        assertEquals(new EventDetail.Merge(C_17), merge.detail());
        assertEquals(
                new EventDetail.Referral(C_17),
                concealed(event("e", "other", new EventDetail.Referral("c-17"))).detail());
        assertEquals(
                new EventDetail.Referral(""),
                concealed(event("e", "other", new EventDetail.Referral(""))).detail());
    }

    @Test
    void theCostOfACampaignStaysWithoutACustomer() {
        CustomerEvent cost =
                new CustomerEvent(
                        "e",
                        "",
                        EventType.CAMPAIGN_COST,
                        NOON,
                        "",
                        500,
                        "",
                        new EventDetail.Campaign("spring"));
        assertEquals(cost, concealed(cost));
    }

    @Test
    void theIdOfAnEventIsHashedOnlyIfItHoldsACustomers() {
        assertEquals("e-1", concealed(event("e-1", "ann", EventDetail.NONE)).eventId());
        for (String telling : new String[] {"ann", "erase-ANN-1", "xannx"}) {
            String shown = concealed(event(telling, "ann", EventDetail.NONE)).eventId();
            assertEquals(43, shown.length(), telling);
            assertNotEquals(concealed(event("e", telling, EventDetail.NONE)).customerId(), shown);
        }
        assertNotEquals(
                "ann-to-bob",
                concealed(event("ann-to-bob", "c-1", new EventDetail.Merge("bob"))).eventId());
        assertNotEquals(
                "c-1 brought bob",
                concealed(event("c-1 brought bob", "x", new EventDetail.Referral("bob")))
                        .eventId());
        assertEquals(
                new EventDetail.Ticket("t-1"),
                concealed(event("e", "ann", new EventDetail.Ticket("t-1"))).detail());
        assertNotEquals(
                new EventDetail.Ticket("ann/1"),
                concealed(event("e", "ann", new EventDetail.Ticket("ann/1"))).detail());
    }

    @Test
    void freeTextIsHashedOnlyIfItTellsWhoItIs() {
        assertEquals("spring-21", campaign("spring-21", "21"), "a short id is there by chance");
        assertNotEquals("21", campaign("21", "21"));
        assertNotEquals("back@ann@shop.com", campaign("back@ann@shop.com", "Ann@Shop.com"));
        Map<ProfileAttribute, String> said =
                Map.of(
                        ProfileAttribute.SEGMENT_HINT, "vip of customer-1980",
                        ProfileAttribute.COUNTRY, "CZ",
                        ProfileAttribute.BIRTH_YEAR, "1980",
                        ProfileAttribute.LANGUAGE, "");
        Map<ProfileAttribute, String> shown =
                ((EventDetail.Profile)
                                concealed(
                                                event(
                                                        "e",
                                                        "customer-1980",
                                                        new EventDetail.Profile(said)))
                                        .detail())
                        .attributes();
        assertEquals(43, shown.get(ProfileAttribute.SEGMENT_HINT).length());
        assertEquals("CZ", shown.get(ProfileAttribute.COUNTRY));
        assertEquals("1980", shown.get(ProfileAttribute.BIRTH_YEAR));
        assertEquals("", shown.get(ProfileAttribute.LANGUAGE), "taken back is taken back");
    }

    private static String campaign(String campaignId, String customerId) {
        EventDetail detail =
                concealed(event("e", customerId, new EventDetail.Campaign(campaignId))).detail();
        return ((EventDetail.Campaign) detail).campaignId();
    }

    @Test
    void anotherSecretMakesOtherPseudonyms() {
        byte[] other = SECRET.clone();
        other[0] ^= 1;
        EventReader answer = new Answer(new Intake.Accepted(event("e", "c-17", EventDetail.NONE)));
        Intake intake = Pseudonyms.dropping(answer, other).read(new byte[0], AT);
        assertNotEquals(C_17, ((Intake.Accepted) intake).event().customerId());
    }

    private static Rejection rejected(EventReader reader, String raw, String key) {
        Intake intake =
                reader.read(NativeDoor.utf8(raw), NativeDoor.utf8(key), RecordHeaders.NONE, AT);
        return assertInstanceOf(Intake.Rejected.class, intake).rejection();
    }

    @Test
    void aRejectionKeepsItsReasonItsPlaceAndNothingElse() {
        EventReader reader = Pseudonyms.dropping(NativeDoor.READER, SECRET);
        Rejection rejection = rejected(reader, "{\"customerId\":\"c-17\"}", "c-17");
        assertEquals(RejectionReason.MISSING_FIELD, rejection.reason());
        assertEquals(AT, rejection.at());
        assertEquals(0, rejection.raw().length);
        assertEquals(C_17, new String(rejection.key(), StandardCharsets.UTF_8));
        assertEquals(
                "a field that this type of event needs is missing or blank; nothing of it is kept",
                rejection.detail());
        assertEquals(0, rejected(reader, "{", "").key().length, "no key is no key");
    }

    @Test
    void aSealedRejectionCanBeReadByWhoHoldsTheSecret() {
        EventReader reader = Pseudonyms.sealing(NativeDoor.READER, SECRET);
        String raw = "{\"customerId\":\"c-17\"}";
        Rejection rejection = rejected(reader, raw, "c-17");
        assertArrayEquals(
                NativeDoor.utf8(raw), Seal.of(SECRET).open(rejection.raw()).orElseThrow());
        assertTrue(rejection.detail().endsWith("; it is sealed"), rejection.detail());
        Rejection again = rejected(reader, raw, "c-17");
        assertArrayEquals(rejection.raw(), again.raw(), "the same input, the same output");

        Rejection cut = rejected(reader, "x".repeat(1_040_000), "");
        assertEquals(
                "the record has more than 1000000 bytes; sealed are its first 999971 bytes of"
                        + " 1040000",
                cut.detail());
    }

    @Test
    void everyReasonHasASentenceOfItsOwn() {
        Set<String> sentences = new HashSet<>();
        for (RejectionReason reason : RejectionReason.values()) {
            Rejection said = new Rejection(reason, "c-17", NativeDoor.utf8("c-17"), AT);
            EventReader reader = Pseudonyms.dropping(new Answer(new Intake.Rejected(said)), SECRET);
            String detail = rejected(reader, "", "").detail();
            assertFalse(detail.contains("c-17"), detail);
            sentences.add(detail);
        }
        assertEquals(EnumSet.allOf(RejectionReason.class).size(), sentences.size());
    }

    @Test
    void itTravelsToTheTasksWithoutTheSecretAndDoesThere() throws Exception {
        for (EventReader reader :
                new EventReader[] {
                    Pseudonyms.sealing(NativeDoor.READER, SECRET),
                    Pseudonyms.dropping(NativeDoor.READER, SECRET)
                }) {
            byte[] raw = NativeDoor.utf8(NativeDoor.purchase(""));
            Intake here = reader.read(raw, AT);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(reader);
            }
            String secret = new String(SECRET, StandardCharsets.ISO_8859_1);
            assertFalse(bytes.toString(StandardCharsets.ISO_8859_1).contains(secret));
            try (ObjectInputStream in =
                    new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                EventReader there = (EventReader) in.readObject();
                assertEquals(here, there.read(raw, AT));
                assertEquals(
                        rejected(reader, "{", "k").detail(), rejected(there, "{", "k").detail());
            }
        }
    }

    @Test
    void aShortSecretIsRefused() {
        byte[] shorter = Arrays.copyOf(SECRET, 31);
        assertThrows(
                IllegalArgumentException.class,
                () -> Pseudonyms.dropping(NativeDoor.READER, shorter));
    }
}
