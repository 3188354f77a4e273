package dev.tidemark.serving;

import static dev.tidemark.serving.ScoreTopics.card;
import static dev.tidemark.serving.ScoreTopics.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.serving.RecentTransitions.Entry;
import dev.tidemark.wire.ScorecardJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.WriteBatch;

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
    void theEndOfALifeIsForgottenInTime() {
        try (ScoreStore store = ScoreStore.open(directory)) {
            byte[] json = ScorecardJson.write(card("ann", 9, 900));
            EndOfLife end = new EndOfLife(500, 5, 1000);
            write(store, changes -> changes.tombstone(utf8("ann"), Optional.of(end)));
            write(store, changes -> changes.scorecard(utf8("ann"), json));
            store.forgetEnds(1000);
            write(store, changes -> changes.transition(utf8("ann"), entry(4, 400), false));
            assertEquals(0, transitionsOf(store, "ann"), "still remembered");
            store.forgetEnds(1001);
            write(store, changes -> changes.transition(utf8("ann"), entry(4, 400), false));
            assertEquals(1, transitionsOf(store, "ann"), "forgotten");
        }
    }

    @Test
    void transitionsOfNobodyAreDeletedUnlessTheyAreYoung() {
        try (ScoreStore store = ScoreStore.open(directory)) {
            byte[] ann = ScorecardJson.write(card("ann", 1, 1));
            write(store, changes -> changes.scorecard(utf8("ann"), ann));
            for (String customer : List.of("ann", "bob", "eve")) {
                int asOf = customer.equals("eve") ? 2 : 1;
                write(store, c -> c.transition(utf8(customer), entry(1, asOf), false));
            }
            store.deleteOrphans(2002);
            for (String customer : List.of("bob", "eve")) {
                byte[] late = ScorecardJson.write(card(customer, 1, 1));
                write(store, changes -> changes.scorecard(utf8(customer), late));
            }
            assertEquals(1, transitionsOf(store, "ann"), "she has a scorecard");
            assertEquals(0, transitionsOf(store, "bob"), "recorded at 2001");
            assertEquals(1, transitionsOf(store, "eve"), "recorded at 2002");
        }
    }

    private static int transitionsOf(ScoreStore store, String customer) {
        return store.customer(customer).orElseThrow().transitions().size();
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
    void aDiskThatTakesNothingForAWhileIsNoReasonToStartAnew() throws Exception {
        byte[] json = ScorecardJson.write(card("ann", 1, 1));
        Path files = directory.resolve("rocksdb");
        Path away = directory.resolve("away");
        try (ScoreStore store = ScoreStore.open(directory)) {
            write(store, changes -> changes.scorecard(utf8("ann"), json));
            // No new file can be made, as on a disk that is full.
            Files.move(files, away);
            assertThrows(StoreUnavailableException.class, () -> store.forgetEnds(1));
            assertThrows(StoreUnavailableException.class, store::requireSound);
            Files.move(away, files);
            assertThrows(
                    StoreUnavailableException.class,
                    () -> write(store, changes -> changes.scorecard(utf8("bob"), json)),
                    "RocksDB does not go on by itself");
            store.declareComplete();
            store.mend();
            store.requireSound();
            assertTrue(store.isComplete(), "nothing is missing");
            assertEquals(Optional.of(MARK), store.bookmark());
            assertTrue(store.customer("ann").isPresent());
            write(store, changes -> changes.scorecard(utf8("bob"), json));
            assertEquals(2, store.customers());
        }
    }

    @Test
    void whoCannotBeginAnewSaysSoAndDoesOnceHeCan() throws Exception {
        Path home = directory.resolve("store");
        Path away = directory.resolve("away");
        byte[] json = ScorecardJson.write(card("ann", 1, 1));
        try (ScoreStore store = ScoreStore.open(home)) {
            write(store, changes -> changes.scorecard(utf8("ann"), json));
            Files.move(home, away);
            Files.writeString(home, "in the way");
            assertThrows(StoreUnavailableException.class, store::reset);
            assertThrows(StoreUnavailableException.class, store::bookmark);
            assertThrows(StoreUnavailableException.class, store::mend);
            Files.delete(home);
            Files.move(away, home);
            store.mend();
            store.reset();
            assertEquals(Optional.empty(), store.bookmark());
            write(store, changes -> changes.scorecard(utf8("ann"), json));
            assertEquals(1, store.customers());
        }
    }

    @Test
    void whatIsFoundDamagedWhileItIsUsedIsMadeAnew() throws Exception {
        byte[] json = ScorecardJson.write(card("ann", 1, 1));
        try (LogLines log = new LogLines("dev.tidemark.serving");
                ScoreStore store = ScoreStore.open(directory)) {
            write(store, changes -> changes.scorecard(utf8("ann"), json));
            store.declareComplete();
            damage(store, directory);
            assertThrows(StoreUnavailableException.class, () -> store.customer("ann"));
            assertThrows(StoreUnavailableException.class, store::requireSound);
            store.mend();
            assertFalse(store.isComplete(), "who is not there may only not have been read yet");
            assertEquals(Optional.empty(), store.bookmark());
            assertEquals(0, store.customers());
            assertEquals(1, log.lines().size(), log.lines().toString());
            assertTrue(log.lines().get(0).contains("is damaged"), log.lines()::toString);
        }
    }

    /** Writes over what the files of a store begin with, once everything is in them. */
    static void damage(ScoreStore store, Path directory) throws IOException {
        store.forgetEnds(Long.MIN_VALUE);
        try (Stream<Path> files = Files.list(directory.resolve("rocksdb"))) {
            List<Path> tables = files.filter(f -> f.toString().endsWith(".sst")).toList();
            assertFalse(tables.isEmpty(), "nothing is in files yet");
            for (Path table : tables) {
                try (FileChannel file = FileChannel.open(table, StandardOpenOption.WRITE)) {
                    file.write(ByteBuffer.wrap(utf8("no table at all")));
                }
            }
        }
    }

    @Test
    void nobodyElseOnTheMachineCanReadIt() throws Exception {
        Set<String> views = directory.getFileSystem().supportedFileAttributeViews();
        assumeTrue(views.contains("posix"), "files have no permissions here");
        try (ScoreStore store = ScoreStore.open(directory)) {
            Path files = directory.resolve("rocksdb");
            String own = PosixFilePermissions.toString(Files.getPosixFilePermissions(files));
            assertEquals("rwx------", own);
            store.reset();
            own = PosixFilePermissions.toString(Files.getPosixFilePermissions(files));
            assertEquals("rwx------", own);
        }
    }

    @Test
    void aStoreOfAnotherFormatIsMadeAnew() throws Exception {
        try (ScoreStore store = ScoreStore.open(directory)) {
            byte[] json = ScorecardJson.write(card("ann", 1, 1));
            write(store, changes -> changes.scorecard(utf8("ann"), json));
        }
        try (RocksFiles rocks = RocksFiles.open(directory.resolve("rocksdb"));
                WriteBatch batch = new WriteBatch()) {
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
