package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Cause;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.SampleShare;
import dev.tidemark.model.Tombstone;
import dev.tidemark.model.Transition;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What CloudEvents 1.0 asks of attributes, and what we promise of ids. */
class CloudEventHeadersTest {
    private static final CloudEventHeaders HEADERS = new CloudEventHeaders("tidemark");
    private static final Pattern NAME = Pattern.compile("ce_[a-z0-9]{1,20}");

    private static <T> Map<String, String> of(
            T message, BiConsumer<T, CloudEventHeaders.Headers> headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.accept(
                message,
                (name, value) -> {
                    String before = texts.put(name, new String(value, StandardCharsets.UTF_8));
                    assertEquals(null, before, name + " comes twice");
                });
        return texts;
    }

    private static Map<String, String> tombstone(String customerId, long sequence, long asOf) {
        return of(new Tombstone(customerId, sequence, asOf, Cause.MERGE), HEADERS::of);
    }

    private static List<Map<String, String>> ofEachMessage() {
        return List.of(
                of(SampleMessages.scorecard(), HEADERS::of),
                of(SampleMessages.tombstone(), HEADERS::of),
                of(SampleMessages.transition(), HEADERS::of),
                of(SampleMessages.modelParameters(), HEADERS::of),
                of(SampleMessages.sampleShare(), HEADERS::of),
                of(SampleMessages.cutPoints(), HEADERS::of),
                of(SampleMessages.kpi(), HEADERS::of),
                of(SampleMessages.kpiWithDecimals(), HEADERS::of),
                of(ErasureNotice.of(SampleMessages.receipt()), HEADERS::of),
                of(SampleMessages.rejection(new byte[1]), HEADERS::of));
    }

    @Test
    void everyMessageHasTheRequiredAttributes() {
        for (Map<String, String> headers : ofEachMessage()) {
            assertEquals("1.0", headers.get("ce_specversion"));
            assertFalse(headers.get("ce_id").isEmpty());
            assertEquals("/tidemark/tidemark", headers.get("ce_source"));
            assertTrue(
                    headers.get("ce_type").matches("dev\\.tidemark\\.[a-z-]+\\.v1"),
                    headers.toString());
            headers.keySet()
                    .forEach(
                            name ->
                                    assertTrue(
                                            NAME.matcher(name).matches()
                                                    || name.equals("content-type"),
                                            name));
        }
    }

    @Test
    void noTwoKindsOfMessageShareAnId() {
        Map<String, String> types = new HashMap<>();
        for (Map<String, String> headers : ofEachMessage()) {
            assertEquals(null, types.put(headers.get("ce_id"), headers.get("ce_type")));
        }
    }

    @Test
    void theSameMessageHasTheSameId() {
        assertEquals(ofEachMessage(), ofEachMessage());
    }

