package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.RfmScores;
import dev.tidemark.model.Scorecard;
import dev.tidemark.wire.PopulationJson;
import dev.tidemark.wire.Topics;
import java.util.HashMap;
import java.util.Map;

/** The cut points on the population's topic, against which anybody can hold a scorecard. */
final class PublishedCuts {
    private final Map<String, CutPoints> published = new HashMap<>();

    static PublishedCuts of(TopicContents contents, Topics topics) {
        PublishedCuts cuts = new PublishedCuts();
        contents.forEachCommitted(
                topics.population(),
                record -> {
                    if (PopulationJson.read(record.value()) instanceof CutPoints points) {
                        cuts.published.put(points.version(), points);
                    }
                });
        return cuts;
    }

    /** The first scorecard of a customer is exact; later ones may be held by the hysteresis. */
    void assertMade(Scorecard card) {
        String version = card.versions().cutPoints();
        if (version.equals("fixed")) {
            return;
        }
        CutPoints points = published.get(version);
        assertTrue(points != null, "never published: " + card);
        assertTrue(points.effectiveFrom() <= card.asOf(), "not yet in force: " + card);
        if (card.buyer().isPresent() && card.sequence() == 1) {
            RfmScores rfm = card.buyer().get().rfm();
            long orders = points.orders().stream().filter(o -> rfm.orders() >= o).count();
            long spend = points.spendMinor().stream().filter(m -> rfm.spendMinor() >= m).count();
            assertEquals(1 + orders, rfm.f(), "f of " + card);
            assertEquals(1 + spend, rfm.m(), "m of " + card);
        }
    }
}
