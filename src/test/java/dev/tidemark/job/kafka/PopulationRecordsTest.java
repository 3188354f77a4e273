package dev.tidemark.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.PopulationNotice;
import dev.tidemark.wire.PopulationJson;
import dev.tidemark.wire.SampleMessages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a record of the topic of the population is to the job. */
class PopulationRecordsTest {
    private final PopulationRecords records = new PopulationRecords();
    private final List<PopulationNotice> out = new ArrayList<>();

    private void read(long offset, byte[] value) {
        records.deserialize(
                new ConsumerRecord<>("population", 0, offset, new byte[] {'k'}, value),
                new Collector<>() {
                    @Override
                    public void collect(PopulationNotice notice) {
                        out.add(notice);
                    }

                    @Override
                    public void close() {}
                });
    }

    private void read(long offset, String value) {
        read(offset, value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatTheJobWroteComesBackInOrder() {
        PopulationNotice model = SampleMessages.modelParameters();
        PopulationNotice share = SampleMessages.sampleShare();
        read(0, PopulationJson.write(share));
        read(1, PopulationJson.write(model));
        assertEquals(List.of(share, model), out);
    }

    @Test
    void aVersionThatWasTakenAwayIsNoNotice() {
        byte[] nothing = null;
        read(0, nothing);
        assertEquals(List.of(), out);
    }

    @Test
    void kindsOfANewerReleaseArePassedOverAndToldOnce() {
        try (WarningsOf warnings = new WarningsOf(PopulationRecords.class)) {
            read(7, "{\"kind\":\"weather\",\"r\":[1,2]}");
            read(8, PopulationJson.write(SampleMessages.sampleShare()));
            read(9, "{\"kind\":\"moon-phase\"}");
            assertEquals(List.of(SampleMessages.sampleShare()), out);
            assertEquals(
                    List.of(
                            "population, partition 0, offset 7: a notice of kind 'weather', not"
                                    + " model, cut-points or sample; this release passes over such"
                                    + " records"),
                    warnings.lines());
        }
    }

    @Test
    void aDamagedRecordStopsTheJobAndSaysWhereItIs() {
        for (String bad : List.of("", "{", "[]", "{}", "{\"kind\":\"model\"}")) {
            IllegalStateException e =
                    assertThrows(IllegalStateException.class, () -> read(3, bad), bad);
            assertTrue(e.getMessage().startsWith("population, partition 0, offset 3: "), bad);
            assertTrue(e.getMessage().endsWith("only the job may write to this topic"), bad);
        }
        assertEquals(List.of(), out);
    }
}
