package dev.tidemark.job.kafka;

import org.apache.kafka.common.TopicPartition;

/**
 * A finding: everything that had reached the partition by a moment was already delivered.
 *
 * @param partition the partition
 * @param position how far it was delivered when it was looked at
 * @param asOf the moment, event time, epoch milliseconds
 */
record EmptyBacklog(TopicPartition partition, long position, long asOf) {}
