package dev.tidemark.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.wire.CloudEventHeaders;
import dev.tidemark.wire.EventDialect;
import dev.tidemark.wire.EventLimits;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.FutureBound;
import dev.tidemark.wire.Pseudonyms;
import dev.tidemark.wire.RejectionJson;
import dev.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** Records broken in every way, with a customer's id in every field: none of it comes out. */
class ConcealedRejectionsTest {
    private static final String ID = "ann@shop.example";
    private static final byte[] SECRET = utf8("0123456789abcdef0123456789abcdef");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final EventLimits LIMITS =
            new EventLimits("USD", 0, Instant.parse("2100-01-01T00:00:00Z").toEpochMilli());
    private static final List<String> NATIVE =
            List.of(
                    "eventId",
                    "customerId",
                    "type",
                    "occurredAt",
                    "orderId",
                    "amount",
                    "currency",
                    "channel",
                    "campaignId",
                    "ticketId",
                    "survey",
                    "score",
                    "into",
                    "referredId",
                    "attributes",
                    "replaces",
                    ID);
    private static final List<String> SEGMENT =
            List.of(
                    "messageId",
                    "userId",
                    "anonymousId",
                    "previousId",
                    "timestamp",
                    "event",
                    "properties",
                    "traits",
                    "context",
                    "channel",
                    "receivedAt",
                    "sentAt");

    private final EventReader open =
            new FutureBound(EventDialect.AUTO.reader(LIMITS), NOW::toEpochMilli, 0);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The id as text, within a text, in an object, in a list, too often, as half of a pair. */
    private static List<String> values() {
        return List.of(
                "\"%s\"".formatted(ID),
                "\"-5 %s\"".formatted(ID),
                "{\"%s\":\"%s\",\"birthday\":\"%s\"}".formatted(ID, ID, ID),
                "{\"country\":\"%s\",\"birthYear\":\"%s\"}".formatted(ID, ID),
                "{\"order_id\":\"%s\",\"revenue\":\"%s\",\"rating\":\"%s\"}".formatted(ID, ID, ID),
                "[\"%s\"]".formatted(ID),
                "\"%s\"".formatted(ID.repeat(100)),
                "\"%s\\ud800\"".formatted(ID),
                "null",
                "\"QQQ\"",
                "-5",
                "\"2027-01-01T00:00:00Z\"",
                "\"1900-01-01T00:00:00Z\"");
    }

    private static List<String> broken() {
        List<String> records = new ArrayList<>();
        for (EventType type : EventType.values()) {
            String sound =
                    ("{'eventId':'%s','customerId':'%s','type':'%s','orderId':'%s','channel':'%s',"
                                    + "'occurredAt':'2026-03-01T10:00:00Z','campaignId':'%s',"
                                    + "'ticketId':'%s','referredId':'%s','amount':5")
                            .formatted(ID, ID, type.wireName(), ID, ID, ID, ID, ID)
                            .replace('\'', '"');
            NATIVE.forEach(field -> putOver(sound, field, records));
            records.add(sound);
        }
        for (String call : List.of("track", "identify", "alias", "page", ID)) {
            for (String event : List.of("Order Completed", "Order Refunded", "Product Reviewed")) {
                String sound =
                        ("{'messageId':'%s','userId':'%s','type':'%s','event':'%s',"
                                        + "'timestamp':'2026-03-01T10:00:00Z'")
                                .formatted(ID, ID, call, event)
                                .replace('\'', '"');
                SEGMENT.forEach(field -> putOver(sound, field, records));
            }
        }
        putOver("{\"specversion\":\"1.0\",\"id\":\"%s\"".formatted(ID), "data", records);
        putOver("{\"id\":\"%s\"".formatted(ID), "specversion", records);
        records.add(ID);
        records.add("");
        records.add("\"" + ID.repeat(70_000) + "\"");
        return records;
    }

    private static void putOver(String sound, String field, List<String> records) {
        for (String value : values()) {
            records.add("%s,\"%s\":%s}".formatted(sound, field, value));
        }
    }

    private static List<Rejection> rejections(EventReader reader) {
        List<Rejection> rejections = new ArrayList<>();
        EventRecords records = new EventRecords(reader);
        List<String> broken = broken();
        for (int offset = 0; offset < broken.size(); offset++) {
            ConsumerRecord<byte[], byte[]> record =
                    new ConsumerRecord<>("events", 0, offset, utf8(ID), utf8(broken.get(offset)));
            record.headers().add("content-type", utf8("application/json; of=" + ID));
            record.headers().add(ID, utf8(ID));
            records.deserialize(record, new Rejected(rejections));
        }
        return rejections;
    }

    private record Rejected(List<Rejection> rejections) implements Collector<Intake> {
        @Override
        public void collect(Intake intake) {
            if (intake instanceof Intake.Rejected rejected) {
                rejections.add(rejected.rejection());
            }
        }

        @Override
        public void close() {}
    }

    /** All that is written of a rejection, on the topic and in a replay's file, as one text. */
    private static String written(Rejection rejection) {
        ProducerRecord<byte[], byte[]> record =
                RejectionRecord.form(new Topics("t"), new CloudEventHeaders("j"))
                        .serialize(rejection, null, 0L);
        StringBuilder all = new StringBuilder(latin(RejectionJson.write(rejection)));
        all.append(latin(record.key())).append(latin(record.value()));
        for (Header header : record.headers()) {
            all.append(header.key()).append(latin(header.value()));
        }
        return all.append(rejection).toString().toLowerCase(Locale.ROOT);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void withoutPseudonymsTheIdIsInAllOfThem() {
        Set<RejectionReason> reasons = EnumSet.noneOf(RejectionReason.class);
        int quoted = 0;
        for (Rejection rejection : rejections(open)) {
            reasons.add(rejection.reason());
            assertTrue(written(rejection).contains(ID), rejection.detail());
            quoted += rejection.detail().contains(ID) ? 1 : 0;
        }
        assertEquals(EnumSet.allOf(RejectionReason.class), reasons, "all kinds are tried");
        assertTrue(quoted > 300, quoted + " details that quote the id");
    }

    @Test
    void withPseudonymsItIsInNone() {
        for (EventReader reader :
                List.of(Pseudonyms.dropping(open, SECRET), Pseudonyms.sealing(open, SECRET))) {
            List<Rejection> rejections = rejections(reader);
            assertEquals(rejections(open).size(), rejections.size());
            for (Rejection rejection : rejections) {
                String written = written(rejection);
                assertFalse(written.contains(ID), written);
                assertFalse(written.contains("shop.example"), written);
            }
        }
    }
}
