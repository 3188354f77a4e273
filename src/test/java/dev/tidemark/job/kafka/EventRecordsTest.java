package dev.tidemark.job.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tidemark.model.Intake;
import dev.tidemark.model.Moments;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.wire.EventDialect;
import dev.tidemark.wire.EventLimits;
import dev.tidemark.wire.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What a Kafka record is to the reader of events: value, headers, key. */
class EventRecordsTest {
    private static final EventLimits LIMITS = new EventLimits("USD", 0, Long.MAX_VALUE);

    private static final String ORDER =
            """
            {"eventId":"e","customerId":"ann","type":"purchase",
             "occurredAt":"2026-02-25T10:00:00Z","amount":19.90}
            """;

    private static ConsumerRecord<byte[], byte[]> record(String value) {
        return new ConsumerRecord<>(
                "events", 1, 9, utf8("key"), value == null ? null : utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Intake read(ConsumerRecord<byte[], byte[]> record) {
        List<Intake> out = new ArrayList<>();
        new EventRecords(EventDialect.AUTO.reader(LIMITS))
                .deserialize(
                        record,
                        new Collector<>() {
                            @Override
                            public void collect(Intake intake) {
                                out.add(intake);
                            }

                            @Override
                            public void close() {}
                        });
        assertEquals(1, out.size());
        return out.get(0);
    }

    @Test
    void aCloudEventInBinaryModeIsReadWithItsHeaders() {
        ConsumerRecord<byte[], byte[]> record = record("{}");
        record.headers()
                .add("CE_SpecVersion", utf8("1.0"))
                .add("ce_id", utf8("first"))
                .add("ce_id", utf8("last"))
                .add("ce_source", utf8("/s"))
                .add("ce_type", utf8("com.shop.login"))
                .add("ce_subject", utf8("žofie"))
                .add("ce_time", utf8("2026-01-01T00:00:00Z"))
                .add("ce_dataschema", null);
        Intake.Accepted accepted = assertInstanceOf(Intake.Accepted.class, read(record));
        assertEquals("/s|last", accepted.event().eventId(), "the last header of a name counts");
        assertEquals("žofie", accepted.event().customerId());
    }

    @Test
    void anEventKnowsWhenItsRecordWasWritten() {
        ConsumerRecord<byte[], byte[]> without = record(ORDER);
        ConsumerRecord<byte[], byte[]> with =
                new ConsumerRecord<>(
                        without.topic(),
                        without.partition(),
                        without.offset(),
                        1_772_000_000_123L,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        without.key(),
                        without.value(),
                        new org.apache.kafka.common.header.internals.RecordHeaders(),
                        Optional.empty());
        Intake.Accepted known = assertInstanceOf(Intake.Accepted.class, read(with));
        assertEquals(1_772_000_000_123L, known.arrivedAt());
        Intake.Accepted unknown = assertInstanceOf(Intake.Accepted.class, read(without));
        assertEquals(Moments.BEFORE_ALL, unknown.arrivedAt());
        assertEquals(known.event(), unknown.event());
    }

    @Test
    void aRecordWithoutAValueIsEmptyWhateverItsHeadersSay() {
        ConsumerRecord<byte[], byte[]> record = record(null);
        record.headers().add("ce_specversion", utf8("1.0"));
        for (Intake intake : List.of(read(record(null)), read(record))) {
            Intake.Rejected rejected = assertInstanceOf(Intake.Rejected.class, intake);
            assertSame(RejectionReason.EMPTY, rejected.rejection().reason());
            assertArrayEquals(utf8("key"), rejected.rejection().key());
        }
    }

    @Test
    void aRecordWithoutHeadersCostsNoObject() {
        assertSame(RecordHeaders.NONE, HeadersOfRecord.of(record("{}")));
    }

    @Test
    void aHeaderWithoutAValueSaysNothing() {
        ConsumerRecord<byte[], byte[]> record = record("{}");
        record.headers().add("content-type", null);
        RecordHeaders headers = HeadersOfRecord.of(record);
        assertEquals("", headers.value("content-type"));
        assertEquals("", headers.value("another"));
    }
}