    /** Ids are chosen so that a separator within one could make two messages look alike. */
    @Test
    void noTwoMessagesShareAnId() {
        String[] ids = {"a", "a/1", "a/1/1", "/", "1", "\\", "\u0001", "\\1;", "a\\", "a|1", "a/2"};
        Map<String, Object> byId = new HashMap<>();
        for (String id : ids) {
            for (long sequence = 1; sequence < 4; sequence++) {
                for (long asOf = 1; asOf < 4; asOf++) {
                    Tombstone gone = new Tombstone(id, sequence, asOf, Cause.ERASURE);
                    assertNew(byId, gone, of(gone, HEADERS::of).get("ce_id"));
                }
            }
            for (String label : ids) {
                KpiValue kpi = new KpiValue(id, List.of(label), 1);
                assertNew(byId, kpi, of(kpi, HEADERS::of).get("ce_id"));
            }
        }
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 5_000; i++) {
            Transition moved = SampleMessages.transition(random, SampleMessages.text(random), "");
            assertNew(byId, moved, of(moved, HEADERS::of).get("ce_id"));
        }
    }

    private static void assertNew(Map<String, Object> byId, Object message, String id) {
        Object other = byId.put(id, message);
        assertTrue(other == null, () -> other + " and " + message + " share the id " + id);
    }

    @Test
    void aCustomerWhoComesBackAfterAnErasureHasNewIds() {
        assertNotEquals(tombstone("c", 1, 1_000).get("ce_id"), tombstone("c", 1, 2).get("ce_id"));
    }

    @Test
    void everyVersionOfTheModelsAndEveryShareHasAnId() {
        ModelParameters model = SampleMessages.modelParameters();
        assertEquals("population/model/" + model.version(), of(model, HEADERS::of).get("ce_id"));
        assertEquals("2024-06-03T00:00:00Z", of(model, HEADERS::of).get("ce_time"));
        Map<String, String> all = of(SampleShare.ALL, HEADERS::of);
        assertEquals("population/sample/1", all.get("ce_id"));
        assertFalse(all.containsKey("ce_time"), "it has no moment");
        assertEquals(
                "population/sample/0.0625",
                of(SampleMessages.sampleShare(), HEADERS::of).get("ce_id"));
    }

    @Test
    void everyVersionOfTheCutPointsHasAnIdAndTheTimeFromWhichItIsInForce() {
        Map<String, String> headers = of(SampleMessages.cutPoints(), HEADERS::of);
        assertEquals("population/cut-points/cut-2024-06-03-5b1f09ce", headers.get("ce_id"));
        assertEquals("dev.tidemark.cut-points.v1", headers.get("ce_type"));
        assertEquals("2024-06-03T00:10:00Z", headers.get("ce_time"));
        assertEquals("application/json", headers.get("content-type"));
        assertFalse(headers.containsKey("ce_subject"), "it is of nobody");
    }

    @Test
    void aTombstoneSaysAllInItsHeadersAndHasNoContent() {
        Map<String, String> headers = of(SampleMessages.tombstone(), HEADERS::of);
        assertEquals("c-17", headers.get("ce_subject"));
        assertEquals("0000000000000000043", headers.get("ce_sequence"));
        assertEquals("2024-07-01T08:00:00.500Z", headers.get("ce_time"));
        assertEquals("ERASURE", headers.get("ce_cause"));
        assertFalse(headers.containsKey("content-type"), headers.toString());
    }

    @Test
    void sequencesAreInTheOrderOfTheirTexts() {
        long[] sequences = {0, 1, 9, 10, 99, 100, 1L << 40, Long.MAX_VALUE};
        for (int i = 1; i < sequences.length; i++) {
            String before = tombstone("c", sequences[i - 1], 1).get("ce_sequence");
            String after = tombstone("c", sequences[i], 1).get("ce_sequence");
            assertTrue(before.compareTo(after) < 0, before + " " + after);
            assertEquals(sequences[i], Long.parseLong(after));
        }
    }

    @Test
    void anErasureNamesNobody() {
        Map<String, String> headers = of(ErasureNotice.of(SampleMessages.receipt()), HEADERS::of);
        assertFalse(headers.toString().contains("c-17"), headers.toString());
        assertFalse(headers.containsKey("ce_subject"), headers.toString());
    }

    @Test
    void attributesHoldNoCharacterThatCloudEventsForbids() {
        for (String id :
                List.of(
                        "a\u0000b",
                        "a\nb",
                        "a\u007fb",
                        "a\u0085b",
                        "a\ufdd0b",
                        "a\uffffb",
                        "a\ud83f\udfffb",
                        "a\ud800b")) {
            Map<String, String> headers = tombstone(id, 1, 1);
            assertTrue(
                    headers.get("ce_id").matches("score/a\\\\[0-9a-f]+;b/1/1"), headers.toString());
            assertFalse(headers.containsKey("ce_subject"), headers.toString());
        }
        Map<String, String> headers = tombstone("Příliš 日本 😀 \\ /", 1, 1);
        assertEquals("Příliš 日本 😀 \\ /", headers.get("ce_subject"));
        assertEquals("score/Příliš 日本 😀 \\5c; //1/1", headers.get("ce_id"));
    }

    @Test
    void theSourceIsAUriReferenceWhateverTheJobIsCalled() {
        Map<String, String> headers = new HashMap<>();
        new CloudEventHeaders("my job/č?")
                .of(
                        SampleMessages.kpi(),
                        (name, value) ->
                                headers.put(name, new String(value, StandardCharsets.UTF_8)));
        assertEquals("/tidemark/my%20job%2F%C4%8D%3F", headers.get("ce_source"));
    }
}
