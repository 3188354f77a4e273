package dev.tidemark.job.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tidemark.GoldenFile;
import dev.tidemark.model.ErasureReceipt;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.ScoreUpdate;
import dev.tidemark.wire.CloudEventHeaders;
import dev.tidemark.wire.SampleMessages;
import dev.tidemark.wire.Topics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** Each message as a record: topic, key, value and headers, byte by byte. */
class RecordFormTest {
    private static final Topics TOPICS = new Topics("tidemark");
    private static final CloudEventHeaders HEADERS = new CloudEventHeaders("tidemark");

    private static <T> ProducerRecord<byte[], byte[]> record(RecordForm<T> form, T message)
            throws Exception {
        return travelled(form).serialize(message, null, 0L);
    }

    /** As it comes out at a task. */
    @SuppressWarnings("unchecked")
    private static <T> RecordForm<T> travelled(RecordForm<T> form) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(form);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (RecordForm<T>) in.readObject();
        }
    }

    private static void assertRecord(
            String name, String topic, String key, ProducerRecord<byte[], byte[]> record) {
        assertEquals(topic, record.topic());
        assertEquals(key, new String(record.key(), StandardCharsets.UTF_8));
        assertNull(record.timestamp(), "the producer's clock stamps it");
        StringBuilder headers = new StringBuilder();
        for (Header header : record.headers()) {
            headers.append(header.key())
                    .append(": ")
                    .append(new String(header.value(), StandardCharsets.UTF_8))
                    .append('\n');
        }
        GoldenFile.assertHolds(
                "messages/" + name + ".headers",
                headers.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void assertValue(String name, ProducerRecord<byte[], byte[]> record) {
        GoldenFile.assertHolds("messages/" + name + ".json", record.value());
    }

    @Test
    void aScorecard() throws Exception {
        ProducerRecord<byte[], byte[]> record =
                record(ScoreRecord.form(TOPICS, HEADERS), SampleMessages.scorecard());
        assertRecord("scorecard", "tidemark.scores.v1", "c-17", record);
        assertValue("scorecard", record);
    }

    @Test
    void aTombstoneHasNoValue() throws Exception {
        RecordForm<ScoreUpdate> form = ScoreRecord.form(TOPICS, HEADERS);
        ProducerRecord<byte[], byte[]> record = record(form, SampleMessages.tombstone());
        assertRecord("tombstone", "tidemark.scores.v1", "c-17", record);
        assertNull(record.value());
    }

    @Test
    void aTransition() throws Exception {
        ProducerRecord<byte[], byte[]> record =
                record(TransitionRecord.form(TOPICS, HEADERS), SampleMessages.transition());
        assertRecord("transition", "tidemark.transitions.v1", "c-17", record);
        assertValue("transition", record);
        ProducerRecord<byte[], byte[]> closing =
                record(TransitionRecord.form(TOPICS, HEADERS), SampleMessages.closing());
        assertRecord("transition-closing", "tidemark.transitions.v1", "c-19", closing);
        assertValue("transition-closing", closing);
        ProducerRecord<byte[], byte[]> advised =
                record(TransitionRecord.form(TOPICS, HEADERS), SampleMessages.advised());
        assertRecord("transition-advised", "tidemark.transitions.v1", "c-9", advised);
        assertValue("transition-advised", advised);
    }

    @Test
    void aKpi() throws Exception {
        ProducerRecord<byte[], byte[]> record =
                record(KpiRecord.form(TOPICS, HEADERS), SampleMessages.kpi());
        assertRecord("kpi", "tidemark.kpis.v1", "customers|rfm|At Risk", record);
        assertValue("kpi", record);
    }

    @Test
    void aKpiWithDecimals() throws Exception {
        ProducerRecord<byte[], byte[]> record =
                record(KpiRecord.form(TOPICS, HEADERS), SampleMessages.kpiWithDecimals());
        assertEquals("churn_brier|model", new String(record.key(), StandardCharsets.UTF_8));
        assertEquals(
                "kpi/churn_brier|model/0.216900",
                new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
        assertValue("kpi-decimals", record);
    }

    @Test
    void whatWasLearnedOfThePopulation() throws Exception {
        RecordForm<PopulationNotice> form = PopulationRecords.form(TOPICS, HEADERS);
        ProducerRecord<byte[], byte[]> model = record(form, SampleMessages.modelParameters());
        String key = "model/mbg-nbd:5d02a7c41b9e";
        assertRecord("population", "tidemark.population.v1", key, model);
        assertValue("population", model);
        ProducerRecord<byte[], byte[]> cuts = record(form, SampleMessages.cutPoints());
        String version = "cut-points/cut-2024-06-03-5b1f09ce";
        assertRecord("population-cut-points", "tidemark.population.v1", version, cuts);
        assertValue("population-cut-points", cuts);
        ProducerRecord<byte[], byte[]> share = record(form, SampleMessages.sampleShare());
        assertRecord("population-sample", "tidemark.population.v1", "sample", share);
        assertValue("population-sample", share);
    }

    @Test
    void anErasureIsKeyedByTheHashOrElseByItsEvent() throws Exception {
        ErasureReceipt receipt = SampleMessages.receipt();
        ProducerRecord<byte[], byte[]> hashed =
                record(ErasureRecord.form(TOPICS, HEADERS, SampleMessages.erasureHash()), receipt);
        assertRecord(
                "erasure", "tidemark.erasures.v1", SampleMessages.erasureHash().of("c-17"), hashed);
        assertValue("erasure", hashed);
        ProducerRecord<byte[], byte[]> bare = record(ErasureRecord.form(TOPICS, HEADERS), receipt);
        assertRecord("erasure-without-hash", "tidemark.erasures.v1", "e-10", bare);
        assertValue("erasure-without-hash", bare);
    }

    @Test
    void aRejectionIsTheRecordAsItCame() throws Exception {
        byte[] raw = {(byte) 0xff, 0, 'a'};
        byte[] key = "c-17".getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record =
                record(
                        RejectionRecord.form(TOPICS, HEADERS),
                        SampleMessages.rejection(raw).withKey(key));
        assertRecord("rejection", "tidemark.rejections.v1", "c-17", record);
        assertArrayEquals(raw, record.value());
    }
}
