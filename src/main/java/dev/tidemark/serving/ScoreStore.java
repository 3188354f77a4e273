package dev.tidemark.serving;

import dev.tidemark.wire.MessageHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest scorecard of each customer and the transitions before it, in a directory.
 *
 * <p>One thread writes, many look up. It holds nothing that the topics do not hold: if it is lost
 * or of no use it is made anew.
 */
public final class ScoreStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScoreStore.class);
    private static final FileAttribute<Set<PosixFilePermission>> OWN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path files;
    private final FileChannel owner;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private Optional<RocksFiles> open = Optional.empty();
    private boolean closed;
    private volatile Optional<Exception> fault = Optional.empty();
    private volatile boolean complete;
    private volatile long customers;

    private ScoreStore(Path files, FileChannel owner) {
        this.files = files;
        this.owner = owner;
    }

    /**
     * Opens a store, or lays one out.
     *
     * @param directory made if need be; nobody else may have it
     * @throws StoreUnavailableException in one line, if somebody else has the directory or it
     *     cannot be used
     */
    public static ScoreStore open(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel owner = own(directory);
            ScoreStore store = new ScoreStore(directory.resolve("rocksdb"), owner);
            try {
                store.openFiles();
                return store;
            } catch (RocksDBException | IOException | RuntimeException e) {
                store.close();
                throw unavailable(directory, e);
            }
        } catch (IOException e) {
            throw unavailable(directory, e);
        }
    }

    private static StoreUnavailableException unavailable(Path directory, Exception e) {
        return new StoreUnavailableException(
                "the store in %s cannot be used: %s".formatted(directory, said(e)), e);
    }

    private static String said(Exception e) {
        String text = e instanceof RocksDBException ? e.getMessage() : e.toString();
        return text.replaceAll("\\s+", " ");
    }

    private static FileChannel own(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve("owner.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        boolean owned = false;
        try {
            owned = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            LOG.debug("this very process has the store", e);
        }
        if (!owned) {
            channel.close();
            throw new StoreUnavailableException(
                    "another tidemark serve uses the store in %s; give each a directory of its own"
                            .formatted(directory),
                    null);
        }
        return channel;
    }

    private void openFiles() throws RocksDBException, IOException {
        makeDirectory();
        try {
            open = Optional.of(RocksFiles.open(files));
        } catch (RocksDBException e) {
            if (!isDamage(e)) {
                throw e;
            }
            tellDamage(e);
            empty();
        }
        Optional<String> format = StoreNotes.format(open.get());
        if (format.isPresent() && !format.get().equals(StoreNotes.FORMAT)) {
            LOG.warn(
                    "The store in {} has format {}, this release has {}: it is made anew",
                    files,
                    format.get(),
                    StoreNotes.FORMAT);
            empty();
        }
        customers = StoreNotes.customers(open.get());
    }

    /** What it holds is about persons: no other user of the machine may read it. */
    private void makeDirectory() throws IOException {
        boolean posix = files.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createDirectories(files, OWN);
        } else {
            Files.createDirectories(files);
        }
    }

    private static boolean isDamage(Exception e) {
        return e instanceof RocksDBException rocks
                && rocks.getStatus() != null
                && rocks.getStatus().getCode() == Status.Code.Corruption;
    }

    private void tellDamage(Exception e) {
        LOG.warn("The store in {} is damaged ({}) and is made anew", files, said(e));
    }

    /**
     * Says whether something went wrong with the files, here or for one who looked something up.
     *
     * @throws StoreUnavailableException in one line, if so: then {@link #mend} is needed
     */
    void requireSound() {
        Optional<Exception> found = fault;
        if (found.isPresent()) {
            throw unavailable(files, found.get());
        }
    }

    /**
     * Opens the files again if something went wrong with them: after a full disk RocksDB takes
     * nothing more until then. Damaged ones are made anew.
     *
     * @throws StoreUnavailableException in one line, if they still cannot be used
     */
    void mend() {
        if (fault.isEmpty()) {
            return;
        }
        Lock exclusive = gate.writeLock();
        exclusive.lock();
        try {
            requireNotClosed();
            Exception found = fault.orElseThrow();
            open.ifPresent(RocksFiles::close);
            open = Optional.empty();
            if (isDamage(found)) {
                tellDamage(found);
                complete = false;
                deleteFiles();
            }
            openFiles();
            fault = Optional.empty();
        } catch (RocksDBException | IOException e) {
            throw unavailable(files, e);
        } finally {
            exclusive.unlock();
        }
    }

    private void requireNotClosed() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    /** What is known of a customer; nothing if there is no scorecard. */
    public Optional<CustomerView> customer(String customerId) {
        byte[] key = customerId.getBytes(StandardCharsets.UTF_8);
        return reading(
                rocks ->
                        rocks.lookAt(
                                moment -> {
                                    Optional<byte[]> card =
                                            rocks.get(moment, Family.SCORECARDS, key);
                                    Optional<byte[]> moves =
                                            rocks.get(moment, Family.TRANSITIONS, key);
                                    return card.map(found -> view(found, moves));
                                }));
    }

    private static CustomerView view(byte[] scorecard, Optional<byte[]> transitions) {
        long sequence = MessageHead.read(scorecard).sequence();
        return new CustomerView(
                scorecard,
                transitions
                        .map(bytes -> RecentTransitions.of(bytes).upTo(sequence))
                        .orElse(List.of()));
    }

    /** Customers with a scorecard. */
    public long customers() {
        return customers;
    }

    /**
     * Whether everything that was committed has been in the store since it was opened. It stays so
     * when no broker answers.
     */
    public boolean isComplete() {
        return complete;
    }

    void declareComplete() {
        complete = true;
    }

    /** How far the store is; nothing if it is new. */
    Optional<Bookmark> bookmark() {
        return reading(StoreNotes::bookmark);
    }

    /** What to change, for one thread at a time. */
    StoreChanges changes() {
        return new StoreChanges(this::get);
    }

    private Optional<byte[]> get(Family family, byte[] key) {
        return reading(rocks -> rocks.get(family, key));
    }

    /** Writes the changes and how far the store is with them, together or not at all. */
    void write(StoreChanges changes, Bookmark bookmark) {
        reading(
                rocks -> {
                    long after = customers + changes.moreCustomers();
                    try (WriteBatch batch = new WriteBatch()) {
                        changes.into(rocks, batch);
                        StoreNotes.put(rocks, batch, bookmark, after);
                        rocks.write(batch);
                    }
                    customers = after;
                    return after;
                });
    }

    /**
     * Deletes the transitions of customers without a scorecard.
     *
     * @param recordedBefore only those who have none recorded since, wall clock in epoch
     *     milliseconds
     */
    void deleteOrphans(long recordedBefore) {
        delete(Family.TRANSITIONS, rocks -> StoreSweep.orphans(rocks, recordedBefore));
    }

    /**
     * Forgets ends of lives, and lets what was deleted go from the disk, too.
     *
     * @param recordedBefore only older ones, wall clock in epoch milliseconds
     */
    void forgetEnds(long recordedBefore) {
        delete(Family.ENDS, rocks -> StoreSweep.oldEnds(rocks, recordedBefore));
    }

    private void delete(Family family, Use<List<byte[]>> which) {
        reading(
                rocks -> {
                    List<byte[]> keys = which.with(rocks);
                    try (WriteBatch batch = new WriteBatch()) {
                        for (byte[] key : keys) {
                            rocks.delete(batch, family, key);
                        }
                        rocks.write(batch);
                    }
                    rocks.flush();
                    return keys.size();
                });
    }

    /** Begins anew, with nothing. */
    void reset() {
        Lock exclusive = gate.writeLock();
        exclusive.lock();
        try {
            requireNotClosed();
            empty();
            customers = 0;
        } catch (RocksDBException | IOException e) {
            fault = Optional.of(e);
            throw unavailable(files, e);
        } finally {
            exclusive.unlock();
        }
    }

    private void empty() throws RocksDBException, IOException {
        complete = false;
        open.ifPresent(RocksFiles::close);
        open = Optional.empty();
        deleteFiles();
        makeDirectory();
        open = Optional.of(RocksFiles.open(files));
    }

    private void deleteFiles() throws IOException {
        if (!Files.exists(files)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(files)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private interface Use<T> {
        T with(RocksFiles rocks) throws RocksDBException;
    }

    /** While somebody reads, nobody closes. */
    private <T> T reading(Use<T> use) {
        Lock shared = gate.readLock();
        shared.lock();
        try {
            requireNotClosed();
            return use.with(open.orElseThrow(() -> unavailable(files, fault.orElseThrow())));
        } catch (RocksDBException e) {
            fault = Optional.of(e);
            throw unavailable(files, e);
        } finally {
            shared.unlock();
        }
    }

    /** Waits for those who look something up. A second call does nothing. */
    @Override
    public void close() {
        Lock exclusive = gate.writeLock();
        exclusive.lock();
        try {
            closed = true;
            open.ifPresent(RocksFiles::close);
            open = Optional.empty();
            owner.close();
        } catch (IOException e) {
            LOG.warn("The lock of the store in {} could not be given back: {}", files, said(e));
        } finally {
            exclusive.unlock();
        }
    }
}
