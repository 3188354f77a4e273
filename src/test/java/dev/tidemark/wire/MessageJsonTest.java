package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.GoldenFile;
import dev.tidemark.model.CustomerValue;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.Relationship;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Transition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes out can be read back whole, and looks as it was promised. */
class MessageJsonTest {
    @Test
    void theTextOfAScorecardIsAsPromised() {
        GoldenFile.assertHolds(
                "messages/scorecard.json", ScorecardJson.write(SampleMessages.scorecard()));
        GoldenFile.assertHolds(
                "messages/scorecard-prospect.json", ScorecardJson.write(SampleMessages.prospect()));
    }

    @Test
    void theTextOfATransitionIsAsPromised() {
        GoldenFile.assertHolds(
                "messages/transition.json", TransitionJson.write(SampleMessages.transition()));
        GoldenFile.assertHolds(
                "messages/transition-closing.json", TransitionJson.write(SampleMessages.closing()));
        GoldenFile.assertHolds(
                "messages/transition-advised.json", TransitionJson.write(SampleMessages.advised()));
    }

    @Test
    void theTextOfATombstoneIsAsPromisedAndIsReadBack() {
        byte[] text = TombstoneJson.write(SampleMessages.tombstone());
        GoldenFile.assertHolds("messages/tombstone.json", text);
        assertEquals(SampleMessages.tombstone(), TombstoneJson.read(text));
    }

    @Test
    void theTextOfAnErasureIsAsPromisedAndIsReadBack() {
        ErasureNotice hashed =
                ErasureNotice.of(SampleMessages.receipt(), SampleMessages.erasureHash());
        GoldenFile.assertHolds("messages/erasure.json", ErasureJson.write(hashed));
        assertEquals(hashed, ErasureJson.read(ErasureJson.write(hashed)));
        ErasureNotice bare = ErasureNotice.of(SampleMessages.receipt());
        GoldenFile.assertHolds("messages/erasure-without-hash.json", ErasureJson.write(bare));
        assertEquals(bare, ErasureJson.read(ErasureJson.write(bare)));
    }

    @Test
    void theTextOfAKpiIsAsPromised() {
        KpiValue kpi = SampleMessages.kpi();
        GoldenFile.assertHolds("messages/kpi.json", KpiJson.write(kpi));
        GoldenFile.assertHolds(
                "messages/kpi-decimals.json", KpiJson.write(SampleMessages.kpiWithDecimals()));
        assertEquals("customers|rfm|At Risk", KpiJson.key(kpi));
        assertEquals("events_read", KpiJson.key(new KpiValue("events_read", List.of(), 1)));
    }

    @Test
    void theTextOfARejectionIsAsPromised() {
        byte[] text = "{\"customerId\":\"č\"}".getBytes(StandardCharsets.UTF_8);
        GoldenFile.assertHolds(
                "messages/rejection.json", RejectionJson.write(SampleMessages.rejection(text)));
        byte[] bytes = {(byte) 0xff, 0, 'a'};
        GoldenFile.assertHolds(
                "messages/rejection-binary.json",
                RejectionJson.write(SampleMessages.rejection(bytes)));
    }

