package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void everyNameIsThePrefixTheNounAndTheVersion() {
        Topics topics = new Topics("tidemark");
        assertEquals(
                List.of(
                        "tidemark.events.v1",
                        "tidemark.scores.v1",
                        "tidemark.transitions.v1",
                        "tidemark.relays.v1",
                        "tidemark.erasures.v1",
                        "tidemark.population.v1",
                        "tidemark.kpis.v1",
                        "tidemark.rejections.v1"),
                List.of(
                        topics.events(),
                        topics.scores(),
                        topics.transitions(),
                        topics.relays(),
                        topics.erasures(),
                        topics.population(),
                        topics.kpis(),
                        topics.rejections()));
    }

    @Test
    void aPrefixKafkaWouldRefuseIsRefusedHere() {
        for (String prefix : List.of("", "two words", "größe", "a/b", "x".repeat(201))) {
            assertThrows(IllegalArgumentException.class, () -> new Topics(prefix), prefix);
        }
    }
}
