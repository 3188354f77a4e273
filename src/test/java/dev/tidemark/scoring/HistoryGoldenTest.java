package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.GoldenFile;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.wire.ScorecardJson;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        CLOSED;

        private String file(String suffix) {
            return "state/history-v1-" + name().toLowerCase(Locale.ROOT) + suffix;
        }

        private CustomerHistory history() {
            FoldedCustomer customer = new FoldedCustomer(RULES);
            switch (this) {
                case PROSPECT -> customer.apply(Events.view("v1", "2024-03-01T10:00:00.5Z"));
                case TYPICAL, CLOSED -> typical(customer);
                case REVERSED ->
                        customer.apply(
                                Events.purchase("e1", "2024-03-01T10:00:00Z", "o1", 4_200),
                                Events.refundAll("r1", "2024-03-09T10:00:00Z", "o1"));
                case HEAVY -> heavy(customer);
            }
            CustomerHistory history = customer.history();
            return history.armedFor(new CustomerScorer(RULES).nextDeadline(history));
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
        GoldenFile.assertHolds(kept.file(".bin"), HistoryCodec.encode(kept.history()));
    }

    @ParameterizedTest
    @EnumSource
    void theNextScorecardIsWhatItWas(Kept kept) {
        CustomerHistory history = HistoryCodec.decode(GoldenFile.read(kept.file(".bin")));
        CustomerEvent next = Events.purchase("next", "2024-12-31T23:00:00Z", "o-next", 2_500);
        Decision.Scored scored = (Decision.Scored) new CustomerScorer(RULES).onEvent(history, next);
        List<Decision.Outcome> outcomes = scored.outcomes();
        byte[] json = ScorecardJson.write(outcomes.get(outcomes.size() - 1).scorecard());
        GoldenFile.assertHolds(kept.file(".next.json"), json);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasReadIsWrittenAgainTheSame(Kept kept) {
        byte[] bytes = GoldenFile.read(kept.file(".bin"));
        assertEquals(1, bytes[0], "version");
        CustomerHistory history = HistoryCodec.decode(bytes);
        assertArrayEquals(bytes, HistoryCodec.encode(history));
    }
}
