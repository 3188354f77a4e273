package dev.tidemark.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.junit.jupiter.api.Test;

class LiveClockEnumeratorTest {
    private final List<String> sent = new ArrayList<>();
    private boolean discoveryFinished;

    @Test
    void aReaderIsToldThatNothingIsLeftOnlyOnceThePartitionsAreGivenOut() throws Exception {
        try (LiveClockEnumerator enumerator = new LiveClockEnumerator(kafka(), context())) {
            enumerator.handleSplitRequest(2, "host");
            assertEquals(List.of(), sent);
            discoveryFinished = true;
            enumerator.handleSplitRequest(2, "host");
            assertEquals(List.of("2 NoSplitsForYou[]"), sent);
        }
    }

    @SuppressWarnings("unchecked")
    private SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka() {
        return (SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState>)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {SplitEnumerator.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("snapshotState")
                                        ? new KafkaSourceEnumState(Set.of(), discoveryFinished)
                                        : null);
    }

    @SuppressWarnings("unchecked")
    private SplitEnumeratorContext<KafkaPartitionSplit> context() {
        return (SplitEnumeratorContext<KafkaPartitionSplit>)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {SplitEnumeratorContext.class},
                        (proxy, method, arguments) -> {
                            assertEquals("sendEventToSourceReader", method.getName());
                            sent.add(arguments[0] + " " + arguments[1]);
                            return null;
                        });
    }
}
