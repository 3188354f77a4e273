package dev.tidemark.serving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What the store says of itself, under names. */
final class StoreNotes {
    /** Of all the bytes in the store; another one means that it is read anew. */
    static final String FORMAT = "1";

    private static final byte[] FORMAT_KEY = utf8("format");
    private static final byte[] ORIGIN = utf8("origin");
    private static final byte[] CUSTOMERS = utf8("customers");
    private static final byte[] CURRENT_AT = utf8("currentAt");
    private static final byte[] SWEPT = utf8("swept");
    private static final String POSITION = "position ";

    private StoreNotes() {}

    static Optional<String> format(RocksFiles rocks) throws RocksDBException {
        return rocks.get(Family.NOTES, FORMAT_KEY).map(StoreNotes::text);
    }

    static long customers(RocksFiles rocks) throws RocksDBException {
        return rocks.get(Family.NOTES, CUSTOMERS).map(StoreNotes::number).orElse(0L);
    }

    static Optional<Bookmark> bookmark(RocksFiles rocks) throws RocksDBException {
        Optional<byte[]> origin = rocks.get(Family.NOTES, ORIGIN);
        Optional<byte[]> currentAt = rocks.get(Family.NOTES, CURRENT_AT);
        if (origin.isEmpty() || currentAt.isEmpty()) {
            return Optional.empty();
        }
        Map<TopicPartition, Long> positions = new HashMap<>();
        rocks.forEach(
                Family.NOTES,
                (key, value) -> {
                    String name = text(key);
                    if (name.startsWith(POSITION)) {
                        positions.put(partition(name), number(value));
                    }
                });
        boolean swept = rocks.get(Family.NOTES, SWEPT).isPresent();
        return Optional.of(
                new Bookmark(text(origin.get()), positions, number(currentAt.get()), swept));
    }

    static void put(RocksFiles rocks, WriteBatch batch, Bookmark bookmark, long customers)
            throws RocksDBException {
        rocks.put(batch, Family.NOTES, FORMAT_KEY, utf8(FORMAT));
        rocks.put(batch, Family.NOTES, ORIGIN, utf8(bookmark.origin()));
        rocks.put(batch, Family.NOTES, CUSTOMERS, bytes(customers));
        rocks.put(batch, Family.NOTES, CURRENT_AT, bytes(bookmark.currentAt()));
        if (bookmark.isSwept()) {
            rocks.put(batch, Family.NOTES, SWEPT, utf8("yes"));
        }
        for (Map.Entry<TopicPartition, Long> position : bookmark.positions().entrySet()) {
            rocks.put(batch, Family.NOTES, key(position.getKey()), bytes(position.getValue()));
        }
    }

    private static byte[] key(TopicPartition partition) {
        return utf8(POSITION + partition.topic() + ' ' + partition.partition());
    }

    private static TopicPartition partition(String name) {
        int space = name.lastIndexOf(' ');
        return new TopicPartition(
                name.substring(POSITION.length(), space),
                Integer.parseInt(name.substring(space + 1)));
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
