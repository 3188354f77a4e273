package dev.tidemark.job.kafka;

import dev.tidemark.model.Transition;
import dev.tidemark.wire.CloudEventHeaders;
import dev.tidemark.wire.Topics;
import dev.tidemark.wire.TransitionJson;
import java.nio.charset.StandardCharsets;

/** What a transition looks like as a record. */
final class TransitionRecord {
    private TransitionRecord() {}

    static RecordForm<Transition> form(Topics topics, CloudEventHeaders headers) {
        return new RecordForm<>(
                topics.transitions(),
                transition -> transition.customerId().getBytes(StandardCharsets.UTF_8),
                TransitionJson::write,
                (to, transition) -> headers.of(transition, to::add));
    }
}
