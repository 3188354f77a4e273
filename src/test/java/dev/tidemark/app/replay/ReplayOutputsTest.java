package dev.tidemark.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.job.StreamTypes;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.SampleShare;
import dev.tidemark.wire.PopulationJson;
import dev.tidemark.wire.SampleMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ReplayOutputsTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir Path directory;

    private static ModelParameters model(long effectiveFrom, String version) {
        ModelParameters m = SampleMessages.modelParameters();
        return new ModelParameters(
                version,
                m.family(),
                m.unitDays(),
                m.fittedAt(),
                effectiveFrom,
                m.purchases(),
                m.customers(),
                m.logLikelihood(),
                m.verdict(),
                m.spend(),
                m.spenders(),
                m.spendLogLikelihood());
    }

    @Test
    void theModelsComeByTheMomentAndVersionAndTheSharesNotAtAll() throws Exception {
        List<ModelParameters> models =
                List.of(model(-5, "z"), model(0, "b"), model(7, "a"), model(7, "c"));
        List<PopulationNotice> learned = new ArrayList<>(models);
        learned.add(SampleShare.ALL);
        learned.add(SampleMessages.sampleShare());
        for (long seed = 0; seed < 3; seed++) {
            Collections.shuffle(learned, new Random(seed));
            Path scratch = Files.createDirectory(directory.resolve("scratch-" + seed));
            Path out = Files.createDirectory(directory.resolve("out-" + seed));
            ReplayOutputs outputs = new ReplayOutputs(scratch, Optional.empty());
            write(outputs, learned);
            outputs.write(out, line -> {}, () -> {});
            List<String> expected =
                    models.stream()
                            .map(m -> new String(PopulationJson.write(m), StandardCharsets.UTF_8))
                            .toList();
            assertEquals(
                    expected, Files.readAllLines(out.resolve("population.jsonl")), "seed " + seed);
        }
    }

    private static void write(ReplayOutputs outputs, List<PopulationNotice> learned)
            throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.fromData(learned, StreamTypes.POPULATION)
                .rebalance()
                .sinkTo(outputs.outlets().population());
        env.execute("write");
    }

    @Test
    void whatAnEarlierReplayLearnedIsCleared() throws IOException {
        Path models = Files.writeString(directory.resolve("population.jsonl"), "{}\n");
        Path notes = Files.writeString(directory.resolve("notes.txt"), "mine");
        ReplayOutputs.clear(directory);
        assertFalse(Files.exists(models));
        assertTrue(Files.exists(notes));
    }
}
