package dev.tidemark.app;

import java.util.List;

/** What {@link TopicCreation} found or did, for one topic; printed, it is one line. */
public sealed interface TopicReport {
    /** Name of the topic. */
    String topic();

    /** The topic was missing and is there now. */
    record Created(String topic) implements TopicReport {
        @Override
        public String toString() {
            return topic + ": created";
        }
    }

    /** The topic is not there. */
    record Missing(String topic) implements TopicReport {
        @Override
        public String toString() {
            return topic + ": missing";
        }
    }

    /** The topic was there, as we would have made it. */
    record Exists(String topic) implements TopicReport {
        @Override
        public String toString() {
            return topic + ": exists";
        }
    }

    /**
     * The topic was there, made otherwise, and was left alone.
     *
     * @param differences each as {@code setting is found, wanted ours}
     */
    record ExistsWithOtherSettings(String topic, List<String> differences) implements TopicReport {
        @Override
        public String toString() {
            return topic + ": exists with other settings: " + String.join("; ", differences);
        }
    }
}
