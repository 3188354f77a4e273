package dev.tidemark.badhouse.job;

import dev.tidemark.badhouse.serving.ComputesAgain;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Breaks walls on purpose: a shell that serves, and Kafka where Flink alone belongs. */
public final class ServesSomebody {
    /** What it must not know. */
    public final ComputesAgain serving = new ComputesAgain();

    /** What it must not know either. */
    public final Class<?> kafka = ConsumerConfig.class;
}
