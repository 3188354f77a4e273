package dev.tidemark.serving;

import java.util.Map;
import java.util.TreeMap;

/**
 * Whose records a store holds. A topic that was deleted and made anew has the same name and another
 * id.
 *
 * @param clusterId of the Kafka cluster
 * @param topicIds ids of the topics by name
 */
record StoreOrigin(String clusterId, Map<String, String> topicIds) {
    StoreOrigin {
        topicIds = Map.copyOf(topicIds);
    }

    /** As it is kept: one line for the cluster, and one for each topic. */
    String text() {
        StringBuilder text = new StringBuilder("cluster ").append(clusterId);
        new TreeMap<>(topicIds)
                .forEach((topic, id) -> text.append('\n').append(topic).append(' ').append(id));
        return text.toString();
    }
}
