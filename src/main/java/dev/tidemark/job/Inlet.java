package dev.tidemark.job;

import dev.tidemark.model.Intake;
import dev.tidemark.model.Moments;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.scoring.Relay;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;

/**
 * Where events come in.
 *
 * @param source the source, which reads each record into an event or a rejection
 * @param maxDisorder how far behind the latest event of its partition an event may be and still be
 *     in order
 * @param parallelism how many readers, over 0
 * @param relays what customers' keys sent to each other, back from where {@link Outlets#relays} put
 *     it; empty where it is known beforehand who is who
 * @param population what was learned of the population, back from where {@link Outlets#population}
 *     put it
 * @param time by which clocks the job is watched; empty where only events move time
 */
public record Inlet(
        Source<Intake, ?, ?> source,
        Duration maxDisorder,
        int parallelism,
        Optional<Source<Relay, ?, ?>> relays,
        Optional<Source<PopulationNotice, ?, ?>> population,
        Optional<LiveTime> time) {
    /** One of a finished log: nothing comes back, and there is no clock. */
    public Inlet(Source<Intake, ?, ?> source, Duration maxDisorder, int parallelism) {
        this(
                source,
                maxDisorder,
                parallelism,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    WatermarkStrategy<Intake> watermarks() {
        return WatermarkStrategy.<Intake>forBoundedOutOfOrderness(maxDisorder)
                .withTimestampAssigner((intake, ignored) -> eventTime(intake));
    }

    /**
     * For what the job sends to itself: it has no say in what time it is. Its time is always the
     * end of it, so that the events' alone counts; a source that is merely idle would hold time
     * back whenever something came.
     */
    static <T> WatermarkStrategy<T> timeless() {
        return WatermarkStrategy.<T>forGenerator(context -> new EndOfTime<>())
                .withTimestampAssigner((sent, ignored) -> Moments.BEFORE_ALL);
    }

    private static final class EndOfTime<T> implements WatermarkGenerator<T> {
        /** The very last moment would say that the source has ended. */
        private static final Watermark LAST = new Watermark(Moments.NEVER - 1);

        @Override
        public void onEvent(T sent, long timestamp, WatermarkOutput output) {
            // Comes with the next period.
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(LAST);
        }
    }

    /** A rejection has no event time and must not move the clock. */
    private static long eventTime(Intake intake) {
        return intake instanceof Intake.Accepted accepted
                ? accepted.event().occurredAt()
                : Moments.BEFORE_ALL;
    }
}
