package dev.tidemark.serving;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What is made of the records of followed topics. Called by one thread, the follower's. */
interface TopicReader {
    /**
     * The follower has connected.
     *
     * @param consumer to ask it what there is
     * @param partitions all there are of the topics
     * @return where to begin, for each of them
     */
    Map<TopicPartition, Long> begin(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions);

    /**
     * Takes one record, committed, in the order of its partition.
     *
     * @throws IllegalArgumentException if this release can make nothing of it; the message holds
     *     nothing about a customer
     */
    void take(ConsumerRecord<byte[], byte[]> record);

    /**
     * What was taken is all that one poll brought.
     *
     * @param positions where to go on, for each partition
     * @param readAll whether that is where the topics end
     */
    void taken(Map<TopicPartition, Long> positions, boolean readAll);

    /** No broker answers any more; the next thing is {@link #begin}. */
    void lose();
}
