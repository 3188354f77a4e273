package dev.tidemark.serving;

import static dev.tidemark.serving.ScoreTopics.card;
import static dev.tidemark.serving.ScoreTopics.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.serving.RecentTransitions.Entry;
import dev.tidemark.wire.ScorecardJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreStoreTest {
    private static final TopicPartition SCORES = new TopicPartition("tidemark.scores.v1", 0);
    private static final Bookmark MARK =
            new Bookmark("cluster x\na b", Map.of(SCORES, 42L), 1234, false);

    @TempDir private Path directory;

    @Test
    void whatIsWrittenIsThereAfterARestartWithTheMarkThatWasWrittenWithIt() {
        byte[] json = ScorecardJson.write(card("ann", 3, 300));
        try (ScoreStore store = ScoreStore.open(directory)) {
            assertEquals(Optional.empty(), store.bookmark());
            StoreChanges changes = store.changes();
            changes.scorecard(utf8("ann"), json);
            changes.transition(utf8("ann"), entry(3, 300), false);
            changes.scorecard(utf8("bob"), ScorecardJson.write(card("bob", 1, 1)));
            store.write(changes, MARK);
        }
        try (ScoreStore store = ScoreStore.open(directory)) {
            assertEquals(Optional.of(MARK), store.bookmark());
            assertEquals(2, store.customers());
            assertFalse(store.isComplete(), "nobody has asked the topics yet");
            CustomerView ann = store.customer("ann").orElseThrow();
            assertArrayEquals(json, ann.scorecard(), "the very bytes");
            assertEquals(1, ann.transitions().size());
            assertEquals(Optional.empty(), store.customer("eve"));
        }
    }

    @Test
    void customersAreCountedOnce() {
        try (ScoreStore store = ScoreStore.open(directory)) {
            byte[] json = ScorecardJson.write(card("ann", 1, 1));
            write(store, changes -> changes.scorecard(utf8("ann"), json));
            write(
                    store,
                    changes -> {
                        changes.scorecard(utf8("ann"), json);
                        changes.scorecard(utf8("bob"), json);
                        changes.scorecard(utf8("bob"), json);
                        changes.scorecard(utf8("eve"), json);
                        changes.tombstone(utf8("eve"), Optional.empty());
                    });
            assertEquals(2, store.customers());
            write(store, changes -> changes.tombstone(utf8("ann"), Optional.empty()));
            write(store, changes -> changes.tombstone(utf8("ann"), Optional.empty()));
            assertEquals(1, store.customers());
            store.reset();
            assertEquals(0, store.customers());
            assertEquals(Optional.empty(), store.bookmark());
        }
    }

    @Test
    void anErasureTakesTheTransitionsAwayAlsoThoseThatAreReadOnlyLater() {
        try (ScoreStore store = ScoreStore.open(directory)) {
            EndOfLife end = new EndOfLife(500, 5, 0);
            write(
                    store,
                    changes -> {
                        changes.transition(utf8("ann"), entry(3, 300), false);
                        changes.tombstone(utf8("ann"), Optional.of(end));
                        changes.transition(utf8("ann"), entry(4, 400), false);
                    });
            write(store, changes -> changes.transition(utf8("ann"), entry(5, 500), false));
            byte[] json = ScorecardJson.write(card("ann", 7, 700));
            write(store, changes -> changes.scorecard(utf8("ann"), json));
            assertEquals(List.of(), store.customer("ann").orElseThrow().transitions());
            write(store, changes -> changes.transition(utf8("ann"), entry(7, 700), false));
            assertEquals(1, store.customer("ann").orElseThrow().transitions().size());
        }
    }

    @Test
    void theEndOfALifeIsForgottenInTimeAndOrphansAreDeleted() {
        try (ScoreStore store = ScoreStore.open(directory)) {
            write(
                    store,
                    changes -> {
                        changes.tombstone(utf8("ann"), Optional.of(new EndOfLife(500, 5, 1000)));
                        changes.transition(utf8("eve"), entry(1, 1), false);
                        changes.transition(utf8("bob"), entry(1, 1), false);
                        changes.scorecard(utf8("bob"), ScorecardJson.write(card("bob", 1, 1)));
                    });
            store.forgetEnds(1000);
            write(store, changes -> changes.transition(utf8("ann"), entry(4, 400), false));
            assertEquals(0, transitionsOf(store, "ann"), "still remembered");
            store.forgetEnds(1001);
            write(store, changes -> changes.transition(utf8("ann"), entry(4, 400), false));
            assertEquals(1, transitionsOf(store, "ann"), "forgotten");
            store.deleteOrphans(2000);
            assertEquals(1, transitionsOf(store, "eve"), "recorded at 2001");
            store.deleteOrphans(2002);
            assertEquals(0, transitionsOf(store, "eve"));
            assertEquals(1, transitionsOf(store, "bob"));
        }
    }

    /** Also of one who has no scorecard: one is given. */
    private static int transitionsOf(ScoreStore store, String customer) {
        byte[] json = ScorecardJson.write(card(customer, 9, 9));
        boolean had = store.customer(customer).isPresent();
        if (!had) {
            write(store, changes -> changes.scorecard(utf8(customer), json));
        }
        int count = store.customer(customer).orElseThrow().transitions().size();
        if (!had) {
            byte[] key = utf8(customer);
            EndOfLife nothing = new EndOfLife(Long.MIN_VALUE, 0, 0);
            boolean isAnn = customer.equals("ann");
            write(
                    store,
                    changes ->
                            changes.tombstone(
                                    key,
                                    Optional.of(isAnn ? new EndOfLife(500, 5, 1000) : nothing)));
        }
        return count;
    }

    @Test
    void twoCannotShareADirectory() {
        try (ScoreStore store = ScoreStore.open(directory)) {
            assertEquals(0, store.customers());
            StoreUnavailableException refusal =
                    assertThrows(StoreUnavailableException.class, () -> ScoreStore.open(directory));
            assertEquals(
                    "another tidemark serve uses the store in %s; give each a directory of its own"
                            .formatted(directory),
                    refusal.getMessage());
        }
        try (ScoreStore store = ScoreStore.open(directory)) {
            assertEquals(0, store.customers(), "it is free again");
        }
    }

    @Test
    void aDirectoryThatCannotBeUsedIsSaidInOneLine() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        StoreUnavailableException refusal =
                assertThrows(StoreUnavailableException.class, () -> ScoreStore.open(file));
        assertTrue(
                refusal.getMessage().startsWith("the store in " + file + " cannot be used: "),
                refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }

    @Test
    void aDamagedStoreIsMadeAnewAndNothingElseInTheDirectoryIsTouched() throws Exception {
        try (ScoreStore store = ScoreStore.open(directory)) {
            byte[] json = ScorecardJson.write(card("ann", 1, 1));
            write(store, changes -> changes.scorecard(utf8("ann"), json));
        }
        Path mine = Files.writeString(directory.resolve("mine.txt"), "keep");
        try (Stream<Path> files = Files.list(directory.resolve("rocksdb"))) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith("MANIFEST")) {
                    Files.writeString(file, "no manifest at all");
                }
            }
        }
        try (LogLines log = new LogLines("dev.tidemark.serving");
                ScoreStore store = ScoreStore.open(directory)) {
            assertEquals(0, store.customers());
            assertEquals(1, log.lines().size(), log.lines().toString());
            assertTrue(log.lines().get(0).contains("is damaged"), log.lines()::toString);
        }
        assertEquals("keep", Files.readString(mine));
    }

    @Test
    void aStoreOfAnotherFormatIsMadeAnew() throws Exception {
        try (ScoreStore store = ScoreStore.open(directory)) {
            byte[] json = ScorecardJson.write(card("ann", 1, 1));
            write(store, changes -> changes.scorecard(utf8("ann"), json));
        }
        try (RocksFiles rocks = RocksFiles.open(directory.resolve("rocksdb"));
                org.rocksdb.WriteBatch batch = new org.rocksdb.WriteBatch()) {
            rocks.put(batch, Family.NOTES, utf8("format"), utf8("0"));
            rocks.write(batch);
        }
        try (LogLines log = new LogLines("dev.tidemark.serving");
                ScoreStore store = ScoreStore.open(directory)) {
            assertEquals(0, store.customers());
            assertEquals(Optional.empty(), store.bookmark());
            assertEquals(1, log.lines().size(), log.lines().toString());
            assertTrue(log.lines().get(0).contains("has format 0"), log.lines()::toString);
        }
    }

    @Test
    void whoAsksAClosedStoreIsToldSoAndNothingWorse() {
        ScoreStore store = ScoreStore.open(directory);
        store.close();
        store.close();
        assertThrows(IllegalStateException.class, () -> store.customer("ann"));
    }

    private interface Change {
        void on(StoreChanges changes);
    }

    private static void write(ScoreStore store, Change change) {
        StoreChanges changes = store.changes();
        change.on(changes);
        store.write(changes, MARK);
    }

    private static Entry entry(long sequence, long asOf) {
        return new Entry(asOf, sequence, "churn", 2000 + asOf, utf8("{}"));
    }
}
