package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
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
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The scorecard as JSON, described in {@code docs/topics.md}. Same scorecard, same bytes.
 *
 * <p>The relationship stands beside the places and is not written without them.
 */
public final class ScorecardJson {
    private record WrittenVersions(Versions versions, SerializedString json) {}

    private static volatile WrittenVersions lastWritten =
            new WrittenVersions(new Versions("", "", ""), new SerializedString("{}"));

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
        if (card.crm().isPresent()) {
            CrmJson.write(json, card.crm().get());
            CrmJson.write(json, card.relationship());
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
        if (value.knowsInterval()) {
            json.writeNumberField("expectedOrders12mLow", value.expectedOrdersLow());
            json.writeNumberField("expectedOrders12mHigh", value.expectedOrdersHigh());
        }
        json.writeNumberField("expectedSpend12mMinor", value.expectedSpendMinor());
        if (value.expectedSpendDeviationMinor().isPresent()) {
            long deviation = value.expectedSpendDeviationMinor().getAsLong();
            json.writeNumberField("expectedSpend12mDeviationMinor", deviation);
        }
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

    /** The same ones stand in message after message. */
    static void versions(JsonGenerator json, Versions versions) throws IOException {
        WrittenVersions written = lastWritten;
        if (!written.versions.equals(versions)) {
            String text = JsonText.value(value -> fields(value, versions));
            written = new WrittenVersions(versions, new SerializedString(text));
            lastWritten = written;
        }
        json.writeFieldName("versions");
        json.writeRawValue(written.json);
    }

    private static void fields(JsonGenerator json, Versions versions) throws IOException {
        json.writeStartObject();
        json.writeStringField("rules", versions.rules());
        json.writeStringField("cutPoints", versions.cutPoints());
        json.writeStringField("model", versions.model());
        json.writeEndObject();
    }

    static Versions versions(JsonNode node) {
        return new Versions(
                JsonText.string(node, "rules"),
                JsonText.string(node, "cutPoints"),
                JsonText.string(node, "model"));
    }

    /**
     * Reads a scorecard back.
     *
     * @throws IllegalArgumentException if the bytes are not a scorecard
     */
    public static Scorecard read(byte[] bytes) {
        return read(JsonText.tree(bytes));
    }

    static Scorecard read(JsonNode node) {
        return new Scorecard(
                JsonText.string(node, "customerId"),
                JsonText.whole(node, "sequence"),
                JsonText.moment(node, "asOf"),
                Cause.valueOf(JsonText.string(node, "cause")),
                JsonText.text(node, "eventId"),
                new RfmSegment(JsonText.string(node, "segment")),
                JsonText.moment(node, "segmentSince"),
                node.has("rfm") ? Optional.of(buyer(node)) : Optional.empty(),
                CrmJson.places(node),
                CrmJson.relationship(node),
                JsonText.texts(node, "reasons"),
                JsonText.moment(node, "nextChangeAt"),
                versions(node.required("versions")));
    }

    private static BuyerScores buyer(JsonNode node) {
        JsonNode rfm = node.required("rfm");
        JsonNode churn = node.required("churn");
        JsonNode history = node.required("history");
        String level = JsonText.string(churn, "level").toUpperCase(Locale.ROOT);
        return new BuyerScores(
                new RfmScores(
                        JsonText.wholeInt(rfm, "recencyDays"),
                        JsonText.wholeInt(rfm, "orders"),
                        JsonText.whole(rfm, "spendMinor"),
                        JsonText.wholeInt(rfm, "r"),
                        JsonText.wholeInt(rfm, "f"),
                        JsonText.wholeInt(rfm, "m")),
                value(node.required("value")),
                new ChurnRisk(
                        JsonText.number(churn, "probability"),
                        JsonText.number(churn, "pAlive"),
                        ChurnLevel.valueOf(level),
                        JsonText.moment(churn, "since")),
                new PurchaseHistory(
                        day(history, "firstDay"),
                        day(history, "lastDay"),
                        JsonText.wholeInt(history, "x"),
                        JsonText.wholeInt(history, "txDays"),
                        JsonText.number(history, "ageDays"),
                        JsonText.number(history, "meanRepeatSpendMinor")));
    }

    /** Scorecards of releases before the interval have neither it nor the deviation. */
    private static CustomerValue value(JsonNode value) {
        boolean interval = value.has("expectedOrders12mLow") || value.has("expectedOrders12mHigh");
        boolean deviation = value.has("expectedSpend12mDeviationMinor");
        return new CustomerValue(
                JsonText.whole(value, "revenueToDateMinor"),
                JsonText.number(value, "expectedOrders12m"),
                interval ? JsonText.wholeInt(value, "expectedOrders12mLow") : 0,
                interval
                        ? JsonText.wholeInt(value, "expectedOrders12mHigh")
                        : CustomerValue.UNKNOWN_HIGH,
                JsonText.whole(value, "expectedSpend12mMinor"),
                deviation
                        ? OptionalLong.of(JsonText.whole(value, "expectedSpend12mDeviationMinor"))
                        : OptionalLong.empty(),
                JsonText.whole(value, "clvMinor"));
    }

    private static int day(JsonNode history, String name) {
        try {
            return Math.toIntExact(LocalDate.parse(JsonText.string(history, name)).toEpochDay());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " is no date", e);
        }
    }
}
