package dev.tidemark.wire;

import static dev.tidemark.wire.NativeDoor.accepted;
import static dev.tidemark.wire.NativeDoor.rejected;
import static dev.tidemark.wire.NativeDoor.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventDetail.Survey;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SurveyKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each type of native event says, and what it must say. */
class NativeEventTypesTest {
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PURCHASE", "REFUND", "CANCELLATION", "SURVEY", "MERGE", "CAMPAIGN_COST"})
    void mostTypesNeedNothingMore(EventType type) {
        CustomerEvent event = accepted(event(type.wireName(), ""));
        assertSame(type, event.type());
        assertFalse(event.hasAmount());
    }

    /** Also where it would be refused: it is not theirs. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PURCHASE", "REFUND", "SURVEY", "MERGE", "CAMPAIGN_COST"})
    void whatIsOfOtherTypesIsPassedOver(EventType type) {
        String others =
                "'orderId':'o1','amount':-1,'currency':'QQQ','replaces':7,'into':[1],"
                        + "'survey':{},'score':[]";
        assertFalse(accepted(event(type.wireName(), others)).hasAmount());
    }

    @Test
    void aPurchaseMayReplaceWhatWasSaidOfItsOrder() {
        String money = "'orderId':'o1','amount':5";
        assertEquals(EventDetail.NONE, detail("purchase", money));
        assertEquals(EventDetail.NONE, detail("purchase", money + ",'replaces':false"));
        assertEquals(EventDetail.NONE, detail("purchase", money + ",'replaces':null"));
        assertEquals(new EventDetail.Restatement(), detail("purchase", money + ",'replaces':true"));
        assertRefused(
                "purchase",
                money + ",'replaces':'yes'",
                RejectionReason.BAD_FIELD,
                "replaces is neither true nor false");
    }

    @Test
    void aCancellationNamesItsOrder() {
        assertEquals("o1", accepted(event("cancellation", "'orderId':'o1'")).orderId());
        String missing = "orderId is missing or blank";
        assertRefused("cancellation", "'amount':5", RejectionReason.MISSING_FIELD, missing);
        assertRefused("cancellation", "'orderId':' '", RejectionReason.MISSING_FIELD, missing);
    }

    @Test
    void campaignsTicketsAndReferralsMayNameTheirs() {
        for (String type :
                new String[] {"email_sent", "email_opened", "email_clicked", "campaign_touch"}) {
            assertEquals(new EventDetail.Campaign(""), detail(type, ""));
            assertEquals(new EventDetail.Campaign("spring"), detail(type, "'campaignId':'spring'"));
            assertEquals(new EventDetail.Campaign("7"), detail(type, "'campaignId':7"));
        }
        assertEquals(new EventDetail.Ticket("t1"), detail("ticket_opened", "'ticketId':'t1'"));
        assertEquals(new EventDetail.Ticket(""), detail("ticket_resolved", "'ticketId':null"));
        assertEquals(new EventDetail.Referral("c2"), detail("referral", "'referredId':'c2'"));
        assertRefused(
                "email_sent",
                "'campaignId':{}",
                RejectionReason.BAD_FIELD,
                "campaignId is neither text nor a number");
        assertRefused(
                "ticket_opened",
                "'ticketId':'%s'".formatted("t".repeat(513)),
                RejectionReason.BAD_FIELD,
                "ticketId is 513 characters long; at most 512 are allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "nps, 0, 0",
        "nps, 10, 100",
        "nps, '\"9\"', 90",
        "nps, 9.0, 90",
        "csat, 1, 10",
        "csat, '\"5\"', 50",
        "rating, 4.5, 45",
        "rating, 1, 10",
        "rating, 5.0, 50",
        "rating, '\" 3.7 \"', 37"
    })
    void anAnswerIsKeptInTenths(String survey, String score, int tenths) {
        SurveyKind kind = SurveyKind.ofWireName(survey).orElseThrow();
        assertEquals(
                new Survey(kind, tenths),
                detail("survey", "'survey':'%s','score':%s".formatted(survey, score)));
    }

    @Test
    void anAnswerInWordsHasNoScoreAndTheWordsAreNotKept() {
        assertEquals(
                new Survey(SurveyKind.TEXT, Survey.NO_SCORE),
                detail("survey", "'survey':'text','score':['x'],'text':'very good'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'score':9 | MISSING_FIELD | survey is missing or blank",
                "'survey':'nps' | MISSING_FIELD | score is missing or blank",
                "'survey':'NPS','score':9 | BAD_FIELD | survey is 'NPS'; allowed are nps, csat,"
                        + " rating, text",
                "'survey':'nps','score':11 | BAD_FIELD | score is '11'; allowed are whole numbers"
                        + " from 0 to 10 for nps",
                "'survey':'nps','score':-1 | BAD_FIELD | score is '-1'; allowed are whole numbers"
                        + " from 0 to 10 for nps",
                "'survey':'nps','score':9.5 | BAD_FIELD | score is '9.5'; allowed are whole numbers"
                        + " from 0 to 10 for nps",
                "'survey':'csat','score':0 | BAD_FIELD | score is '0'; allowed are whole numbers"
                        + " from 1 to 5 for csat",
                "'survey':'rating','score':4.55 | BAD_FIELD | score is '4.55'; allowed are numbers"
                        + " from 1 to 5 with at most one decimal for rating",
                "'survey':'rating','score':'good' | BAD_FIELD | score is 'good'; allowed are"
                        + " numbers from 1 to 5 with at most one decimal for rating",
                "'survey':'rating','score':1e30 | BAD_FIELD | score is '1e30'; allowed are numbers"
                        + " from 1 to 5 with at most one decimal for rating",
                "'survey':'nps','score':true | BAD_FIELD | score is neither text nor a number"
            })
    void anAnswerThatIsNoneIsRefused(String fields, RejectionReason reason, String detail) {
        assertRefused("survey", fields, reason, detail);
    }

    @Test
    void ofAProfileOnlyTheKnownAttributesAreTaken() {
        String attributes =
                "'currency':'usd','attributes':{'acquisitionSource':'newsletter',"
                        + "'acquisitionCost':'12.345','segmentHint':'vip','country':' cz ',"
                        + "'birthYear':1980,'language':'pt-BR','preferredChannel':null,"
                        + "'email':'a@b.example','address':{'country':'US'}}";
        assertEquals(
                new EventDetail.Profile(
                        Map.of(
                                ProfileAttribute.ACQUISITION_SOURCE, "newsletter",
                                ProfileAttribute.ACQUISITION_COST, "1234",
                                ProfileAttribute.SEGMENT_HINT, "vip",
                                ProfileAttribute.COUNTRY, "CZ",
                                ProfileAttribute.BIRTH_YEAR, "1980",
                                ProfileAttribute.LANGUAGE, "pt-BR")),
                detail("profile", attributes));
    }

    @Test
    void aBlankAttributeTakesBackAndAnAbsentOneSaysNothing() {
        assertEquals(
                new EventDetail.Profile(
                        Map.of(ProfileAttribute.COUNTRY, "", ProfileAttribute.BIRTH_YEAR, "")),
                detail("profile", "'attributes':{'country':'','birthYear':' ','language':null}"));
        assertEquals(new EventDetail.Profile(Map.of()), detail("profile", ""));
        assertEquals(new EventDetail.Profile(Map.of()), detail("profile", "'attributes':null"));
    }

    /** So that one set of channels is one text, however it is written. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "email | email",
                " SMS , Email,, sms | email,sms",
                "push_2,a.b-c | a.b-c,push_2",
                ", | ``"
            })
    void channelsToKeepSilentOnAreASet(String written, String kept) {
        assertEquals(
                new EventDetail.Profile(Map.of(ProfileAttribute.OPT_OUT_CHANNELS, kept)),
                detail("profile", "'attributes':{'optOutChannels':'%s'}".formatted(written)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'attributes':[] | BAD_FIELD | attributes is not an object",
                "'attributes':{'country':['CZ']} | BAD_FIELD | attributes.country is neither text"
                        + " nor a number",
                "'attributes':{'country':'CZE'} | BAD_FIELD | attributes.country is 'CZE'; allowed"
                        + " are two letters, ISO 3166-1",
                "'attributes':{'country':'č1'} | BAD_FIELD | attributes.country is 'č1'; allowed"
                        + " are two letters, ISO 3166-1",
                "'attributes':{'birthYear':80} | BAD_FIELD | attributes.birthYear is '80'; allowed"
                        + " are years from 1900 to 2100",
                "'attributes':{'birthYear':'1899'} | BAD_FIELD | attributes.birthYear is '1899';"
                        + " allowed are years from 1900 to 2100",
                "'attributes':{'acquisitionCost':-1} | NEGATIVE_AMOUNT | attributes.acquisitionCost"
                        + " is -1; a cost is zero or more",
                "'attributes':{'acquisitionCost':'x'} | BAD_AMOUNT | attributes.acquisitionCost"
                        + " 'x' has 'x' at character 1; a number is digits with at most one point",
                "'attributes':{'acquisitionCost':1},'currency':'CZK' | UNSUPPORTED_CURRENCY |"
                        + " currency is 'CZK'; amounts at 2024-03-01T10:00:00Z must be in USD",
                "'attributes':{'optOutChannels':'email;sms'} | BAD_FIELD |"
                        + " attributes.optOutChannels is 'email;sms'; allowed are ids of channels"
                        + " with commas between: a-z, 0-9, '.', '_', '-'",
                "'attributes':{'language':'\\ud800'} | BAD_FIELD | attributes.language '?' has half"
                        + " of a surrogate pair"
            })
    void anAttributeThatWillNotDoIsRefused(String fields, RejectionReason reason, String detail) {
        assertRefused("profile", fields, reason, detail);
    }

    @Test
    void anAttributeIsAtMost128CharactersLong() {
        String attributes = "'attributes':{'segmentHint':'%s'}";
        detail("profile", attributes.formatted("s".repeat(128)));
        assertRefused(
                "profile",
                attributes.formatted("s".repeat(129)),
                RejectionReason.BAD_FIELD,
                "attributes.segmentHint is 129 characters long; at most 128 are allowed");
    }

    @Test
    void aMergeNamesAnotherCustomer() {
        assertEquals(new EventDetail.Merge("c2"), detail("merge", "'into':'c2'"));
        assertRefused("merge", "", RejectionReason.MISSING_FIELD, "into is missing or blank");
        assertRefused(
                "merge",
                "'into':'c1'",
                RejectionReason.BAD_FIELD,
                "into is 'c1'; allowed are ids of another customer");
    }

    @Test
    void theCostOfACampaignHasAnAmountAndNoCustomer() {
        CustomerEvent cost =
                accepted(event("campaign_cost", "'customerId':null,'amount':9.5,'campaignId':'s'"));
        assertEquals("", cost.customerId());
        assertEquals(950, cost.amountMinor());
        assertEquals(new EventDetail.Campaign("s"), cost.detail());
        assertRefused(
                "campaign_cost",
                "'amount':9.5",
                RejectionReason.BAD_FIELD,
                "customerId is 'c1'; the cost of a campaign has no customer");
        assertRefused(
                "campaign_cost",
                "'customerId':''",
                RejectionReason.MISSING_FIELD,
                "amount is missing or blank");
        assertSame(
                RejectionReason.NEGATIVE_AMOUNT,
                rejected(utf8(event("campaign_cost", "'customerId':'','amount':-1"))).reason());
    }

    @Test
    void anAmountInAnotherCurrencyIsConvertedAtTheTimeOfTheEvent() {
        ExchangeRates rates = ExchangeRates.parse("EUR=1.08,EUR@2024-03-01=1.10");
        EventReader reader =
                NativeEventReader.of(new EventLimits("USD", 0, NativeDoor.LIMITS.latest(), rates));
        String purchase = event("purchase", "'amount':10,'currency':'eur'");
        String before = purchase.replace("2024-03-01", "2024-02-29");
        assertEquals(1_100, amountMinor(reader, purchase));
        assertEquals(1_080, amountMinor(reader, before));
    }

    private static long amountMinor(EventReader reader, String json) {
        return ((Intake.Accepted) reader.read(utf8(json), NativeDoor.AT)).event().amountMinor();
    }

    private static EventDetail detail(String type, String fields) {
        return accepted(event(type, fields)).detail();
    }

    private static void assertRefused(
            String type, String fields, RejectionReason reason, String detail) {
        Rejection rejection = rejected(utf8(event(type, fields)));
        assertEquals(detail, rejection.detail());
        assertSame(reason, rejection.reason());
    }

    private static String event(String type, String fields) {
        String rest = fields.isEmpty() ? "" : "," + fields;
        return ("{'eventId':'e1','customerId':'c1','type':'%s',"
                        + "'occurredAt':'2024-03-01T10:00:00Z'%s}")
                .formatted(type, rest)
                .replace('\'', '"');
    }
}
