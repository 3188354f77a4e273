package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.model.SurveyKind;
import dev.tidemark.wire.EventLimits;
import dev.tidemark.wire.EventMutations;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.NativeEventReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventCodecTest {
    private static final EventLimits LIMITS = new EventLimits("USD", 0, 4_102_444_800_000L);
    private static final SourcePosition AT = new SourcePosition("events", 0, 0);

    @ParameterizedTest
    @EnumSource
    void anEventOfAnyTypeIsReadBackWhole(EventType type) {
        String customer = type == EventType.CAMPAIGN_COST ? "" : "c";
        for (EventDetail detail : details(type)) {
            CustomerEvent full =
                    new CustomerEvent("e", customer, type, -1, "o", Long.MAX_VALUE, "web", detail);
            assertEquals(full, EventCodec.decode(EventCodec.encode(full)));
            CustomerEvent bare =
                    new CustomerEvent(
                            "e",
                            customer,
                            type,
                            Long.MIN_VALUE,
                            "",
                            CustomerEvent.NO_AMOUNT,
                            "",
                            detail);
            assertEquals(bare, EventCodec.decode(EventCodec.encode(bare)));
            Incoming arrived = new Incoming.Happened(full, 1_772_000_000_123L);
            assertEquals(arrived, IncomingCodec.decode(IncomingCodec.encode(arrived)));
        }
    }

    private static List<EventDetail> details(EventType type) {
        if (type == EventType.MERGE) {
            return List.of(new EventDetail.Merge("the other"));
        }
        Map<ProfileAttribute, String> all = new EnumMap<>(ProfileAttribute.class);
        for (ProfileAttribute attribute : ProfileAttribute.values()) {
            all.put(attribute, "日" + attribute);
        }
        return List.of(
                EventDetail.NONE,
                new EventDetail.Restatement(),
                new EventDetail.Campaign("spring"),
                new EventDetail.Ticket(""),
                new EventDetail.Survey(SurveyKind.NPS, 100),
                new EventDetail.Survey(SurveyKind.TEXT, EventDetail.Survey.NO_SCORE),
                new EventDetail.Referral("r"),
                new EventDetail.Profile(Map.of()),
                new EventDetail.Profile(all));
    }

    @Test
    void theLongestTextsThatAreLetInFit() {
        String longest = "日".repeat(EventLimits.MAX_ID_LENGTH);
        CustomerEvent event =
                new CustomerEvent(longest, longest, EventType.VIEW, 0, longest, 0, longest);
        assertEquals(event, EventCodec.decode(EventCodec.encode(event)));
    }

    /** The same 100,000 damaged events that the reader's own test lets in or refuses. */
    @Test
    void whateverTheReaderLetsInCrossesTheNetwork() {
        long seed = 20_240_301;
        EventReader reader = NativeEventReader.of(LIMITS);
        EventMutations mutations = new EventMutations(seed, LIMITS);
        int accepted = 0;
        for (int i = 0; i < 100_000; i++) {
            if (reader.read(mutations.next(), AT) instanceof Intake.Accepted intake) {
                CustomerEvent event = intake.event();
                assertEquals(
                        event,
                        EventCodec.decode(EventCodec.encode(event)),
                        "seed " + seed + ", case " + i);
                accepted++;
            }
        }
        assertTrue(accepted > 20_000, accepted + " accepted");
    }
}
