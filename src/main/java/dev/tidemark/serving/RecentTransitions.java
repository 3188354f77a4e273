package dev.tidemark.serving;

import dev.tidemark.model.Dimension;
import dev.tidemark.wire.MessageHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The latest transitions of one customer, the oldest first; at most {@value #MOST}.
 *
 * @param entries in order of time and sequence
 */
record RecentTransitions(List<Entry> entries) {
    /** So many are kept: three scorecards that moved the customer everywhere, or a year of few. */
    static final int MOST = 20;

    static final RecentTransitions NONE = new RecentTransitions(List.of());

    private static final Comparator<Entry> BY_TIME =
            Comparator.comparingLong(Entry::asOf).thenComparingLong(Entry::sequence);

    /**
     * A transition.
     *
     * @param json as it came from the topic
     * @param recordedAt when its record was written, wall clock in epoch milliseconds
     */
    record Entry(long asOf, long sequence, String dimension, long recordedAt, byte[] json) {
        static Entry of(MessageHead head, long recordedAt, byte[] json) {
            return new Entry(head.asOf(), head.sequence(), head.dimension(), recordedAt, json);
        }

        private boolean isSameAs(Entry other) {
            return asOf == other.asOf
                    && sequence == other.sequence
                    && dimension.equals(other.dimension);
        }
    }

    RecentTransitions {
        entries = List.copyOf(entries);
    }

    /**
     * With one more, unless it is there already.
     *
     * @param isFirst whether the customer had no class in its dimension before: every customer has
     *     one of RFM, so such a one begins a life, and what came before it in the topic is of
     *     another
     */
    RecentTransitions with(Entry entry, boolean isFirst) {
        if (entries.stream().anyMatch(entry::isSameAs)) {
            return this;
        }
        boolean beginsLife = isFirst && entry.dimension().equals(Dimension.RFM.wireName());
        List<Entry> more = beginsLife ? new ArrayList<>() : new ArrayList<>(entries);
        more.add(entry);
        more.sort(BY_TIME);
        return new RecentTransitions(more.subList(Math.max(0, more.size() - MOST), more.size()));
    }

    /** Those that are not of the life that ended. */
    RecentTransitions after(EndOfLife end) {
        return new RecentTransitions(
                entries.stream().filter(e -> !end.covers(e.asOf(), e.sequence())).toList());
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** When the newest record of them was written. */
    long recordedAt() {
        return entries.stream().mapToLong(Entry::recordedAt).max().orElse(Long.MIN_VALUE);
    }

    /**
     * The messages, the newest first.
     *
     * @param sequence that of the scorecard: later ones belong to one that has not been read yet
     */
    List<byte[]> upTo(long sequence) {
        List<byte[]> messages = new ArrayList<>(entries.size());
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).sequence() <= sequence) {
                messages.add(entries.get(i).json());
            }
        }
        return messages;
    }

    byte[] bytes() {
        int size = 0;
        for (Entry entry : entries) {
            size += 3 * Long.BYTES + 2 * Integer.BYTES;
            size += utf8(entry.dimension()).length + entry.json().length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(size);
        for (Entry entry : entries) {
            buffer.putLong(entry.asOf()).putLong(entry.sequence()).putLong(entry.recordedAt());
            put(buffer, utf8(entry.dimension()));
            put(buffer, entry.json());
        }
        return buffer.array();
    }

    static RecentTransitions of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<Entry> entries = new ArrayList<>();
        while (buffer.hasRemaining()) {
            long asOf = buffer.getLong();
            long sequence = buffer.getLong();
            long recordedAt = buffer.getLong();
            String dimension = new String(take(buffer), StandardCharsets.UTF_8);
            entries.add(new Entry(asOf, sequence, dimension, recordedAt, take(buffer)));
        }
        return new RecentTransitions(entries);
    }

    private static void put(ByteBuffer buffer, byte[] part) {
        buffer.putInt(part.length).put(part);
    }

    private static byte[] take(ByteBuffer buffer) {
        byte[] part = new byte[buffer.getInt()];
        buffer.get(part);
        return part;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
