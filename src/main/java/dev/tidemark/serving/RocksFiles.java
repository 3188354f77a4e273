package dev.tidemark.serving;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Filter;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.RocksObject;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * An open RocksDB. All that it holds is outside of the heap and must be closed; whoever uses it
 * after that brings the process down, so {@link ScoreStore} lets nobody.
 */
final class RocksFiles implements AutoCloseable {
    private static final long CACHE_BYTES = 64L << 20;
    private static final long BUFFER_BYTES = 16L << 20;
    private static final long MOST_LOG_BYTES = 64L << 20;

    /** Files are rewritten after so long, so that what was deleted goes from the disk, too. */
    private static final long REWRITE_SECONDS = 86_400;

    private final Deque<RocksObject> owned;
    private final Map<Family, ColumnFamilyHandle> handles;
    private final RocksDB database;
    private final WriteOptions writing;

    private RocksFiles(
            Deque<RocksObject> owned, Map<Family, ColumnFamilyHandle> handles, RocksDB database) {
        this.owned = owned;
        this.handles = handles;
        this.database = database;
        this.writing = own(owned, new WriteOptions());
    }

    /** Opens what is in a directory, or lays it out. */
    static RocksFiles open(Path directory) throws RocksDBException {
        RocksDB.loadLibrary();
        Deque<RocksObject> owned = new ArrayDeque<>();
        try {
            return open(directory, owned);
        } catch (RocksDBException e) {
            owned.forEach(RocksObject::close);
            throw e;
        }
    }

    private static RocksFiles open(Path directory, Deque<RocksObject> owned)
            throws RocksDBException {
        Cache cache = own(owned, new LRUCache(CACHE_BYTES));
        Filter filter = own(owned, new BloomFilter());
        ColumnFamilyOptions tables = own(owned, tables(cache, filter));
        DBOptions options =
                own(owned, new DBOptions())
                        .setCreateIfMissing(true)
                        .setCreateMissingColumnFamilies(true)
                        .setMaxTotalWalSize(MOST_LOG_BYTES)
                        .setKeepLogFileNum(2)
                        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        for (Family family : Family.values()) {
            families.add(new ColumnFamilyDescriptor(family.bytes(), tables));
        }
        List<ColumnFamilyHandle> opened = new ArrayList<>();
        RocksDB database =
                own(owned, RocksDB.open(options, directory.toString(), families, opened));
        Map<Family, ColumnFamilyHandle> handles = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            handles.put(family, own(owned, opened.get(family.ordinal())));
        }
        return new RocksFiles(owned, handles, database);
    }

    /** The last that is owned is the first to be closed. */
    private static <T extends RocksObject> T own(Deque<RocksObject> owned, T resource) {
        owned.push(resource);
        return resource;
    }

    private static ColumnFamilyOptions tables(Cache cache, Filter filter) {
        return new ColumnFamilyOptions()
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(BUFFER_BYTES)
                .setTtl(REWRITE_SECONDS)
                .setTableFormatConfig(
                        new BlockBasedTableConfig()
                                .setBlockCache(cache)
                                .setCacheIndexAndFilterBlocks(true)
                                .setFilterPolicy(filter));
    }

    Optional<byte[]> get(Family family, byte[] key) throws RocksDBException {
        return Optional.ofNullable(database.get(handles.get(family), key));
    }

    /** Reads several families as of one moment. */
    interface Look<T> {
        T at(ReadOptions moment) throws RocksDBException;
    }

    <T> T lookAt(Look<T> look) throws RocksDBException {
        Snapshot snapshot = database.getSnapshot();
        try (ReadOptions moment = new ReadOptions().setSnapshot(snapshot)) {
            return look.at(moment);
        } finally {
            database.releaseSnapshot(snapshot);
        }
    }

    Optional<byte[]> get(ReadOptions moment, Family family, byte[] key) throws RocksDBException {
        return Optional.ofNullable(database.get(handles.get(family), moment, key));
    }

    /** Takes one key and its value. */
    interface Taker {
        void take(byte[] key, byte[] value) throws RocksDBException;
    }

    /** Every key and value of a family, as of the beginning, in the order of the keys. */
    void forEach(Family family, Taker taker) throws RocksDBException {
        try (RocksIterator iterator = database.newIterator(handles.get(family))) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                taker.take(iterator.key(), iterator.value());
            }
            iterator.status();
        }
    }

    void put(WriteBatch batch, Family family, byte[] key, byte[] value) throws RocksDBException {
        batch.put(handles.get(family), key, value);
    }

    void delete(WriteBatch batch, Family family, byte[] key) throws RocksDBException {
        batch.delete(handles.get(family), key);
    }

    /** All of it or nothing, also if the process is killed; without waiting for the disk. */
    void write(WriteBatch batch) throws RocksDBException {
        database.write(writing, batch);
    }

    /** From memory and the log into files, which are rewritten in time. */
    void flush() throws RocksDBException {
        try (FlushOptions flushing = new FlushOptions()) {
            database.flush(flushing, List.copyOf(handles.values()));
        }
    }

    @Override
    public void close() {
        owned.forEach(RocksObject::close);
        owned.clear();
    }
}
