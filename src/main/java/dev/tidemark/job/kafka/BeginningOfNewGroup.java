package dev.tidemark.job.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Begins where the log begins, unless the group has read it before: then the state that goes with
 * what it read is missing.
 *
 * <p>The source asks for starting offsets only if it was restored from nothing. So this sees what
 * nobody who starts the job can know: whether a cluster with high availability found the state.
 */
final class BeginningOfNewGroup implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    private final String group;

    BeginningOfNewGroup(String group) {
        this.group = group;
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        if (!retriever.committedOffsets(partitions).isEmpty()) {
            throw new StateMissingException(group);
        }
        return retriever.beginningOffsets(partitions);
    }

    @Override
    @SuppressWarnings("deprecation") // The connector's own signature asks for Kafka's old type.
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.EARLIEST;
    }
}
