/**
 * Kafka as a source of events and of time.
 *
 * <p>Events move event time, and when there are none a clock does; but only where the broker has
 * confirmed that nothing is left to read. Otherwise an outage or a backlog would look like the
 * silence of every customer at once. Part of room {@code job}: may use Flink, the Kafka client and
 * {@code model}. Start with {@link dev.tidemark.job.kafka.LiveClockSource}, then {@code Backlog}.
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
