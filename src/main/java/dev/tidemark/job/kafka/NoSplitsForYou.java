package dev.tidemark.job.kafka;

import org.apache.flink.api.connector.source.SourceEvent;

/** Tells a reader that all partitions found so far were given out, and none is left for it. */
record NoSplitsForYou() implements SourceEvent {}
