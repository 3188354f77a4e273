package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The answers of the read API as JSON, described in {@code docs/openapi.yaml}. */
public final class ApiJson {
    private ApiJson() {}

    /**
     * A problem as RFC 9457 wants it.
     *
     * @param type a URI that names the kind of problem
     * @param title the kind of problem in words
     * @param status of the answer
     * @param detail what is wrong this time, and what to do
     * @param instance the path that was asked for, as it was sent
     */
    public record Problem(String type, String title, int status, String detail, String instance) {}

    /**
     * How far a topic has been read.
     *
     * @param lagRecords how many records there are still to read; empty if it is not known
     */
    public record Reading(String topic, boolean caughtUp, OptionalLong lagRecords) {}

    /**
     * A KPI and its lines.
     *
     * @param kind {@code counter} or {@code gauge}
     */
    public record KpiTable(String kpi, String kind, String unit, String help, List<Line> lines) {}

    /**
     * One line of a KPI.
     *
     * @param labels in the order in which the KPI declares them
     */
    public record Line(Map<String, String> labels, BigDecimal value) {}

    /**
     * How many customers stand in the classes of a dimension.
     *
     * @param sizes customers by class
     */
    public record Sizes(String dimension, Map<String, Long> sizes) {}

    /** A problem. */
    public static byte[] problem(Problem problem) {
        return JsonText.object(
                json -> {
                    json.writeStringField("type", problem.type());
                    json.writeStringField("title", problem.title());
                    json.writeNumberField("status", problem.status());
                    json.writeStringField("detail", problem.detail());
                    json.writeStringField("instance", problem.instance());
                });
    }

    /**
     * A customer.
     *
     * @param scorecard the bytes as they came from the topic
     * @param transitions likewise, the newest first
     * @param caughtUp whether all that was committed had been read
     */
    public static byte[] customer(byte[] scorecard, List<byte[]> transitions, boolean caughtUp) {
        return JsonText.object(
                json -> {
                    json.writeBooleanField("caughtUp", caughtUp);
                    json.writeFieldName("scorecard");
                    raw(json, scorecard);
                    json.writeArrayFieldStart("transitions");
                    for (byte[] transition : transitions) {
                        raw(json, transition);
                    }
                    json.writeEndArray();
                });
    }

    private static void raw(JsonGenerator json, byte[] value) throws IOException {
        json.writeRawValue(new String(value, StandardCharsets.UTF_8));
    }

    /** Whether all is read, and each topic by itself. */
    public static byte[] readiness(boolean ready, List<Reading> topics) {
        return JsonText.object(
                json -> {
                    json.writeBooleanField("ready", ready);
                    json.writeArrayFieldStart("topics");
                    for (Reading topic : topics) {
                        json.writeStartObject();
                        json.writeStringField("topic", topic.topic());
                        json.writeBooleanField("caughtUp", topic.caughtUp());
                        if (topic.lagRecords().isPresent()) {
                            json.writeNumberField("lagRecords", topic.lagRecords().getAsLong());
                        } else {
                            json.writeNullField("lagRecords");
                        }
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    /** The sizes of the classes, by dimension. */
    public static byte[] segments(List<Sizes> dimensions, boolean caughtUp) {
        return JsonText.object(
                json -> {
                    json.writeBooleanField("caughtUp", caughtUp);
                    json.writeArrayFieldStart("dimensions");
                    for (Sizes dimension : dimensions) {
                        sizes(json, dimension);
                    }
                    json.writeEndArray();
                });
    }

    private static void sizes(JsonGenerator json, Sizes dimension) throws IOException {
        json.writeStartObject();
        json.writeStringField("dimension", dimension.dimension());
        long all = dimension.sizes().values().stream().mapToLong(Long::longValue).sum();
        json.writeNumberField("customers", all);
        json.writeArrayFieldStart("segments");
        for (Map.Entry<String, Long> size : dimension.sizes().entrySet()) {
            json.writeStartObject();
            json.writeStringField("segment", size.getKey());
            json.writeNumberField("customers", size.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The KPIs, each with its lines. */
    public static byte[] kpis(List<KpiTable> kpis, boolean caughtUp) {
        return JsonText.object(
                json -> {
                    json.writeBooleanField("caughtUp", caughtUp);
                    json.writeArrayFieldStart("kpis");
                    for (KpiTable kpi : kpis) {
                        kpi(json, kpi);
                    }
                    json.writeEndArray();
                });
    }

    private static void kpi(JsonGenerator json, KpiTable kpi) throws IOException {
        json.writeStartObject();
        json.writeStringField("kpi", kpi.kpi());
        json.writeStringField("kind", kpi.kind());
        json.writeStringField("unit", kpi.unit());
        json.writeStringField("help", kpi.help());
        json.writeArrayFieldStart("lines");
        for (Line line : kpi.lines()) {
            json.writeStartObject();
            json.writeObjectFieldStart("labels");
            for (Map.Entry<String, String> label : line.labels().entrySet()) {
                json.writeStringField(label.getKey(), label.getValue());
            }
            json.writeEndObject();
            json.writeFieldName("value");
            // With all its digits, as on the topic.
            json.writeNumber(line.value().toPlainString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
