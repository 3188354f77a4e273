/**
 * Kafka at both ends of the pipeline: a source of events and of time, and sinks.
 *
 * <p>Events move event time, and when there are none a clock does; but only where the broker has
 * confirmed that nothing is left to read. Otherwise an outage or a backlog would look like the
 * silence of every customer at once. Part of room {@code job}: may use Flink, the Kafka client,
 * {@code wire}, {@code model} and the room itself. Start with {@link
 * dev.tidemark.job.kafka.KafkaEnds}, then {@link dev.tidemark.job.kafka.LiveClockSource} and {@code
 * Backlog}.
 *
 * <pre>
 *   task thread                                     probe thread
 *   LiveClockReader                                 BacklogProbe
 *     KafkaSource's reader -> records                 quiet since the last look? (SplitPositions)
 *     PositionedSchema     -> SplitPositions          t0 = clock; Backlog: is anything left?
 *     Findings             -> watermark t0 - disorder   nothing -> Findings
 * </pre>
 */
package dev.tidemark.job.kafka;
