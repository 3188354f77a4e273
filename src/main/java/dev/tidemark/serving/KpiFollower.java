package dev.tidemark.serving;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the topic of KPIs from its beginning, for ever, and keeps a {@link KpiBoard} up to date.
 *
 * <p>It shows totals only at moments when it has read all that was committed. An earlier total on
 * the way there would look, to whoever computes a rate, like a counter that was set back; half of a
 * transaction would look like books that do not balance.
 *
 * <p>When no broker answers it says so once, keeps what it has shown, tries again every second, and
 * then reads from the beginning anew: the topic may be another one by then.
 */
public final class KpiFollower implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KpiBoard board;
    private final TopicFollower follower;

    private KpiFollower(Properties kafka, String topic, KpiBoard board) {
        this.board = board;
        this.follower =
                new TopicFollower(
                        kafka,
                        "KPIs in " + topic,
                        List.of(topic),
                        TopicFollower.End.STRICT,
                        new Totals(board));
    }

    /**
     * Starts to follow, on a daemon thread of its own.
     *
     * @param kafka how to reach Kafka, as for any client
     * @param topic the topic of KPIs
     * @param board is kept up to date
     */
    public static KpiFollower start(Properties kafka, String topic, KpiBoard board) {
        KpiFollower follower = new KpiFollower(kafka, topic, board);
        follower.follower.start();
        return follower;
    }

    /** Whether it has read to the end since it last connected, and the broker still answers. */
    public boolean caughtUp() {
        return board.state().caughtUp();
    }

    /** Records that were no KPI this release can show, since the start. */
    public long skippedRecords() {
        return board.state().skippedRecords();
    }

    /** How far the topic has been read. */
    public List<TopicProgress> progress() {
        return follower.progress().topics();
    }

    /**
     * Stops following; returns within a second or so, broker or not. A second call does nothing.
     */
    @Override
    public void close() {
        follower.close();
    }

    /** What the records come to. */
    private static final class Totals implements TopicReader {
        private final KpiBoard board;
        private KpiTotals totals = new KpiTotals();

        private Totals(KpiBoard board) {
            this.board = board;
        }

        @Override
        public Map<TopicPartition, Long> begin(
                Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
            totals = new KpiTotals();
            return consumer.beginningOffsets(partitions, PATIENCE);
        }

        @Override
        public void take(ConsumerRecord<byte[], byte[]> record) {
            try {
                totals.take(record.key(), record.value());
            } catch (IllegalArgumentException e) {
                board.skip();
                throw e;
            }
        }

        @Override
        public void taken(Map<TopicPartition, Long> positions, boolean readAll) {
            if (readAll) {
                board.show(totals.totals());
            }
        }

        @Override
        public void lose() {
            board.fallBehind();
        }
    }
}
