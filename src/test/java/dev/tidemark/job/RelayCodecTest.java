package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.GoldenFile;
import dev.tidemark.app.config.Settings;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Decision;
import dev.tidemark.scoring.Hop;
import dev.tidemark.scoring.MergeStamp;
import dev.tidemark.scoring.Relay;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Relays outlive a release: their bytes are kept in the repository, and read on every build. */
class RelayCodecTest {
    private static final long AT = 1_700_000_000_000L;
    private static final Hop FIRST = new Hop("c-1", new MergeStamp(AT, 42));
    private static final Hop SECOND = new Hop("č 2", new MergeStamp(AT + 5, -1));

    private static final Relay FORWARDED =
            new Relay(
                    "c-3",
                    List.of(FIRST, SECOND),
                    new Relay.Forwarded(
                            new CustomerEvent(
                                    "e-9",
                                    "c-1",
                                    EventType.PURCHASE,
                                    AT + 9,
                                    "o-9",
                                    1_999,
                                    "web",
                                    new EventDetail.Restatement())));

    private static final Relay ERASED =
            new Relay("c-1", List.of(), new Relay.Erased(FIRST.stamp(), AT, AT + 1));

    /** What the fold itself sends when a customer with orders is merged away. */
    private static Relay handedOver() {
        CustomerScorer scorer = new CustomerScorer(Settings.of(Map.of()).rules());
        CustomerEvent order =
                new CustomerEvent("e-1", "c-1", EventType.PURCHASE, AT, "o-1", 4_200, "web");
        CustomerEvent merge =
                new CustomerEvent(
                        "m-1",
                        "c-1",
                        EventType.MERGE,
                        AT + 1_000,
                        "",
                        CustomerEvent.NO_AMOUNT,
                        "",
                        new EventDetail.Merge("c-2"));
        Decision.Scored bought = (Decision.Scored) scorer.onEvent(CustomerHistory.unknown(), order);
        return ((Decision.Scored) scorer.onEvent(bought.history(), merge)).relays().get(0);
    }

    @Test
    void everyKindOfRelayIsReadBackWhole() {
        for (Relay relay : List.of(FORWARDED, ERASED)) {
            assertEquals(relay, RelayCodec.decode(RelayCodec.encode(relay)));
        }
        byte[] bytes = RelayCodec.encode(handedOver());
        assertArrayEquals(bytes, RelayCodec.encode(RelayCodec.decode(bytes)));
        for (Relay relay : List.of(FORWARDED, ERASED, handedOver())) {
            Incoming incoming = new Incoming.Relayed(relay);
            byte[] tagged = IncomingCodec.encode(incoming);
            assertEquals(incoming.customerId(), IncomingCodec.decode(tagged).customerId());
            assertArrayEquals(tagged, IncomingCodec.encode(IncomingCodec.decode(tagged)));
        }
    }

    @Test
    void theBytesOfTheReleaseAreReadAndWritten() throws Exception {
        for (Map.Entry<String, Relay> golden :
                Map.of(
                                "relay-v1-forwarded.bin", FORWARDED,
                                "relay-v1-erased.bin", ERASED,
                                "relay-v1-handed-over-history-v3.bin", handedOver())
                        .entrySet()) {
            GoldenFile.assertHolds(
                    "state/" + golden.getKey(), RelayCodec.encode(golden.getValue()));
            byte[] kept = GoldenFile.read("state/" + golden.getKey());
            assertArrayEquals(
                    RelayCodec.encode(golden.getValue()),
                    RelayCodec.encode(RelayCodec.decode(kept)),
                    golden.getKey());
        }
    }

    /** In the bytes of the relay lie those of a history, which have versions of their own. */
    @Test
    void aRelayWithAHistoryOfVersion2IsStillRead() throws Exception {
        Relay kept = RelayCodec.decode(GoldenFile.read("state/relay-v1-handed-over.bin"));
        assertEquals("c-2", kept.to());
        assertEquals(handedOver().path(), kept.path());
        Relay.HandedOver handed = (Relay.HandedOver) kept.content();
        assertEquals("m-1", handed.eventId());
        assertEquals(AT, handed.history().asOf());
    }

    @Test
    void damagedBytesAreRefusedInWords() {
        byte[] whole = RelayCodec.encode(handedOver());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(IllegalArgumentException.class, () -> RelayCodec.decode(cut), "" + length);
        }
        byte[] newer = whole.clone();
        newer[0] = 2;
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> RelayCodec.decode(newer));
        assertTrue(e.getMessage().contains("version 2"), e.getMessage());
    }
}
