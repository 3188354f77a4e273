package dev.tidemark.job.kafka;

import dev.tidemark.model.Rejection;
import dev.tidemark.wire.CloudEventHeaders;
import dev.tidemark.wire.EventLimits;
import dev.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;

/**
 * What a rejection looks like as a record: the raw bytes are the value; why, and where from, are
 * headers.
 *
 * <p>A value over the limit of an event is cut there, and its whole size is a header: it must fit
 * into a topic with Kafka's default limit, or one oversized record would stop the job for ever. The
 * whole record can still be read at its source, as long as that keeps it.
 */
final class RejectionRecord {
    /** Leaves room under Kafka's default of 1,048,576 bytes for headers and framing. */
    static final int MAX_VALUE_BYTES = EventLimits.MAX_BYTES;

    /** Longer than any customer id may be; a longer key would not fit beside a cut value. */
    static final int MAX_KEY_BYTES = 16_384;

    private static final byte[] NO_KEY = null;

    private RejectionRecord() {}

    static RecordForm<Rejection> form(Topics topics, CloudEventHeaders headers) {
        return new RecordForm<>(
                topics.rejections(),
                RejectionRecord::key,
                RejectionRecord::value,
                (to, rejection) -> {
                    headers.of(rejection, to::add);
                    addHeaders(to, rejection);
                });
    }

    /** The key under which the record came, so that it can be mended and sent again as it was. */
    static byte[] key(Rejection rejection) {
        int length = rejection.key().length;
        return length == 0 || length > MAX_KEY_BYTES ? NO_KEY : rejection.key();
    }

    static byte[] value(Rejection rejection) {
        byte[] raw = rejection.raw();
        return raw.length <= MAX_VALUE_BYTES ? raw : Arrays.copyOf(raw, MAX_VALUE_BYTES);
    }

    static void addHeaders(Headers headers, Rejection rejection) {
        add(headers, "reason", rejection.reason().name());
        add(headers, "detail", rejection.detail());
        add(headers, "topic", rejection.at().source());
        add(headers, "partition", String.valueOf(rejection.at().partition()));
        add(headers, "offset", String.valueOf(rejection.at().offset()));
        if (rejection.raw().length > MAX_VALUE_BYTES) {
            add(headers, "cut_from_bytes", String.valueOf(rejection.raw().length));
        }
        if (rejection.key().length > MAX_KEY_BYTES) {
            add(headers, "key_left_out_bytes", String.valueOf(rejection.key().length));
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add("tidemark_" + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
