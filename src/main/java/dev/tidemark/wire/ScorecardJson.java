package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.Cause;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.ChurnRisk;
import dev.tidemark.model.CustomerValue;
import dev.tidemark.model.PurchaseHistory;
import dev.tidemark.model.RfmScores;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.Versions;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The scorecard as JSON, described in {@code docs/topics.md}. Same scorecard, same bytes. */
public final class ScorecardJson {
    private static final Map<String, RfmSegment> SEGMENTS =
            Arrays.stream(RfmSegment.values())
                    .collect(Collectors.toMap(RfmSegment::label, Function.identity()));

    private ScorecardJson() {}

    /** The bytes of a scorecard. */
    public static byte[] write(Scorecard card) {
        return JsonText.object(json -> fields(json, card));
    }

    private static void fields(JsonGenerator json, Scorecard card) throws IOException {
        json.writeStringField("customerId", card.customerId());
        json.writeNumberField("sequence", card.sequence());
        JsonText.moment(json, "asOf", card.asOf());
        json.writeStringField("cause", card.cause().name());
        JsonText.text(json, "eventId", card.eventId());
        json.writeStringField("segment", card.segment().label());
        JsonText.moment(json, "segmentSince", card.segmentSince());
        if (card.buyer().isPresent()) {
            buyer(json, card.buyer().get());
        }
        JsonText.texts(json, "reasons", card.reasons());
        JsonText.moment(json, "nextChangeAt", card.nextChangeAt());
        versions(json, card.versions());
    }

    private static void buyer(JsonGenerator json, BuyerScores buyer) throws IOException {
        RfmScores rfm = buyer.rfm();
        json.writeObjectFieldStart("rfm");
        json.writeNumberField("recencyDays", rfm.recencyDays());
        json.writeNumberField("orders", rfm.orders());
        json.writeNumberField("spendMinor", rfm.spendMinor());
        json.writeNumberField("r", rfm.r());
        json.writeNumberField("f", rfm.f());
        json.writeNumberField("m", rfm.m());
        json.writeEndObject();
        CustomerValue value = buyer.value();
        json.writeObjectFieldStart("value");
        json.writeNumberField("revenueToDateMinor", value.revenueToDateMinor());
        json.writeNumberField("expectedOrders12m", value.expectedOrders());
        json.writeNumberField("expectedSpend12mMinor", value.expectedSpendMinor());
        json.writeNumberField("clvMinor", value.clvMinor());
        json.writeEndObject();
        ChurnRisk churn = buyer.churn();
        json.writeObjectFieldStart("churn");
        json.writeNumberField("probability", churn.probability());
        json.writeNumberField("pAlive", churn.pAlive());
        json.writeStringField("level", churn.level().label());
        JsonText.moment(json, "since", churn.since());
        json.writeEndObject();
        PurchaseHistory history = buyer.history();
        json.writeObjectFieldStart("history");
        json.writeStringField("firstDay", LocalDate.ofEpochDay(history.firstDay()).toString());
        json.writeStringField("lastDay", LocalDate.ofEpochDay(history.lastDay()).toString());
        json.writeNumberField("x", history.repeats());
        json.writeNumberField("txDays", history.lastGapDays());
        json.writeNumberField("ageDays", history.ageDays());
        json.writeNumberField("meanRepeatSpendMinor", history.meanRepeatSpendMinor());
        json.writeEndObject();
    }

    static void versions(JsonGenerator json, Versions versions) throws IOException {
        json.writeObjectFieldStart("versions");
        json.writeStringField("rules", versions.rules());
        json.writeStringField("cutPoints", versions.cutPoints());
        json.writeStringField("model", versions.model());
        json.writeEndObject();
    }

    static Versions versions(JsonNode node) {
        return new Versions(
                node.get("rules").textValue(),
                node.get("cutPoints").textValue(),
                node.get("model").textValue());
    }

    /**
     * Reads a scorecard back.
     *
     * @throws IllegalArgumentException if the bytes are not a scorecard
     */
    public static Scorecard read(byte[] bytes) {
        JsonNode node = JsonText.tree(bytes);
        return new Scorecard(
                node.get("customerId").textValue(),
                node.get("sequence").longValue(),
                JsonText.moment(node.get("asOf")),
                Cause.valueOf(node.get("cause").textValue()),
                JsonText.text(node.get("eventId")),
                SEGMENTS.get(node.get("segment").textValue()),
                JsonText.moment(node.get("segmentSince")),
                node.has("rfm") ? Optional.of(buyer(node)) : Optional.empty(),
                JsonText.texts(node.get("reasons")),
                JsonText.moment(node.get("nextChangeAt")),
                versions(node.get("versions")));
    }

    private static BuyerScores buyer(JsonNode node) {
        JsonNode rfm = node.get("rfm");
        JsonNode value = node.get("value");
        JsonNode churn = node.get("churn");
        JsonNode history = node.get("history");
        String level = churn.get("level").textValue().toUpperCase(Locale.ROOT);
        return new BuyerScores(
                new RfmScores(
                        rfm.get("recencyDays").intValue(),
                        rfm.get("orders").intValue(),
                        rfm.get("spendMinor").longValue(),
                        rfm.get("r").intValue(),
                        rfm.get("f").intValue(),
                        rfm.get("m").intValue()),
                new CustomerValue(
                        value.get("revenueToDateMinor").longValue(),
                        value.get("expectedOrders12m").doubleValue(),
                        value.get("expectedSpend12mMinor").longValue(),
                        value.get("clvMinor").longValue()),
                new ChurnRisk(
                        churn.get("probability").doubleValue(),
                        churn.get("pAlive").doubleValue(),
                        ChurnLevel.valueOf(level),
                        JsonText.moment(churn.get("since"))),
                new PurchaseHistory(
                        (int) LocalDate.parse(history.get("firstDay").textValue()).toEpochDay(),
                        (int) LocalDate.parse(history.get("lastDay").textValue()).toEpochDay(),
                        history.get("x").intValue(),
                        history.get("txDays").intValue(),
                        history.get("ageDays").doubleValue(),
                        history.get("meanRepeatSpendMinor").doubleValue()));
    }
}
