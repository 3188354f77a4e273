package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Moments;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.Relationship;
import dev.tidemark.model.SurveyKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DealingsTest {
    private static final EngagementRules RULES = EngagementRules.standard();
    private static final long DAY = DayCalendar.DAY_MILLIS;
    private static final int FIRST = 20_000;
    private static final long AT = FIRST * DAY;

    private final Dealings dealings = Dealings.none();

    private void happens(EventType type, long at, String channel, EventDetail detail) {
        CustomerEvent event =
                new CustomerEvent("e", "c", type, at, "", CustomerEvent.NO_AMOUNT, channel, detail);
        dealings.note(event, (int) Math.floorDiv(at, DAY), RULES);
    }

    private void happens(EventType type, long at) {
        happens(type, at, "", EventDetail.NONE);
    }

    private void survey(SurveyKind kind, int tenths, long at) {
        happens(EventType.SURVEY, at, "", new EventDetail.Survey(kind, tenths));
    }

    private void says(ProfileAttribute attribute, String value, long at) {
        happens(EventType.PROFILE, at, "", new EventDetail.Profile(Map.of(attribute, value)));
    }

    private void ticket(boolean opened, String id, long at) {
        EventType type = opened ? EventType.TICKET_OPENED : EventType.TICKET_RESOLVED;
        happens(type, at, "", new EventDetail.Ticket(id));
    }

    private void reaches(EventType type, String campaign, int day) {
        happens(type, day * DAY + 1, "", new EventDetail.Campaign(campaign));
    }

    @Test
    void ofNobodyNothingIsKnown() {
        assertTrue(dealings.isEmpty());
        assertEquals(Relationship.NONE, dealings.relationship(AT, RULES));
        assertEquals(-1, dealings.nps());
        assertEquals(-1, dealings.csat());
        assertEquals(0, dealings.acquisitionCostMinor());
        assertEquals(List.of(), dealings.optOutChannels());
        assertEquals(Moments.NEVER, dealings.ticketLapsesAt());
        assertEquals(Dealings.NOT_SEEN, dealings.firstSeenDay());
    }

    @ParameterizedTest
    @CsvSource({
        "PURCHASE, 5",
        "REFERRAL, 5",
        "CHECKOUT, 4",
        "CART, 3",
        "SIGNUP, 3",
        "EMAIL_CLICKED, 2",
        "SURVEY, 2",
        "VIEW, 1",
        "SEARCH, 1",
        "LOGIN, 1",
        "EMAIL_OPENED, 1",
        "ENGAGEMENT, 1",
        "CAMPAIGN_TOUCH, 0",
        "EMAIL_SENT, 0",
        "TICKET_OPENED, 0",
        "TICKET_RESOLVED, 0",
        "PROFILE, 0",
        "REFUND, 0",
        "CANCELLATION, 0",
        "CONSENT_GIVEN, 0"
    })
    void anEventBringsThePointsOfItsType(EventType type, double points) {
        happens(type, AT);
        assertEquals(points, dealings.points);
        assertEquals(points > 0 ? AT : Moments.BEFORE_ALL, dealings.engagedAt);
    }

    @Test
    void pointsAreHalfAfterAHalfLifeAndALateEventHasFadedAlready() {
        happens(EventType.CHECKOUT, AT);
        happens(EventType.PURCHASE, AT + 14 * DAY);
        assertEquals(2 + 5, dealings.points, 1e-14);
        happens(EventType.CHECKOUT, AT - 14 * DAY);
        assertEquals(2 + 5 + 1, dealings.points, 1e-14);
        assertEquals(AT + 14 * DAY, dealings.engagedAt);
    }

    /** 100 (1 - exp(-s / 20)) by hand. */
    @ParameterizedTest
    @CsvSource({"1, 5", "5, 22", "20, 63", "60, 95", "100, 99", "200, 100"})
    void engagementSaturates(double points, int shown) {
        dealings.points = points;
        dealings.engagedAt = AT;
        assertEquals(shown, dealings.relationship(AT, RULES).engagement());
    }

    @Test
    void engagementFadesWithoutAWord() {
        dealings.points = 40;
        dealings.engagedAt = AT;
        assertEquals(86, dealings.relationship(AT, RULES).engagement());
        assertEquals(63, dealings.relationship(AT + 14 * DAY, RULES).engagement());
        assertEquals(39, dealings.relationship(AT + 28 * DAY, RULES).engagement());
        assertEquals(0, dealings.relationship(AT + 400 * DAY, RULES).engagement());
        assertEquals(40, dealings.points, "asking changes nothing");
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        Map<EventType, Double> none = Map.of();
        assertThrows(IllegalArgumentException.class, () -> new EngagementRules(none, 0, 20));
        assertThrows(IllegalArgumentException.class, () -> new EngagementRules(none, 14, -1));
        Map<EventType, Double> negative = Map.of(EventType.VIEW, -1.0);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> new EngagementRules(negative, 1, 1));
        assertEquals("view brings -1.0 points; allowed are 0 to 1000000.0", e.getMessage());
        Map<EventType, Double> nan = Map.of(EventType.VIEW, Double.NaN);
        assertThrows(IllegalArgumentException.class, () -> new EngagementRules(nan, 1, 1));
    }

    @Test
    void theLastAnswerCountsAndTheMeanOfAll() {
        survey(SurveyKind.CSAT, 50, AT + 2);
        survey(SurveyKind.CSAT, 20, AT + 3);
        survey(SurveyKind.CSAT, 40, AT + 1);
        survey(SurveyKind.NPS, 90, AT + 5);
        survey(SurveyKind.NPS, 0, AT + 4);
        Relationship relationship = dealings.relationship(AT + 9, RULES);
        assertEquals(OptionalInt.of(2), relationship.lastCsat());
        assertEquals(OptionalDouble.of(11 / 3.0), relationship.meanCsat());
        assertEquals(OptionalInt.of(9), relationship.lastNps());
        assertEquals(2, dealings.csat());
        assertEquals(9, dealings.nps());
    }

    @Test
    void ofTwoAnswersAtOnceTheLargerCounts() {
        survey(SurveyKind.NPS, 30, AT);
        survey(SurveyKind.NPS, 80, AT);
        survey(SurveyKind.NPS, 10, AT);
        assertEquals(8, dealings.nps());
    }

    @Test
    void aRatingAndWordsAreNotSatisfaction() {
        survey(SurveyKind.RATING, 45, AT);
        survey(SurveyKind.TEXT, EventDetail.Survey.NO_SCORE, AT);
        assertSame(Answers.NONE, dealings.answers);
        assertEquals(4, dealings.points, "both are answers all the same");
    }

    @Test
    void aTicketIsOpenUntilItIsResolvedWhicheverIsHeardOfFirst() {
        ticket(true, "a", AT);
        assertEquals(1, dealings.openTickets(AT));
        ticket(false, "b", AT + 20);
        ticket(true, "b", AT + 10);
        assertEquals(1, dealings.openTickets(AT + 30));
        ticket(false, "a", AT + 40);
        assertEquals(0, dealings.openTickets(AT + 50));
        ticket(true, "a", AT + 60);
        assertEquals(1, dealings.openTickets(AT + 70), "opened again");
        ticket(false, "a", AT + 60);
        assertEquals(0, dealings.openTickets(AT + 70), "both at once: it is done with");
    }

    @Test
    void ticketsWithoutAnIdAreOne() {
        ticket(true, "", AT);
        ticket(true, "", AT + 5);
        happens(EventType.TICKET_OPENED, AT + 6);
        assertEquals(1, dealings.openTickets(AT + 9));
        ticket(false, "", AT + 10);
        assertEquals(0, dealings.openTickets(AT + 11));
    }

    @Test
    void aTicketLapsesAfter90Days() {
        ticket(true, "a", AT);
        ticket(true, "b", AT + DAY);
        ticket(false, "c", AT - DAY);
        long lapse = AT + 90 * DAY;
        assertEquals(lapse, dealings.ticketLapsesAt());
        assertEquals(2, dealings.openTickets(lapse - 1));
        assertEquals(1, dealings.openTickets(lapse));
        dealings.forget(lapse, FIRST + 90);
        assertEquals(1, dealings.tickets.size());
        assertEquals(lapse + DAY, dealings.ticketLapsesAt());
    }

    @Test
    void only16TicketsAreRemembered() {
        for (int i = 0; i < 40; i++) {
            ticket(true, "t" + i, AT + i);
        }
        assertEquals(16, dealings.openTickets(AT + 50));
        assertEquals(AT + 24 + 90 * DAY, dealings.ticketLapsesAt());
    }

    @Test
    void ofEachAttributeTheLatestCountsAndABlankTakesItBack() {
        says(ProfileAttribute.COUNTRY, "CZ", AT + 2);
        says(ProfileAttribute.COUNTRY, "US", AT + 1);
        says(ProfileAttribute.LANGUAGE, "cs", AT);
        assertEquals("CZ", dealings.profile(ProfileAttribute.COUNTRY));
        says(ProfileAttribute.COUNTRY, "", AT + 4);
        says(ProfileAttribute.COUNTRY, "DE", AT + 3);
        assertEquals("", dealings.profile(ProfileAttribute.COUNTRY), "taken back since");
        assertEquals("cs", dealings.profile(ProfileAttribute.LANGUAGE));
    }

    @Test
    void longTextIsCutButNotWithinACharacter() {
        says(ProfileAttribute.SEGMENT_HINT, "s".repeat(63) + "\ud83d\ude00", AT);
        assertEquals("s".repeat(63), dealings.profile(ProfileAttribute.SEGMENT_HINT));
        says(ProfileAttribute.SEGMENT_HINT, "\ud83d\ude00".repeat(40), AT + 1);
        assertEquals("\ud83d\ude00".repeat(32), dealings.profile(ProfileAttribute.SEGMENT_HINT));
    }

    /** Cut, the last of them would be contacted. */
    @Test
    void channelsToKeepSilentOnAreNotCut() {
        String channels = "channel-with-a-long-name,".repeat(5) + "sms";
        assertEquals(128, channels.length());
        says(ProfileAttribute.OPT_OUT_CHANNELS, channels, AT);
        assertEquals(6, dealings.optOutChannels().size());
        assertEquals("sms", dealings.optOutChannels().get(5));
        says(ProfileAttribute.OPT_OUT_CHANNELS, " Email ,,phone", AT + 1);
        assertEquals(List.of("email", "phone"), dealings.optOutChannels());
    }

    @ParameterizedTest
    @CsvSource({"1250, 1250", "'', 0", "12x, 0", "99999999999999999999, 0", "-5, 0"})
    void theCostOfWinningThemIsANumber(String text, long minor) {
        says(ProfileAttribute.ACQUISITION_COST, text, AT);
        assertEquals(minor, dealings.acquisitionCostMinor());
    }

    @Test
    void theyAreMetWhereTheyAskForItOrElseWhereTheyRespondMost() {
        happens(EventType.VIEW, AT, "web", EventDetail.NONE);
        assertEquals("", dealings.preferredChannel(), "to look around is no response");
        happens(EventType.PURCHASE, AT, "Store ", EventDetail.NONE);
        happens(EventType.EMAIL_OPENED, AT, "web", EventDetail.NONE);
        assertEquals("store", dealings.preferredChannel());
        happens(EventType.EMAIL_OPENED, AT, "", EventDetail.NONE);
        assertEquals("email", dealings.preferredChannel(), "2 and 2: the first by name");
        happens(EventType.LOGIN, AT, "store", EventDetail.NONE);
        assertEquals("store", dealings.preferredChannel());
        happens(EventType.EMAIL_CLICKED, AT, "", EventDetail.NONE);
        happens(EventType.EMAIL_CLICKED, AT, "", EventDetail.NONE);
        assertEquals("email", dealings.preferredChannel());
        says(ProfileAttribute.PREFERRED_CHANNEL, "Phone", AT);
        assertEquals("phone", dealings.preferredChannel());
        says(ProfileAttribute.PREFERRED_CHANNEL, "", AT + 1);
        assertEquals("email", dealings.preferredChannel());
    }

    @Test
    void eightChannelsAreRememberedTheShortestNamesFirst() {
        for (int i = 0; i < 30; i++) {
            happens(EventType.LOGIN, AT, "some page number " + i, EventDetail.NONE);
        }
        assertEquals(8, dealings.responses.size());
        happens(EventType.LOGIN, AT, "web", EventDetail.NONE);
        happens(EventType.LOGIN, AT, "web", EventDetail.NONE);
        assertEquals(8, dealings.responses.size());
        assertEquals("web", dealings.preferredChannel());
    }

    @Test
    void responsesAreCountedUpToABound() {
        Responses responses = Responses.NONE.with("a", 16_382).with("a", 2).with("a", 2);
        assertEquals(Responses.MOST_WEIGHT, responses.weight(0));
        assertEquals(Responses.MOST_WEIGHT, responses.union(responses).weight(0));
    }

    @Test
    void intentReferralsAndTheFirstDayAreNoted() {
        happens(EventType.CART, AT + 5);
        happens(EventType.CHECKOUT, AT + 3);
        happens(EventType.REFERRAL, AT + 2 * DAY);
        happens(EventType.REFERRAL, AT + DAY);
        happens(EventType.EMAIL_SENT, AT - DAY);
        assertEquals(AT + 5, dealings.lastIntentAt());
        assertEquals(FIRST + 2, dealings.lastReferralDay());
        assertEquals(FIRST - 1, dealings.firstSeenDay());
    }

    @Test
    void ofEachCampaignTheLastDayIsRemembered() {
        reaches(EventType.CAMPAIGN_TOUCH, "spring", FIRST);
        reaches(EventType.EMAIL_OPENED, "summer", FIRST + 3);
        reaches(EventType.EMAIL_CLICKED, "spring", FIRST + 5);
        reaches(EventType.CAMPAIGN_TOUCH, "spring", FIRST + 2);
        reaches(EventType.EMAIL_SENT, "autumn", FIRST + 5);
        reaches(EventType.CAMPAIGN_TOUCH, "", FIRST + 5);
        List<CampaignTouch> touches =
                List.of(
                        new CampaignTouch("summer", FIRST + 3),
                        new CampaignTouch("spring", FIRST + 5));
        assertEquals(touches, dealings.touches());
        dealings.forget(AT + 65 * DAY, FIRST + 65);
        assertEquals(touches, dealings.touches());
        dealings.forget(AT + 66 * DAY, FIRST + 66);
        assertEquals(touches.subList(1, 2), dealings.touches());
    }

    @Test
    void eightCampaignsAreRemembered() {
        for (int i = 0; i < 20; i++) {
            reaches(EventType.CAMPAIGN_TOUCH, "c" + i + "x".repeat(100), FIRST + i);
        }
        assertEquals(8, dealings.touches().size());
        assertEquals(FIRST + 12, dealings.touches().get(0).day());
        assertEquals(64, dealings.touches().get(0).campaignId().length());
    }

    @Test
    void aCopyIsOfItsOwn() {
        happens(EventType.PURCHASE, AT, "web", EventDetail.NONE);
        byte[] before = SameDealings.bytes(dealings);
        Dealings copy = dealings.copy();
        copy.note(AnyDealing.of(new SplittableRandom(1), "x", AT + 1), FIRST, RULES);
        copy.note(Events.purchase("y", AT + 1, "o", 1), FIRST, RULES);
        assertArrayEquals(before, SameDealings.bytes(dealings));
        assertFalse(Arrays.equals(before, SameDealings.bytes(copy)));
    }
}
