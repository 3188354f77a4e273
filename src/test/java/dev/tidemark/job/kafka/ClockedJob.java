package dev.tidemark.job.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** The smallest job over a {@link LiveClockSource}: source, gate, and an operator that watches. */
final class ClockedJob implements AutoCloseable {
    static final long DISORDER_MILLIS = 1_000;

    private static final long QUIET_MILLIS = 100;
    private static final long PATIENCE_MILLIS = 1_000;

    private final JobClient client;

    private ClockedJob(JobClient client) {
        this.client = client;
    }

    static ClockedJob start(String bootstrapServers, String topic, int parallelism)
            throws Exception {
        return start(bootstrapServers, topic, parallelism, new Configuration(), false);
    }

    static ClockedJob restore(String bootstrapServers, String topic, String savepoint)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        return start(bootstrapServers, topic, 1, configuration, false);
    }

    static ClockedJob startBounded(String bootstrapServers, String topic) throws Exception {
        return start(bootstrapServers, topic, 1, new Configuration(), true);
    }

    private static ClockedJob start(
            String bootstrapServers,
            String topic,
            int parallelism,
            Configuration configuration,
            boolean bounded)
            throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.getConfig().setAutoWatermarkInterval(20);
        env.fromSource(
                        source(bootstrapServers, topic, bounded),
                        WatermarkStrategy.forBoundedOutOfOrderness(
                                Duration.ofMillis(DISORDER_MILLIS)),
                        "events")
                .uid("events")
                .map(new Gate(topic))
                .uid("gate")
                .transform("watch", Types.STRING, new Watch(topic))
                .uid("watch")
                .setParallelism(1)
                .sinkTo(new DiscardingSink<>());
        return new ClockedJob(env.executeAsync(topic));
    }

    private static LiveClockSource<String> source(
            String bootstrapServers, String topic, boolean bounded) {
        Properties consumer = new Properties();
        consumer.setProperty("bootstrap.servers", bootstrapServers);
        consumer.setProperty("group.id", topic);
        consumer.setProperty("isolation.level", "read_committed");
        KafkaSourceBuilder<String> builder =
                KafkaSource.<String>builder()
                        .setTopics(topic)
                        .setStartingOffsets(StartingOffsets.committedElseBeginning());
        if (bounded) {
            builder.setBounded(OffsetsInitializer.latest());
        }
        return LiveClockSource.of(
                builder,
                consumer,
                KafkaRecordDeserializationSchema.valueOnly(new SimpleStringSchema()),
                new Observations.Clock(topic),
                new LiveClockSettings(DISORDER_MILLIS, QUIET_MILLIS, PATIENCE_MILLIS));
    }

    /** Ends the job and says where its savepoint lies. */
    String stopWithSavepoint(Path directory) throws Exception {
        return client.stopWithSavepoint(
                        false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(30, TimeUnit.SECONDS);
    }

    void awaitEnd() throws Exception {
        client.getJobExecutionResult().get(30, TimeUnit.SECONDS);
    }

    /** Cancels the job if it still runs, and waits until it is gone. */
    @Override
    public void close() throws Exception {
        if (!client.getJobStatus().get(30, TimeUnit.SECONDS).isGloballyTerminalState()) {
            client.cancel().get(30, TimeUnit.SECONDS);
        }
    }

    private record Gate(String job) implements MapFunction<String, String> {
        @Override
        public String map(String value) throws Exception {
            Observations.of(job).passGate();
            return value;
        }
    }

    private static final class Watch extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<String, String> {
        private static final long serialVersionUID = 1L;

        private final String job;

        private Watch(String job) {
            this.job = job;
        }

        @Override
        public void processElement(StreamRecord<String> element) {
            Observations.of(job).record(element.getValue(), element.getTimestamp());
        }

        @Override
        public void processWatermark(Watermark mark) throws Exception {
            Observations.of(job).watermark(mark.getTimestamp());
            super.processWatermark(mark);
        }
    }
}
