package dev.tidemark.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tidemark.model.Intake;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.wire.EventLimits;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.NativeEventReader;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Native events read in a second by one thread. The collector is the serial one, so that what it
 * does is done on the same core and counts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
public class ParseRate {
    private static final long SEED = 20_260_101;
    private static final int SAMPLES = 4_096;
    private static final SourcePosition AT = new SourcePosition("events", 0, 1);

    private final byte[][] raws = new byte[SAMPLES][];
    private final EventReader reader =
            NativeEventReader.of(new EventLimits("USD", 0, 4_102_444_800_000L));
    private final ObjectReader databind = new ObjectMapper().readerFor(PlainEvent.class);
    private int next;

    /** What databind reads into: the fields as they are written, nothing checked. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PlainEvent(
            String eventId,
            String customerId,
            String type,
            String occurredAt,
            String orderId,
            double amount,
            String currency,
            String channel) {}

    /** Makes the events, and makes sure that all are accepted. */
    @Setup
    public void makeEvents() {
        NativeEventSamples samples = new NativeEventSamples(SEED);
        for (int i = 0; i < SAMPLES; i++) {
            raws[i] = samples.next();
            Intake intake = reader.read(raws[i], AT);
            if (!(intake instanceof Intake.Accepted)) {
                throw new IllegalStateException("seed " + SEED + ", event " + i + ": " + intake);
            }
        }
    }

    /** The reader of the project: bytes to a checked event. */
    @Benchmark
    public Intake tidemark() {
        return reader.read(raws[next++ & SAMPLES - 1], AT);
    }

    /** Jackson databind: bytes to a record of texts. */
    @Benchmark
    public PlainEvent databind() throws IOException {
        return databind.readValue(raws[next++ & SAMPLES - 1]);
    }
}
