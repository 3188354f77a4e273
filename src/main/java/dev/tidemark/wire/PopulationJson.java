package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.SampleShare;
import java.io.IOException;
import java.util.List;

/**
 * What was learned of the population as JSON, described in {@code docs/topics.md}. A number that
 * says nothing, such as the standard error of a parameter that the data do not bound, is left out,
 * and is read back as NaN.
 */
public final class PopulationJson {
    private static final String MODEL = "model";
    private static final String SAMPLE = "sample";
    private static final String CUT_POINTS = "cut-points";

    /** A notice of a kind that this release does not know: a newer one may have written it. */
    public static final class UnknownKind extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnknownKind(String kind) {
            super(
                    "a notice of kind '%s', not model, cut-points or sample"
                            .formatted(FieldCheck.shown(kind)));
        }
    }

    private PopulationJson() {}

    /**
     * The bytes of a notice.
     *
     * @throws IllegalArgumentException if a parameter or its likelihood is no number
     */
    public static byte[] write(PopulationNotice notice) {
        if (notice instanceof ModelParameters parameters) {
            return JsonText.object(json -> fields(json, parameters));
        }
        return notice instanceof CutPoints cuts
                ? JsonText.object(json -> fields(json, cuts))
                : JsonText.object(json -> fields(json, (SampleShare) notice));
    }

    /** The key under which a compacted topic keeps it: each version, and the latest share. */
    public static String key(PopulationNotice notice) {
        if (notice instanceof ModelParameters parameters) {
            return MODEL + '/' + parameters.version();
        }
        return notice instanceof CutPoints cuts ? CUT_POINTS + '/' + cuts.version() : SAMPLE;
    }

    private static void fields(JsonGenerator json, ModelParameters model) throws IOException {
        json.writeStringField("kind", MODEL);
        json.writeStringField("version", model.version());
        json.writeStringField("family", model.family());
        json.writeNumberField("unitDays", finite("unitDays", model.unitDays()));
        JsonText.moment(json, "fittedAt", model.fittedAt());
        JsonText.moment(json, "effectiveFrom", model.effectiveFrom());
        estimates(json, "purchases", model.purchases());
        json.writeNumberField("customers", model.customers());
        json.writeNumberField("logLikelihood", finite("logLikelihood", model.logLikelihood()));
        json.writeStringField("verdict", model.verdict());
        estimates(json, "spend", model.spend());
        json.writeNumberField("spenders", model.spenders());
        known(json, "spendLogLikelihood", model.spendLogLikelihood());
    }

    private static void fields(JsonGenerator json, CutPoints cuts) throws IOException {
        json.writeStringField("kind", CUT_POINTS);
        json.writeStringField("version", cuts.version());
        JsonText.moment(json, "effectiveFrom", cuts.effectiveFrom());
        json.writeNumberField("customers", cuts.customers());
        limits(json, "recencyDays", cuts.recencyDays());
        limits(json, "orders", cuts.orders());
        limits(json, "spendMinor", cuts.spendMinor());
        limits(json, "abcMinor", cuts.abcMinor());
        json.writeNumberField("highSpendMinor", cuts.highSpendMinor());
        json.writeNumberField("highExpectedMinor", cuts.highExpectedMinor());
        json.writeNumberField("significantCustomers", cuts.significantCustomers());
    }

    private static void limits(JsonGenerator json, String name, List<Long> limits)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (long limit : limits) {
            json.writeNumber(limit);
        }
        json.writeEndArray();
    }

    private static void fields(JsonGenerator json, SampleShare sample) throws IOException {
        json.writeStringField("kind", SAMPLE);
        json.writeNumberField("share", sample.share());
    }

    private static void estimates(
            JsonGenerator json, String name, List<ParameterEstimate> estimates) throws IOException {
        json.writeArrayFieldStart(name);
        for (ParameterEstimate estimate : estimates) {
            json.writeStartObject();
            json.writeStringField("name", estimate.name());
            json.writeNumberField("value", finite(estimate.name(), estimate.value()));
            known(json, "standardError", estimate.standardError());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void known(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        }
    }

    private static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("%s is %s".formatted(name, value));
        }
        return value;
    }

    /**
     * Reads a notice back.
     *
     * @throws UnknownKind if it is of a kind that this release does not know
     * @throws IllegalArgumentException if the bytes are not a notice
     */
    public static PopulationNotice read(byte[] bytes) {
        JsonNode node = JsonText.tree(bytes);
        String kind = JsonText.string(node, "kind");
        return switch (kind) {
            case MODEL -> model(node);
            case SAMPLE -> new SampleShare(JsonText.number(node, "share"));
            case CUT_POINTS -> cutPoints(node);
            default -> throw new UnknownKind(kind);
        };
    }

    private static CutPoints cutPoints(JsonNode node) {
        return new CutPoints(
                JsonText.string(node, "version"),
                JsonText.moment(node, "effectiveFrom"),
                JsonText.whole(node, "customers"),
                limits(node, "recencyDays"),
                limits(node, "orders"),
                limits(node, "spendMinor"),
                limits(node, "abcMinor"),
                JsonText.whole(node, "highSpendMinor"),
                JsonText.whole(node, "highExpectedMinor"),
                JsonText.whole(node, "significantCustomers"));
    }

    private static List<Long> limits(JsonNode message, String name) {
        return JsonText.array(message, name)
                .valueStream()
                .map(
                        limit -> {
                            if (!limit.canConvertToLong() || !limit.isIntegralNumber()) {
                                throw new IllegalArgumentException(name + " holds no whole number");
                            }
                            return limit.longValue();
                        })
                .toList();
    }

    private static ModelParameters model(JsonNode node) {
        return new ModelParameters(
                JsonText.string(node, "version"),
                JsonText.string(node, "family"),
                JsonText.number(node, "unitDays"),
                JsonText.moment(node, "fittedAt"),
                JsonText.moment(node, "effectiveFrom"),
                estimates(node, "purchases"),
                JsonText.whole(node, "customers"),
                JsonText.number(node, "logLikelihood"),
                JsonText.string(node, "verdict"),
                estimates(node, "spend"),
                JsonText.whole(node, "spenders"),
                known(node, "spendLogLikelihood"));
    }

    private static List<ParameterEstimate> estimates(JsonNode message, String name) {
        return JsonText.array(message, name)
                .valueStream()
                .map(
                        estimate ->
                                new ParameterEstimate(
                                        JsonText.string(estimate, "name"),
                                        JsonText.number(estimate, "value"),
                                        known(estimate, "standardError")))
                .toList();
    }

    private static double known(JsonNode message, String name) {
        return message.has(name) ? JsonText.number(message, name) : Double.NaN;
    }
}
