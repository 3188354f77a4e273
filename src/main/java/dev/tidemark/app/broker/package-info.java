/**
 * A real Kafka broker in the process, so that the demo and the tests need nothing installed.
 *
 * <p>Part of room {@code app}: the only place that may use the broker's own classes, which Kafka
 * does not promise to keep. Start with {@link dev.tidemark.app.broker.EmbeddedBroker}.
 */
package dev.tidemark.app.broker;
