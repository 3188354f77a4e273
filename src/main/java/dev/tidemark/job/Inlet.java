package dev.tidemark.job;

import dev.tidemark.model.Intake;
import dev.tidemark.model.Moments;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;

/**
 * Where events come in.
 *
 * @param source the source, which reads each record into an event or a rejection
 * @param maxDisorder how far behind the latest event of its partition an event may be and still be
 *     in order
 * @param parallelism how many readers, over 0
 */
public record Inlet(Source<Intake, ?, ?> source, Duration maxDisorder, int parallelism) {
    WatermarkStrategy<Intake> watermarks() {
        return WatermarkStrategy.<Intake>forBoundedOutOfOrderness(maxDisorder)
                .withTimestampAssigner((intake, ignored) -> eventTime(intake));
    }

    /** A rejection has no event time and must not move the clock. */
    private static long eventTime(Intake intake) {
        return intake instanceof Intake.Accepted accepted
                ? accepted.event().occurredAt()
                : Moments.BEFORE_ALL;
    }
}
