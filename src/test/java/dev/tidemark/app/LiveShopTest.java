package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.app.config.Settings;
import dev.tidemark.sim.ShopConfig;
import dev.tidemark.wire.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LiveShopTest {
    private static final long NOW = 1_800_000_000_000L;

    @Test
    void thePastIsSentAtTheRateAndThePresentWhenItIsDue() {
        LiveShop.Pace pace = new LiveShop.Pace(NOW, 4);
        long[] sentAt =
                LongStream.of(NOW - 9_000, NOW - 9_000, NOW - 1, NOW + 500, NOW + 60_000)
                        .map(pace::next)
                        .toArray();
        assertEquals(NOW, sentAt[0]);
        assertEquals(NOW + 250, sentAt[1]);
        assertEquals(NOW + 500, sentAt[2]);
        assertEquals(NOW + 750, sentAt[3]);
        assertEquals(NOW + 60_000, sentAt[4]);
    }

    @Test
    void itsEventsComeToTheTopic() {
        Topics topics = new Topics("tidemark");
        long now = System.currentTimeMillis();
        ShopConfig yearOld =
                ShopConfig.defaults(1, 200).withStartAt(now - Duration.ofDays(365).toMillis());
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            Settings settings = Settings.of(Map.of()).withKafka(broker.bootstrapServers());
            TopicCreationException missing =
                    assertThrows(
                            TopicCreationException.class,
                            () -> LiveShop.open(settings, yearOld, 1_000, now));
            assertEquals(
                    "there is no topic tidemark.events.v1; make it with: tidemark topics --create",
                    missing.getMessage());
            TopicCreation.ensure(settings.kafka(), topics, 2, (short) 1);
            try (LiveShop shop = LiveShop.open(settings, yearOld, 1_000, now)) {
                TestCluster.await("300 records", () -> shop.sent() >= 300);
            }
            long written = new TopicContents(broker.bootstrapServers()).written(topics.events());
            assertTrue(written >= 300, written + " records");
        }
    }

    @Test
    void whenAllIsSentItSaysSo() throws Exception {
        long now = System.currentTimeMillis();
        ShopConfig longGone =
                ShopConfig.defaults(1, 3).withStartAt(now - Duration.ofDays(20_000).toMillis());
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            Settings settings = Settings.of(Map.of()).withKafka(broker.bootstrapServers());
            TopicCreation.ensure(settings.kafka(), new Topics("tidemark"), 2, (short) 1);
            try (LiveShop shop = LiveShop.open(settings, longGone, 100_000, now)) {
                assertTrue(shop.await(new CountDownLatch(1)));
                assertTrue(shop.sent() > 3, shop.sent() + " records");
            }
        }
    }

    @Test
    void theNumberOfEventsIsForAFileOnly() {
        assertEquals(2, Tidemark.run("simulate", "--live", "--events", "7"));
        assertEquals(2, Tidemark.run("simulate"));
        assertEquals(2, Tidemark.run("simulate", "--live", "--out", "log.jsonl"));
    }
}
