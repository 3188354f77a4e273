package dev.tidemark.serving;

import dev.tidemark.model.EventClock;
import dev.tidemark.model.Moments;
import dev.tidemark.serving.RecentTransitions.Entry;
import dev.tidemark.wire.MessageHead;
import dev.tidemark.wire.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes scorecards and transitions into the store, and sees to it that it is of use. */
final class ScoreReader implements TopicReader {
    private static final Logger LOG = LoggerFactory.getLogger(ScoreReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The topic of scorecards keeps tombstones for a week: who was away longer misses some. */
    private static final Duration LONGEST_ABSENCE = Duration.ofDays(6);

    /** Twice as long as the topic keeps transitions, which go by whole segments. */
    private static final Duration ENDS_REMEMBERED = Duration.ofDays(14);

    /** Longer than a transition is ahead of its scorecard: the two are committed together. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private static final Duration SWEEP_EVERY = Duration.ofDays(1);
    private static final Duration NOTE_EVERY = Duration.ofMinutes(1);

    /** A number that fits in 63 bits, with leading zeros. */
    private static final Pattern SEQUENCE = Pattern.compile("0?[0-9]{1,18}");

    /** Tells whose records there are. */
    interface Origins {
        StoreOrigin now();
    }

    private final ScoreStore store;
    private final String scores;
    private final Origins origins;
    private final EventClock clock;
    private final LongConsumer visibleMillis;
    private final List<Long> recordedAt = new ArrayList<>();
    private StoreChanges changes;
    private Bookmark noted = new Bookmark("", Map.of(), 0, false);
    private long sweptAt;
    private long askedAt;

    /**
     * @param scores the topic of scorecards; all others are of transitions
     * @param clock the wall clock
     * @param visibleMillis is told of each scorecard that comes in after all was read how long it
     *     took from its record to the store
     */
    ScoreReader(
            ScoreStore store,
            String scores,
            Origins origins,
            EventClock clock,
            LongConsumer visibleMillis) {
        this.store = store;
        this.scores = scores;
        this.origins = origins;
        this.clock = clock;
        this.visibleMillis = visibleMillis;
        this.changes = store.changes();
    }

    @Override
    public Map<TopicPartition, Long> begin(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        changes = store.changes();
        recordedAt.clear();
        store.mend();
        String origin = origins.now().text();
        askedAt = clock.nowMillis();
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Optional<Bookmark> bookmark = store.bookmark();
        Optional<String> objection =
                bookmark.flatMap(found -> objection(found, origin, beginnings, ends));
        if (bookmark.isPresent() && objection.isEmpty()) {
            noted = bookmark.get();
            Map<TopicPartition, Long> positions = new HashMap<>(beginnings);
            positions.putAll(noted.positions());
            positions.keySet().retainAll(partitions);
            return positions;
        }
        objection.ifPresent(
                why -> LOG.warn("The store {}; the topics are read from the beginning anew", why));
        store.reset();
        note(new Bookmark(origin, beginnings, clock.nowMillis(), false));
        return beginnings;
    }

    /** Why the store is of no use, if it is not, in words that follow "the store". */
    private Optional<String> objection(
            Bookmark found,
            String origin,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        if (!found.origin().equals(origin)) {
            return Optional.of("is of another cluster, or of topics that have been made anew");
        }
        Duration away = Duration.ofMillis(clock.nowMillis() - found.currentAt());
        if (away.compareTo(LONGEST_ABSENCE) > 0) {
            return Optional.of(
                    "was last up to date %d days ago and may have missed erasures"
                            .formatted(away.toDays()));
        }
        for (Map.Entry<TopicPartition, Long> position : found.positions().entrySet()) {
            TopicPartition partition = position.getKey();
            if (!beginnings.containsKey(partition)) {
                return Optional.of("knows %s, which is not there".formatted(partition));
            }
            long offset = position.getValue();
            if (offset < beginnings.get(partition) || offset > ends.get(partition)) {
                return Optional.of(
                        "is at offset %d of %s, which has %d to %d"
                                .formatted(
                                        offset,
                                        partition,
                                        beginnings.get(partition),
                                        ends.get(partition)));
            }
        }
        return Optional.empty();
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new IllegalArgumentException("a record without a key");
        }
        boolean isScore = record.topic().equals(scores);
        if (record.value() == null) {
            if (!isScore) {
                throw new IllegalArgumentException("a transition without a value");
            }
            changes.tombstone(record.key(), end(record));
            return;
        }
        MessageHead head = MessageHead.read(record.value());
        byte[] customer = head.customerId().getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(customer, record.key())) {
            throw new IllegalArgumentException("the key is not that of the value");
        }
        if (isScore != head.dimension().isEmpty()) {
            throw new IllegalArgumentException("a message of another kind");
        }
        if (isScore) {
            changes.scorecard(record.key(), record.value());
            if (store.isComplete()) {
                recordedAt.add(record.timestamp());
            }
        } else {
            Entry entry = Entry.of(head, record.timestamp(), record.value());
            changes.transition(record.key(), entry, head.isFirst());
        }
    }

    /** A tombstone has no value: its headers say what there is. One from elsewhere has none. */
    private static Optional<EndOfLife> end(ConsumerRecord<byte[], byte[]> record) {
        long asOf = Rfc3339.parse(header(record, "ce_time"));
        String sequence = header(record, "ce_sequence");
        return asOf == Moments.NEVER || !SEQUENCE.matcher(sequence).matches()
                ? Optional.empty()
                : Optional.of(new EndOfLife(asOf, Long.parseLong(sequence), record.timestamp()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? ""
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void taken(Map<TopicPartition, Long> positions, boolean readAll) {
        store.requireSound();
        long now = clock.nowMillis();
        requireSameTopics(now);
        boolean isDue =
                readAll
                        && (!positions.equals(noted.positions())
                                || now - noted.currentAt() >= NOTE_EVERY.toMillis());
        if (!changes.isEmpty() || isDue) {
            long currentAt = readAll ? now : noted.currentAt();
            note(new Bookmark(noted.origin(), positions, currentAt, noted.isSwept()));
            tellVisible(clock.nowMillis());
        }
        if (readAll) {
            sweepWhenDue(now);
            if (!store.isComplete()) {
                store.declareComplete();
                LOG.info("All scorecards are read: {} customers", store.customers());
            }
        }
    }

    /** A topic that was made anew and has grown since is not told by its offsets. */
    private void requireSameTopics(long now) {
        if (now - askedAt >= NOTE_EVERY.toMillis()) {
            askedAt = now;
            if (!origins.now().text().equals(noted.origin())) {
                throw new KafkaException("topics have been made anew");
            }
        }
    }

    private void tellVisible(long now) {
        for (long recorded : recordedAt) {
            visibleMillis.accept(Math.max(0, now - recorded));
        }
        recordedAt.clear();
    }

    private void note(Bookmark bookmark) {
        store.write(changes, bookmark);
        noted = bookmark;
        changes = store.changes();
    }

    private void sweepWhenDue(long now) {
        if (!noted.isSwept()) {
            store.deleteOrphans(now - YOUNG.toMillis());
            note(new Bookmark(noted.origin(), noted.positions(), noted.currentAt(), true));
        }
        if (now - sweptAt >= SWEEP_EVERY.toMillis()) {
            store.forgetEnds(now - ENDS_REMEMBERED.toMillis());
            sweptAt = now;
        }
    }

    @Override
    public void lose() {
        changes = store.changes();
        recordedAt.clear();
    }
}
