package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.GoldenFile;
import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.CustomerValue;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.SurveyKind;
import dev.tidemark.wire.ScorecardJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Histories as earlier builds wrote them. Never change the bytes of a released version: a
 * customer's savepoint holds them. A new version gets new files, and these stay readable.
 */
class HistoryGoldenTest {
    private static final long END = Events.at("2025-01-01T00:00:00Z");
    private static final Rules RULES =
            new SampleRules().orderLines(OrderLines.SUM).closesAt(END).build();

    /** The customers whose histories are kept, and how they came about. */
    enum Kept {
        PROSPECT,
        TYPICAL,
        REVERSED,
        HEAVY,
        CLOSED,
        UNSETTLED,
        CORRECTED,
        DEALT;

        private String file(int version, String suffix) {
            String name = name().toLowerCase(Locale.ROOT);
            return "state/history-v" + version + "-" + name + suffix;
        }

        private Rules rules() {
            return this == CORRECTED
                    ? new SampleRules().orderLines(OrderLines.IGNORE).closesAt(END).build()
                    : RULES;
        }

        private CustomerHistory history() {
            FoldedCustomer customer = new FoldedCustomer(rules());
            switch (this) {
                case PROSPECT -> customer.apply(Events.view("v1", "2024-03-01T10:00:00.5Z"));
                case TYPICAL, CLOSED -> typical(customer);
                case REVERSED ->
                        customer.apply(
                                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 4_200),
                                Events.refundAll("r1", "2024-03-09T10:00:00Z", "o1"));
                case HEAVY -> heavy(customer);
                case UNSETTLED -> unsettled(customer);
                case CORRECTED -> corrected(customer);
                case DEALT -> dealt(customer);
            }
            CustomerHistory history = customer.history();
            return history.armedFor(new CustomerScorer(rules()).nextDeadline(history));
        }

