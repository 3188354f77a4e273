package dev.tidemark.serving;

import java.util.OptionalLong;

/**
 * How far a topic has been read.
 *
 * @param topic its name
 * @param caughtUp whether it was read to its end since the follower last connected; false while no
 *     broker answers
 * @param lagRecords offsets between the last record read and the end of what is committed, as of
 *     the last answer of the broker; empty before the first
 * @param records read since the start, repeated ones too
 * @param skippedRecords of those, the ones that this release cannot show
 */
public record TopicProgress(
        String topic,
        boolean caughtUp,
        OptionalLong lagRecords,
        long records,
        long skippedRecords) {

    static TopicProgress none(String topic) {
        return new TopicProgress(topic, false, OptionalLong.empty(), 0, 0);
    }

    TopicProgress behind() {
        return new TopicProgress(topic, false, lagRecords, records, skippedRecords);
    }

    TopicProgress at(boolean reached, long lag) {
        return new TopicProgress(
                topic, caughtUp || reached, OptionalLong.of(lag), records, skippedRecords);
    }

    TopicProgress took(long count, long skipped) {
        return new TopicProgress(
                topic, caughtUp, lagRecords, records + count, skippedRecords + skipped);
    }
}