    @Test
    void everyScorecardAndTransitionIsReadBackWhole() {
        long seed = 8;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            String id = SampleMessages.text(random);
            Scorecard card = SampleMessages.scorecard(random, id, SampleMessages.text(random));
            byte[] bytes = ScorecardJson.write(card);
            assertEquals(card, ScorecardJson.read(bytes), "seed " + seed + ", case " + i);
            assertArrayEquals(bytes, ScorecardJson.write(ScorecardJson.read(bytes)));
            Transition moved = SampleMessages.transition(random, id, SampleMessages.text(random));
            assertEquals(moved, TransitionJson.read(TransitionJson.write(moved)), "case " + i);
        }
    }

    @Test
    void everyRejectionKeepsItsBytes() {
        long seed = 9;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] raw = new byte[random.nextInt(40)];
            random.nextBytes(raw);
            if (i % 2 == 0) {
                raw = (SampleMessages.text(random) + "{").getBytes(StandardCharsets.UTF_8);
            }
            Rejection read = RejectionJson.read(RejectionJson.write(SampleMessages.rejection(raw)));
            assertArrayEquals(raw, read.raw(), "seed " + seed + ", case " + i);
            assertEquals(RejectionReason.BAD_TIME, read.reason());
            assertEquals("occurredAt 'x' is no time", read.detail());
            assertEquals(SampleMessages.rejection(raw).at(), read.at());
        }
    }

    @Test
    void aRejectionKeepsMoreBytesThanAnyReaderWouldTake() {
        byte[] raw = new byte[25_000_000];
        Arrays.fill(raw, (byte) 'x');
        assertArrayEquals(
                raw, RejectionJson.read(RejectionJson.write(SampleMessages.rejection(raw))).raw());
    }

    @Test
    void theKeyOfARejectionComesBackToo() {
        byte[] key = {0, (byte) 0xff, 'k'};
        Rejection keyed =
                SampleMessages.rejection("{".getBytes(StandardCharsets.UTF_8)).withKey(key);
        assertArrayEquals(key, RejectionJson.read(RejectionJson.write(keyed)).key());
        assertEquals(
                0,
                RejectionJson.read(RejectionJson.write(SampleMessages.rejection(key)))
                        .key()
                        .length);
    }

    @Test
    void everyKpiIsReadBackAndNoTwoShareAKey() {
        String[] parts = {"", "a", "|", "\\", "a|b", "a\\", "\\|", "b", "|a", "a|", "At Risk"};
        List<KpiValue> kpis = new ArrayList<>();
        for (String one : parts) {
            kpis.add(new KpiValue("k", List.of(one), -7));
            kpis.add(new KpiValue(one, List.of(), 0));
            for (String two : parts) {
                kpis.add(new KpiValue("k", List.of(one, two), Long.MAX_VALUE));
                for (String three : parts) {
                    kpis.add(new KpiValue("k", List.of(one, two, three), Long.MIN_VALUE));
                }
            }
        }
        Map<String, KpiValue> byKey = new HashMap<>();
        for (KpiValue kpi : kpis) {
            assertEquals(kpi, KpiJson.read(KpiJson.write(kpi)));
            KpiValue other = byKey.put(KpiJson.key(kpi), kpi);
            assertTrue(other == null, () -> other + " and " + kpi + " share a key");
        }
    }

    @Test
    void whatIsNoMessageIsRefusedWithOneKindOfException() throws IOException {
        Map<String, Function<byte[], Object>> readers =
                Map.of(
                        "scorecard.json", ScorecardJson::read,
                        "transition.json", TransitionJson::read,
                        "tombstone.json", TombstoneJson::read,
                        "erasure.json", ErasureJson::read,
                        "kpi.json", KpiJson::read,
                        "kpi-decimals.json", KpiJson::read,
                        "population-sample.json", PopulationJson::read,
                        "rejection.json", RejectionJson::read,
                        "rejection-binary.json", RejectionJson::read);
        for (String name : readers.keySet()) {
            Function<byte[], Object> reader = readers.get(name);
            byte[] sound = GoldenFile.read("messages/" + name);
            String text = new String(sound, StandardCharsets.UTF_8).strip();
            reader.apply(sound);
            for (String bad : List.of("", "null", "[]", "{}", "17", "{", text + "x", text + "{}")) {
                assertRefused(reader, bad);
            }
            ObjectMapper trees = new ObjectMapper();
            ObjectNode message = (ObjectNode) trees.readTree(sound);
            for (String field : List.copyOf(names(message))) {
                ObjectNode without = message.deepCopy();
                without.remove(field);
                if (!field.equals("rfm")) {
                    assertRefused(reader, without.toString());
                }
                ObjectNode another = message.deepCopy();
                another.putArray(field).add(true);
                assertRefused(reader, another.toString());
            }
        }
    }

    private static List<String> names(ObjectNode message) {
        List<String> names = new ArrayList<>();
        message.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void assertRefused(Function<byte[], Object> reader, String text) {
        assertThrows(
                IllegalArgumentException.class,
                () -> reader.apply(text.getBytes(StandardCharsets.UTF_8)),
                text);
    }

    /** Compaction may keep one for years. */
    @Test
    void aScorecardOfBeforeTheIntervalIsReadAndWrittenAsItWas() throws IOException {
        ObjectMapper trees = new ObjectMapper();
        JsonNode older = trees.readTree(GoldenFile.read("messages/scorecard.json"));
        ((ObjectNode) older.get("value"))
                .remove(
                        List.of(
                                "expectedOrders12mLow",
                                "expectedOrders12mHigh",
                                "expectedSpend12mDeviationMinor"));
        Scorecard read = ScorecardJson.read(trees.writeValueAsBytes(older));
        CustomerValue value = read.buyer().orElseThrow().value();
        assertFalse(value.knowsInterval());
        assertEquals(0, value.expectedOrdersLow());
        assertEquals(OptionalLong.empty(), value.expectedSpendDeviationMinor());
        assertEquals(98_765, value.expectedSpendMinor());
        assertEquals(older, trees.readTree(ScorecardJson.write(read)));
    }

    @Test
    void aScorecardOfBeforeThePlacesIsReadAndWrittenAsItWas() throws IOException {
        for (String name : List.of("scorecard", "scorecard-prospect")) {
            byte[] older = GoldenFile.read("messages/" + name + "-without-places.json");
            Scorecard read = ScorecardJson.read(older);
            assertEquals(Optional.empty(), read.crm());
            assertSame(Relationship.NONE, read.relationship());
            ObjectMapper trees = new ObjectMapper();
            assertEquals(trees.readTree(older), trees.readTree(ScorecardJson.write(read)));
            Scorecard newer = ScorecardJson.read(GoldenFile.read("messages/" + name + ".json"));
            assertEquals(newer.buyer(), read.buyer());
            assertTrue(newer.crm().isPresent());
        }
    }

    @Test
    void aSegmentMayHaveAnyName() {
        String text =
                new String(GoldenFile.read("messages/scorecard.json"), StandardCharsets.UTF_8);
        Scorecard own =
                ScorecardJson.read(
                        text.replace("Cannot Lose Them", "Liebling 1")
                                .getBytes(StandardCharsets.UTF_8));
        assertEquals(new RfmSegment("Liebling 1"), own.segment());
    }

    @ParameterizedTest
    @CsvSource({
        "0,detractor",
        "6,detractor",
        "7,passive",
        "8,passive",
        "9,promoter",
        "10,promoter"
    })
    void theCategoryOfAnNpsAnswerIsWrittenBesideIt(int answer, String category) {
        Relationship answered =
                new Relationship(
                        0,
                        OptionalInt.empty(),
                        OptionalDouble.empty(),
                        OptionalInt.of(answer),
                        0,
                        "");
        String text = new String(JsonText.object(json -> CrmJson.write(json, answered)));
        assertEquals(
                ("{'relationship':{'engagement':0,'lastNps':%d,'npsCategory':'%s',"
                                + "'openTickets':0}}")
                        .formatted(answer, category)
                        .replace('\'', '"'),
                text);
    }

    @Test
    void aFlapThatIsNoneIsReadAsWell() {
        String text =
                new String(
                        GoldenFile.read("messages/transition-advised.json"),
                        StandardCharsets.UTF_8);
        String none = text.replace("\"flap\":true", "\"flap\":false");
        assertNotEquals(text, none);
        assertFalse(TransitionJson.read(none.getBytes(StandardCharsets.UTF_8)).flap());
        assertRefused(TransitionJson::read, text.replace("\"flap\":true", "\"flap\":1"));
        assertRefused(TransitionJson::read, text.replace("[\"phone calls\"]", "\"phone calls\""));
    }

    @Test
    void aHalfOfAnIntervalIsRefused() {
        String text =
                new String(GoldenFile.read("messages/scorecard.json"), StandardCharsets.UTF_8);
        String[] wrong = {"\"expectedOrders12mLow\":1,", "\"expectedOrders12mHigh\":13,"};
        for (String field : wrong) {
            assertTrue(text.contains(field), field);
            assertRefused(ScorecardJson::read, text.replace(field, ""));
        }
        assertRefused(
                ScorecardJson::read, text.replace("DeviationMinor\":", "DeviationMinor\":0."));
    }

    @Test
    void unknownNamesAndImpossibleTimesAreRefused() {
        String text =
                new String(GoldenFile.read("messages/scorecard.json"), StandardCharsets.UTF_8);
        String[][] changes = {
            {"Cannot Lose Them", " "},
            {"\"refer\"", "\"rest\""},
            {"2024-05-01T12:00:00Z", "in May"},
            {"\"engagement\":73", "\"engagement\":\"73\""},
            {"\"lastCsat\":4,", "\"lastCsat\":4.5,"},
            {"\"strategy\":[", "\"strategy\":[7,"},
            {"\"relationship\"", "\"friendship\""},
            {"\"crm\"", "\"cmr\""},
            {"2024-05-30T20:05:00.250Z", "yesterday"},
            {"\"EVENT\"", "\"WHIM\""},
            {"\"low\"", "\"none\""},
            {"2024-03-01\"", "2024-02-30\""},
            {":42,", ":42.5,"},
            {":42,", ":9223372036854775808,"}
        };
        for (String[] change : changes) {
            assertTrue(text.contains(change[0]), change[0]);
            assertRefused(ScorecardJson::read, text.replace(change[0], change[1]));
        }
    }
}
