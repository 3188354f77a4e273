package dev.tidemark.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final TopicPartition PARTITION = new TopicPartition("events", 0);

    private final Findings findings = new Findings();

    @Test
    void onlyTheNewestFindingOfAPartitionIsKept() {
        findings.leave(List.of(new EmptyBacklog(PARTITION, 5, 1_000)));
        findings.leave(List.of(new EmptyBacklog(PARTITION, 5, 2_000)));
        assertEquals(List.of(new EmptyBacklog(PARTITION, 5, 2_000)), findings.take());
        assertEquals(List.of(), findings.take());
    }

    @Test
    void everyRingIsHeardOnceByWhoeverWaited() {
        CompletableFuture<Void> waiting = findings.arrival();
        assertFalse(waiting.isDone());
        findings.ring();
        assertTrue(waiting.isDone());
        assertTrue(findings.rung());
        findings.take();
        assertFalse(findings.rung());
        assertFalse(findings.arrival().isDone(), "a reader that saw it would poll without end");
    }
}
