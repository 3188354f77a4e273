package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.Settings;
import dev.tidemark.job.kafka.KafkaEnds;
import dev.tidemark.scoring.Rules;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.NativeEventReader;
import dev.tidemark.wire.Topics;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** What holds for every operator of the pipeline, those to come too. */
class ScoringPipelineTest {
    /** The learners and the ledger are one each, whatever the parallelism of the rest. */
    private static final Set<String> ONE_OF_ALL =
            Set.of(Uids.STATISTICS, Uids.CENSUS, Uids.KEEP_LEDGER, Uids.KPIS, Uids.POPULATION);

    private static final String COMMITTER = "Sink Committer: ";

    /** The live pipeline, or the one that ends with its input; nothing is connected to. */
    private static StreamGraph graph(boolean isLive) {
        Configuration flink = new Configuration();
        flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        env.setParallelism(3);
        Settings settings = Settings.of(Map.of());
        Rules rules = settings.rules();
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", "localhost:1");
        KafkaEnds ends = new KafkaEnds(client, new Topics("uids"), "uids");
        EventReader reader = NativeEventReader.of(settings.eventLimits());
        Inlet inlet =
                isLive
                        ? ends.live(true, reader, () -> 0, () -> 0, Duration.ofMinutes(1), 2)
                        : ends.upToNow(reader, Duration.ofMinutes(1), 2);
        Outlets outlets =
                ends.outlets(
                        DeliveryGuarantee.EXACTLY_ONCE, Duration.ofMinutes(10), Optional.empty());
        ScoringPipeline.define(env, inlet, outlets, rules, settings.learning(rules));
        return env.getStreamGraph();
    }

    private static Set<String> uids() throws IllegalAccessException {
        Set<String> uids = new TreeSet<>();
        for (Field field : Uids.class.getDeclaredFields()) {
            if (!field.getName().endsWith("_STATE")) {
                uids.add((String) field.get(null));
            }
        }
        return uids;
    }

    @Test
    void everyOperatorHasAUidAndEveryUidAnOperator() throws Exception {
        Set<String> used = new TreeSet<>();
        for (boolean isLive : new boolean[] {true, false}) {
            StreamGraph graph = graph(isLive);
            for (StreamNode node : graph.getStreamNodes()) {
                String uid = node.getTransformationUID();
                assertNotNull(uid, node.getOperatorName());
                used.add(uid.startsWith(COMMITTER) ? uid.substring(COMMITTER.length()) : uid);
            }
            // Flink refuses an operator whose uid it would have to make up.
            assertTrue(graph.getJobGraph().getNumberOfVertices() > 3);
        }
        assertEquals(uids(), used);
    }

    @Test
    void whatIsOverAllCustomersIsDoneByOneTask() {
        Set<String> alone = new TreeSet<>();
        for (StreamNode node : graph(true).getStreamNodes()) {
            if (ONE_OF_ALL.contains(node.getTransformationUID())) {
                assertEquals(1, node.getParallelism(), node.getOperatorName());
                alone.add(node.getTransformationUID());
            }
        }
        assertEquals(new TreeSet<>(ONE_OF_ALL), alone);
    }
}