        private void typical(FoldedCustomer customer) {
            customer.apply(
                    Events.view("v1", "2024-03-01T09:58:00Z"),
                    Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 4_200),
                    Events.purchase("e2", "2024-04-12T18:30:00Z", "o2", 1_999),
                    Events.refund("r1", "2024-04-20T08:00:00Z", "o2", 500),
                    Events.view("v2", "2024-05-30T20:00:00Z"),
                    Events.purchase("e3", "2024-05-30T20:05:00Z", "o3", 12_000));
            if (this == CLOSED) {
                customer.silence(END);
            }
        }

        /** Refunds that are ahead of their orders, and an order that comes to less than nothing. */
        private static void unsettled(FoldedCustomer customer) {
            customer.apply(
                    Events.purchase("e1", "2024-11-01T10:00:00Z", "o1", 4_200),
                    Events.purchase("e2", "2024-11-20T10:00:00Z", "o2", 1_000),
                    Events.refund("r1", "2024-12-20T10:00:00Z", "o2", 1_700),
                    Events.refund("r2", "2024-12-21T10:00:00Z", "o3", 600),
                    Events.refund("r3", "2024-12-21T11:00:00Z", "o-next", 2_500),
                    Events.cancellation("r4", Events.at("2024-12-22T10:00:00Z"), "o5"));
        }

        /** Every fate that an order can have. */
        private static void corrected(FoldedCustomer customer) {
            long at = Events.at("2024-12-01T10:00:00Z");
            customer.apply(
                    Events.purchase("e1", "2024-11-01T10:00:00Z", "o1", 4_200),
                    Events.refund("r1", "2024-12-01T10:00:00Z", "o1", 5_000),
                    Events.purchase("e2", "2024-11-02T10:00:00Z", "o2", 1_500),
                    Events.restatement("e3", at, "o2", 1_300),
                    Events.refund("r2", "2024-12-02T10:00:00Z", "o2", 200),
                    Events.restatement("e4", at + 1, "o3", 777),
                    Events.cancellation("r3", at + 2, "o3"),
                    Events.purchase("e5", "2024-12-02T18:30:00Z", "o4", 1_999),
                    Events.refund("r4", "2024-12-03T10:00:00Z", "o4", 99),
                    Events.refundAll("r5", "2024-12-04T10:00:00Z", "o4"),
                    Events.purchase("e6", "2024-12-05T18:30:00Z", "o5", 3_100));
        }

        /** Every dealing that there can be. */
        private static void dealt(FoldedCustomer customer) {
            long at = Events.at("2024-11-01T10:00:00Z");
            customer.apply(
                    Events.view("v1", at),
                    Events.purchase("e1", at + 3_600_000L, "o1", 4_200),
                    dealing("d1", EventType.PROFILE, at + 60_000, "", profile("CZ", "email,sms")),
                    dealing("d2", EventType.PROFILE, at + 70_000, "", profile("", "sms")),
                    dealing("d3", EventType.CART, at + 80_000, "app", EventDetail.NONE),
                    dealing("d4", EventType.SURVEY, at + 90_000, "", survey(SurveyKind.NPS, 90)),
                    dealing("d5", EventType.SURVEY, at + 95_000, "", survey(SurveyKind.CSAT, 20)),
                    dealing("d6", EventType.SURVEY, at + 99_000, "", survey(SurveyKind.CSAT, 40)),
                    dealing("d7", EventType.REFERRAL, at + 100_000, "kiosk", EventDetail.NONE));
            EventDetail campaign = new EventDetail.Campaign("spring");
            customer.apply(
                    dealing("d8", EventType.EMAIL_CLICKED, at + 86_400_000L, "", campaign),
                    dealing("d9", EventType.TICKET_RESOLVED, at + 200_000, "phone", ticket("t1")),
                    dealing("d10", EventType.TICKET_OPENED, at + 300_000, "phone", ticket("t2")),
                    dealing("d11", EventType.TICKET_OPENED, at + 190_000, "phone", ticket("t1")));
        }

        private static CustomerEvent dealing(
                String id, EventType type, long at, String channel, EventDetail detail) {
            long none = CustomerEvent.NO_AMOUNT;
            return new CustomerEvent(id, Events.CUSTOMER, type, at, "", none, channel, detail);
        }

        private static EventDetail profile(String country, String optOuts) {
            return new EventDetail.Profile(
                    Map.of(
                            ProfileAttribute.COUNTRY,
                            country,
                            ProfileAttribute.OPT_OUT_CHANNELS,
                            optOuts));
        }

        private static EventDetail survey(SurveyKind kind, int tenths) {
            return new EventDetail.Survey(kind, tenths);
        }

        private static EventDetail ticket(String id) {
            return new EventDetail.Ticket(id);
        }

        /** More than is remembered of everything; stragglers and refunds of the unknown too. */
        private static void heavy(FoldedCustomer customer) {
            long at = Events.at("2022-01-01T00:00:00Z");
            for (int i = 0; i < 200; i++) {
                at += (i % 7) * 20 * 3_600_000L + i;
                customer.apply(Events.purchase("e" + i, at, "o" + i, 100L * i));
                if (i % 9 == 0) {
                    long late = at - 10 * DayCalendar.DAY_MILLIS;
                    customer.apply(Events.purchase("l" + i, late, "o" + i, 5));
                }
            }
            customer.apply(
                    Events.refund("r1", "2023-06-05T00:00:00Z", "nobody-knows", 777),
                    Events.refundAll("r2", "2023-06-05T00:00:00Z", "o190"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEncoderStillWritesTheseBytes(Kept kept) {
        GoldenFile.assertHolds(kept.file(3, ".bin"), HistoryCodec.encode(kept.history()));
    }

    @ParameterizedTest
    @EnumSource
    void theNextScorecardIsWhatItWas(Kept kept) {
        GoldenFile.assertHolds(kept.file(3, ".next.json"), next(kept, 3));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"DEALT"})
    void fromTheBytesOfVersion2FollowsWhatFollowedThen(Kept kept) {
        assertSaysOfBuying(kept.file(2, ".next.json"), next(kept, 2));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"UNSETTLED", "CORRECTED", "DEALT"})
    void fromTheBytesOfVersion1FollowsWhatFollowedThen(Kept kept) {
        assertSaysOfBuying(kept.file(1, ".next.json"), next(kept, 1));
    }

    /** Other dimensions have come since, and with them more silence to tell and more reasons. */
    private static void assertSaysOfBuying(String golden, byte[] next) {
        Scorecard then = ScorecardJson.read(GoldenFile.read(golden));
        Scorecard now = ScorecardJson.read(next);
        assertEquals(then.segment(), now.segment());
        assertEquals(then.buyer().map(BuyerScores::rfm), now.buyer().map(BuyerScores::rfm));
        assertSameButForLastDigits(then.buyer().get().value(), now.buyer().get().value());
        assertEquals(then.buyer().map(BuyerScores::history), now.buyer().map(BuyerScores::history));
        assertEquals(
                then.buyer().map(scores -> scores.churn().probability()),
                now.buyer().map(scores -> scores.churn().probability()));
        assertEquals(then.asOf(), now.asOf());
        assertEquals(then.eventId(), now.eventId());
    }

    /** The last digits of what is expected depend on how it is worked out. */
    private static void assertSameButForLastDigits(CustomerValue then, CustomerValue now) {
        double expected = then.expectedOrders();
        assertEquals(expected, now.expectedOrders(), 1e-13 * expected);
        assertEquals(
                then,
                new CustomerValue(
                        now.revenueToDateMinor(),
                        expected,
                        now.expectedOrdersLow(),
                        now.expectedOrdersHigh(),
                        now.expectedSpendMinor(),
                        now.expectedSpendDeviationMinor(),
                        now.clvMinor()));
    }

    private static byte[] next(Kept kept, int version) {
        byte[] bytes = GoldenFile.read(kept.file(version, ".bin"));
        assertEquals(version, bytes[0], "version");
        CustomerHistory history = HistoryCodec.decode(bytes);
        CustomerEvent next = Events.purchase("next", "2024-12-31T23:00:00Z", "o-next", 2_500);
        Decision.Scored scored =
                (Decision.Scored) new CustomerScorer(kept.rules()).onEvent(history, next);
        List<Decision.Outcome> outcomes = scored.outcomes();
        return ScorecardJson.write(outcomes.get(outcomes.size() - 1).scorecard());
    }

    @ParameterizedTest
    @EnumSource
    void whatWasReadIsWrittenAgainTheSame(Kept kept) {
        byte[] bytes = GoldenFile.read(kept.file(3, ".bin"));
        CustomerHistory history = HistoryCodec.decode(bytes);
        assertArrayEquals(bytes, HistoryCodec.encode(history));
    }
}
