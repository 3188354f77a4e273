package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The settings of the topics stand in their document as they are made. */
class TopicsDocumentTest {
    @Test
    void everyTopicStandsThereWithItsSettings() throws IOException {
        String document = Files.readString(Path.of("docs/topics.md"));
        for (TopicPlan plan : TopicPlan.all(new Topics("tidemark"), 4, (short) 1)) {
            String settings =
                    new TreeMap<>(plan.settings())
                            .entrySet().stream()
                                    .map(setting -> "`" + setting + "`")
                                    .collect(Collectors.joining(" "));
            String row = "| `%s` | %s |".formatted(plan.topic(), settings);
            assertTrue(document.contains(row), row);
        }
    }
}
