package dev.tidemark.job.kafka;

import dev.tidemark.wire.RecordHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The headers of a Kafka record; the case of a name does not matter. */
final class HeadersOfRecord implements RecordHeaders {
    private final Header[] headers;

    private HeadersOfRecord(Header[] headers) {
        this.headers = headers;
    }

    /** Makes nothing new for a record without headers, as most are. */
    static RecordHeaders of(ConsumerRecord<?, ?> record) {
        Header[] headers = record.headers().toArray();
        return headers.length == 0 ? NONE : new HeadersOfRecord(headers);
    }

    @Override
    public String value(String name) {
        for (int i = headers.length - 1; i >= 0; i--) {
            if (headers[i].key().equalsIgnoreCase(name)) {
                byte[] value = headers[i].value();
                return value == null ? "" : new String(value, StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
