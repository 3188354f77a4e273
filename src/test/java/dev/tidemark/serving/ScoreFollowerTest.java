package dev.tidemark.serving;

import static dev.tidemark.serving.ScoreTopics.TOPICS;
import static dev.tidemark.serving.ScoreTopics.birth;
import static dev.tidemark.serving.ScoreTopics.card;
import static dev.tidemark.serving.ScoreTopics.move;
import static dev.tidemark.serving.ScoreTopics.tombstone;
import static dev.tidemark.serving.ScoreTopics.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.Ports;
import dev.tidemark.app.broker.EmbeddedBroker;
import dev.tidemark.wire.MessageHead;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The follower and the store, against a real broker. */
class ScoreFollowerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path directory;

    private final List<Long> visible = new CopyOnWriteArrayList<>();
    private final AtomicReference<Error> mishap = new AtomicReference<>();
    private final AtomicLong wall = new AtomicLong(System.currentTimeMillis());

    /** A store and who fills it. */
    private record Running(ScoreStore store, ScoreFollower follower) implements AutoCloseable {
        TopicProgress of(String topic) {
            return follower.progress().stream()
                    .filter(progress -> progress.topic().equals(topic))
                    .findFirst()
                    .orElseThrow();
        }

        long sequence(String customer) {
            return store.customer(customer)
                    .map(view -> MessageHead.read(view.scorecard()).sequence())
                    .orElse(0L);
        }

        List<Long> moves(String customer) {
            return store.customer(customer).orElseThrow().transitions().stream()
                    .map(json -> MessageHead.read(json).sequence())
                    .toList();
        }

        @Override
        public void close() {
            follower.close();
            store.close();
        }
    }

    private Running start(ScoreTopics topics) {
        ScoreStore store = ScoreStore.open(directory);
        Properties kafka = topics.kafka();
        kafka.setProperty("metadata.max.age.ms", "500");
        return new Running(
                store, ScoreFollower.start(kafka, TOPICS, store, wall::get, this::seeVisible));
    }

    private void seeVisible(long millis) {
        visible.add(millis);
        Optional.ofNullable(mishap.getAndSet(null))
                .ifPresent(
                        error -> {
                            throw error;
                        });
    }

    private Running startAndCatchUp(ScoreTopics topics) {
        Running running = start(topics);
        await("caught up", running.store()::isComplete);
        return running;
    }

    @Test
    void aRestartGoesOnWhereItStoppedAndDoublesNothing() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                ScoreTopics topics = ScoreTopics.create(broker)) {
            topics.commit(birth("ann", 1, 10), card("ann", 1, 10), move("ann", 2, 20));
            topics.commit(card("ann", 2, 20), card("bob", 1, 15));
            try (LogLines log = new LogLines("dev.tidemark.serving")) {
                try (Running first = startAndCatchUp(topics)) {
                    assertEquals(2, first.sequence("ann"));
                    assertEquals(List.of(2L, 1L), first.moves("ann"));
                    assertEquals(3, first.of(TOPICS.scores()).records());
                    assertEquals(2, first.of(TOPICS.transitions()).records());
                    assertEquals(2, first.store().customers());
                }
                topics.commit(move("ann", 3, 30), card("ann", 3, 30), card("eve", 1, 30));
                try (Running second = startAndCatchUp(topics)) {
                    assertEquals(2, second.of(TOPICS.scores()).records(), "only what is new");
                    assertEquals(1, second.of(TOPICS.transitions()).records());
                    assertEquals(3, second.sequence("ann"));
                    assertEquals(List.of(3L, 2L, 1L), second.moves("ann"));
                    assertEquals(3, second.store().customers());
                }
                assertEquals(List.of(), log.lines());
            }
        }
    }

    @Test
    void whatWasAbortedIsNeverSeenAndWhatIsNoMessageIsCounted() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                ScoreTopics topics = ScoreTopics.create(broker);
                LogLines log = new LogLines("dev.tidemark.serving")) {
            topics.commit(card("ann", 1, 10));
            topics.abort(card("ann", 2, 20), card("eve", 1, 20), move("ann", 2, 20));
            topics.commit(
                    new ProducerRecord<>(TOPICS.scores(), utf8("ann"), utf8("rubbish")),
                    new ProducerRecord<>(TOPICS.scores(), utf8("ann"), utf8("{}")),
                    new ProducerRecord<>(TOPICS.transitions(), null, utf8("{}")),
                    new ProducerRecord<byte[], byte[]>(
                            TOPICS.transitions(), utf8("ann"), (byte[]) null));
            try (Running running = startAndCatchUp(topics)) {
                assertEquals(1, running.sequence("ann"));
                assertEquals(List.of(), running.moves("ann"));
                assertEquals(1, running.store().customers());
                assertEquals(2, running.of(TOPICS.scores()).skippedRecords());
                assertEquals(2, running.of(TOPICS.transitions()).skippedRecords());
                assertEquals(0, running.of(TOPICS.scores()).lagRecords().orElseThrow());
                assertEquals(1, log.lines().size(), "one line for all: " + log.lines());
                assertFalse(log.lines().get(0).contains("ann"), log.lines()::toString);

                assertEquals(List.of(), visible, "nothing is timed while it catches up");
                topics.commit(card("ann", 2, 20));
                await("the next scorecard", () -> running.sequence("ann") == 2);
                await("its time", () -> visible.size() == 1);
            }
        }
    }

    @Test
    void anErasureLeavesNothingAndALaterLifeIsTold() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                ScoreTopics topics = ScoreTopics.create(broker)) {
            topics.commit(birth("ann", 1, 10), card("ann", 1, 10), card("bob", 1, 10));
            try (Running running = startAndCatchUp(topics)) {
                topics.commit(tombstone("ann", 2, 20));
                await("the erasure", () -> running.store().customer("ann").isEmpty());
                assertEquals(1, running.store().customers());
                // What was said of the old life comes in late, and then a new one begins.
                topics.commit(move("ann", 1, 10), card("ann", 3, 30), birth("ann", 3, 30));
                await("the new life", () -> running.sequence("ann") == 3);
                await("its first move", () -> running.moves("ann").equals(List.of(3L)));
            }
            // Read anew, all at once, in whatever order of the topics.
            topics.commit(card("bob", 2, 20));
            wall.addAndGet(Duration.ofDays(7).toMillis());
            try (Running again = startAndCatchUp(topics)) {
                assertEquals(List.of(3L), again.moves("ann"));
                assertEquals(2, again.store().customers());
            }
        }
    }

    @Test
    void aTruncatedTopicIsToldAndReadAnew() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                ScoreTopics topics = ScoreTopics.create(broker)) {
            topics.commit(card("ann", 1, 10), move("ann", 1, 10));
            startAndCatchUp(topics).close();
            topics.commit(move("ann", 2, 20), move("ann", 3, 30), card("ann", 3, 30));
            topics.truncate(TOPICS.transitions(), 4);
            assertReadAnew(topics, "is at offset");
        }
    }

    @Test
    void aTopicThatWasMadeAnewIsToldAndReadAnew() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                ScoreTopics topics = ScoreTopics.create(broker)) {
            topics.commit(card("ann", 1, 10), card("gone", 1, 10), move("ann", 1, 10));
            startAndCatchUp(topics).close();
            topics.delete(TOPICS.scores());
            awaitGone(topics);
            topics.commit(card("ann", 3, 30), card("eve", 3, 30));
            assertReadAnew(topics, "of topics that have been made anew");
        }
    }

    private static void awaitGone(ScoreTopics topics) {
        await(
                "a topic that can be made again",
                () -> {
                    try {
                        topics.make(TOPICS.scores(), "compact");
                        return true;
                    } catch (RuntimeException stillThere) {
                        return false;
                    }
                });
    }

    @Test
    void aTopicThatIsMadeAnewWhileItIsFollowedIsReadAnew() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                ScoreTopics topics = ScoreTopics.create(broker)) {
            topics.commit(card("ann", 1, 10), card("gone", 1, 10));
            try (Running running = startAndCatchUp(topics)) {
                topics.delete(TOPICS.scores());
                awaitGone(topics);
                // It has grown past the old one before anybody looks.
                topics.commit(card("eve", 1, 30), card("ann", 3, 30), card("bob", 3, 30));
                topics.commit(card("cid", 1, 30));
                wall.addAndGet(Duration.ofMinutes(2).toMillis());
                await("what was there only before", () -> !has(running, "gone"));
                await("what is there now", () -> has(running, "eve") && has(running, "cid"));
                assertEquals(3, running.sequence("ann"));
                assertEquals(4, running.store().customers());
            }
        }
    }

    private static boolean has(Running running, String customer) {
        return running.store().customer(customer).isPresent();
    }

    @Test
    void partitionsThatAreAddedAreReadToo() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                ScoreTopics topics = ScoreTopics.create(broker)) {
            topics.commit(card("ann", 1, 10));
            try (Running running = startAndCatchUp(topics)) {
                topics.widen(TOPICS.scores(), 2);
                ProducerRecord<byte[], byte[]> eve = ScoreTopics.record(card("eve", 1, 20));
                topics.commit(
                        new ProducerRecord<>(TOPICS.scores(), 1, eve.key(), eve.value()),
                        new ProducerRecord<>(TOPICS.scores(), 0, utf8("bob"), null));
                await("who is in the new partition", () -> has(running, "eve"));
                assertEquals(1, running.sequence("ann"));
                assertEquals(2, running.of(TOPICS.scores()).records() - 1, "nothing twice");
            }
        }
    }

    @Test
    void aStoreThatIsFoundDamagedWhileItIsUsedIsReadAnew() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                ScoreTopics topics = ScoreTopics.create(broker)) {
            topics.commit(card("ann", 3, 10));
            try (Running running = startAndCatchUp(topics)) {
                ScoreStoreTest.damage(running.store(), directory);
                assertThrows(StoreUnavailableException.class, () -> running.sequence("ann"));
                await("the scorecard", () -> running.store().isComplete() && hasAgain(running));
                assertEquals(1, running.store().customers());
            }
        }
    }

    private static boolean hasAgain(Running running) {
        try {
            return running.sequence("ann") == 3;
        } catch (StoreUnavailableException stillDamaged) {
            return false;
        }
    }

    @Test
    void anErrorDoesNotEndIt() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                ScoreTopics topics = ScoreTopics.create(broker)) {
            topics.commit(card("ann", 1, 10));
            try (Running running = startAndCatchUp(topics)) {
                mishap.set(new OutOfMemoryError("made up"));
                topics.commit(card("ann", 2, 20));
                await("the mishap", () -> mishap.get() == null);
                topics.commit(card("ann", 3, 30));
                await("the next scorecard", () -> running.sequence("ann") == 3);
                await("caught up", () -> running.of(TOPICS.scores()).caughtUp());
            }
        }
    }

    @Test
    void whoWasAwayForSoLongThatErasuresMayBeMissedReadsAnew() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                ScoreTopics topics = ScoreTopics.create(broker)) {
            topics.commit(card("ann", 3, 10));
            startAndCatchUp(topics).close();
            wall.addAndGet(Duration.ofDays(5).toMillis());
            try (LogLines log = new LogLines("dev.tidemark.serving");
                    Running running = startAndCatchUp(topics)) {
                assertEquals(0, running.of(TOPICS.scores()).records());
                assertEquals(List.of(), log.lines());
            }
            wall.addAndGet(Duration.ofDays(7).toMillis());
            assertReadAnew(topics, "was last up to date 7 days ago");
        }
    }

    private void assertReadAnew(ScoreTopics topics, String why) {
        try (LogLines log = new LogLines("dev.tidemark.serving");
                Running running = startAndCatchUp(topics)) {
            assertEquals(3, running.sequence("ann"));
            assertEquals(1, log.lines().size(), log.lines().toString());
            assertTrue(log.lines().get(0).contains(why), log.lines()::toString);
            assertTrue(running.store().customer("gone").isEmpty());
        }
    }

    @Test
    void anOutageIsToldOnceLookupsGoOnAndItEndsByItself(@TempDir Path kafka) {
        int port = Ports.free();
        EmbeddedBroker first = EmbeddedBroker.start(port, kafka);
        try (ScoreTopics topics = ScoreTopics.create(first)) {
            topics.commit(card("ann", 1, 10), move("ann", 1, 10));
            try (LogLines log = new LogLines("dev.tidemark.serving");
                    Running running = startAndCatchUp(topics)) {
                first.close();
                await("the outage", () -> !running.of(TOPICS.scores()).caughtUp());
                assertEquals(1, running.sequence("ann"), "what is known is told");
                assertTrue(running.store().isComplete());
                try (EmbeddedBroker second = EmbeddedBroker.start(port, kafka);
                        ScoreTopics again = ScoreTopics.of(second)) {
                    again.commit(card("ann", 2, 20));
                    await("the next scorecard", () -> running.sequence("ann") == 2);
                    await("caught up", () -> running.of(TOPICS.scores()).caughtUp());
                    assertEquals(2, running.of(TOPICS.scores()).records(), "nothing twice");
                }
                assertEquals(1, log.lines().size(), "one line for the outage: " + log.lines());
            }
        }
    }

    @Test
    void aProcessThatIsKilledBetweenBatchesLeavesAPlaceAndWhatWasReadUpToIt() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                ScoreTopics topics = ScoreTopics.create(broker)) {
            int customers = 6000;
            for (int begin = 0; begin < customers; begin += 2000) {
                List<Object> messages = new ArrayList<>();
                for (int i = begin; i < begin + 2000; i++) {
                    messages.add(card("c-" + i, 1, i));
                    messages.add(birth("c-" + i, 1, i));
                }
                topics.commit(messages.toArray());
            }
            CrashingFollower.killAfter(broker, directory, 300);
            try (ScoreStore store = ScoreStore.open(directory)) {
                assertPrefix(store, customers);
            }
            try (Running running = startAndCatchUp(topics)) {
                assertEquals(customers, running.store().customers());
                assertTrue(running.of(TOPICS.scores()).records() < customers, "it went on");
                assertEquals(List.of(1L), running.moves("c-0"));
                assertEquals(List.of(1L), running.moves("c-" + (customers - 1)));
            }
        }
    }

    /** Offsets hold the ends of transactions, too: one after each 2000 records. */
    private static void assertPrefix(ScoreStore store, int customers) {
        long position =
                store.bookmark()
                        .orElseThrow()
                        .positions()
                        .get(new TopicPartition(TOPICS.scores(), 0));
        long read = position - position / 2001;
        assertTrue(read > 0 && read < customers, "killed in between, at " + read);
        assertEquals(read, store.customers());
        for (int i = 0; i < customers; i++) {
            assertEquals(i < read, store.customer("c-" + i).isPresent(), "c-" + i);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain for " + what);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
