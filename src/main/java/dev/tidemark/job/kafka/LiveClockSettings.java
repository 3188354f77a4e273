package dev.tidemark.job.kafka;

import java.io.Serializable;

/**
 * How a quiet partition follows the clock.
 *
 * @param maxDisorderMillis how far an event may lag behind the clock when it reaches Kafka, event
 *     time, at least 0; use the bound of the watermark strategy
 * @param quietMillis how long a partition delivers nothing before it is asked about, and how often
 *     it is asked from then on, wall time, above 0
 * @param patienceMillis how long a broker may take to answer, wall time, above 0
 */
public record LiveClockSettings(long maxDisorderMillis, long quietMillis, long patienceMillis)
        implements Serializable {
    private static final long QUIET_MILLIS = 500;
    private static final long PATIENCE_MILLIS = 5_000;

    /**
     * @throws IllegalArgumentException when a value is outside its range
     */
    public LiveClockSettings {
        if (maxDisorderMillis < 0 || quietMillis <= 0 || patienceMillis <= 0) {
            throw new IllegalArgumentException(
                    "disorder "
                            + maxDisorderMillis
                            + " ms must be at least 0, quiet "
                            + quietMillis
                            + " ms and patience "
                            + patienceMillis
                            + " ms above 0");
        }
    }

    /** The usual pace: asked every half second, five seconds for an answer. */
    public static LiveClockSettings ofDisorder(long maxDisorderMillis) {
        return new LiveClockSettings(maxDisorderMillis, QUIET_MILLIS, PATIENCE_MILLIS);
    }
}
