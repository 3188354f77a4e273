package dev.tidemark.serving;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** How far the topics of one follower have been read. Thread-safe. */
final class Progress {
    private final Map<String, TopicProgress> topics = new LinkedHashMap<>();

    Progress(List<String> names) {
        names.forEach(topic -> topics.put(topic, TopicProgress.none(topic)));
    }

    synchronized List<TopicProgress> topics() {
        return List.copyOf(topics.values());
    }

    synchronized void lose() {
        topics.replaceAll((topic, progress) -> progress.behind());
    }

    synchronized void update(String topic, UnaryOperator<TopicProgress> change) {
        topics.computeIfPresent(topic, (name, progress) -> change.apply(progress));
    }
}
