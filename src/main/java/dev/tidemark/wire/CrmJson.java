package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.CrmPlaces;
import dev.tidemark.model.NextAction;
import dev.tidemark.model.Placement;
import dev.tidemark.model.Relationship;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The part of a scorecard that says where the customer stands in the CRM dimensions, and how
 * customer and business get on. What is not known of a customer is left out.
 */
final class CrmJson {
    static final String CRM = "crm";
    static final String RELATIONSHIP = "relationship";

    /** What the playbook says. */
    static final Fragments ADVICE = new Fragments();

    /** From this answer on whoever gave it is a promoter. */
    private static final int PROMOTER = 9;

    /** From this answer up to a promoter's they are passive; below, a detractor. */
    private static final int PASSIVE = 7;

    private CrmJson() {}

    static void write(JsonGenerator json, CrmPlaces crm) throws IOException {
        json.writeObjectFieldStart(CRM);
        placement(json, "matrix", crm.matrix(), "");
        if (crm.abc().isPresent()) {
            placement(json, "abc", crm.abc().get(), "");
        }
        placement(json, "tier", crm.tier(), crm.advice().serviceLevel());
        placement(json, "lifecycle", crm.lifecycle(), "");
        json.writeObjectFieldStart("nextAction");
        json.writeStringField("dimension", crm.nextAction().label());
        json.writeStringField("rule", crm.nextActionRule());
        json.writeEndObject();
        ADVICE.texts(json, "strategy", crm.advice().strategy());
        ADVICE.texts(json, "channels", crm.advice().channels());
        json.writeEndObject();
    }

    private static void placement(
            JsonGenerator json, String dimension, Placement placement, String serviceLevel)
            throws IOException {
        json.writeObjectFieldStart(dimension);
        json.writeStringField("segment", placement.label());
        JsonText.moment(json, "since", placement.since());
        json.writeStringField("rule", placement.rule());
        known(json, "serviceLevel", serviceLevel);
        json.writeEndObject();
    }

    static void write(JsonGenerator json, Relationship relationship) throws IOException {
        json.writeObjectFieldStart(RELATIONSHIP);
        json.writeNumberField("engagement", relationship.engagement());
        if (relationship.lastCsat().isPresent()) {
            json.writeNumberField("lastCsat", relationship.lastCsat().getAsInt());
        }
        if (relationship.meanCsat().isPresent()) {
            json.writeNumberField("meanCsat", relationship.meanCsat().getAsDouble());
        }
        if (relationship.lastNps().isPresent()) {
            int answer = relationship.lastNps().getAsInt();
            json.writeNumberField("lastNps", answer);
            json.writeStringField("npsCategory", npsCategory(answer));
        }
        json.writeNumberField("openTickets", relationship.openTickets());
        known(json, "preferredChannel", relationship.preferredChannel());
        json.writeEndObject();
    }

    private static String npsCategory(int answer) {
        if (answer >= PROMOTER) {
            return "promoter";
        }
        return answer >= PASSIVE ? "passive" : "detractor";
    }

    private static void known(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    /** Where the customer of this scorecard stands; nowhere on one of an earlier release. */
    static Optional<CrmPlaces> places(JsonNode card) {
        if (!card.has(CRM)) {
            return Optional.empty();
        }
        JsonNode crm = card.required(CRM);
        JsonNode next = crm.required("nextAction");
        String action = JsonText.string(next, "dimension").toUpperCase(Locale.ROOT);
        return Optional.of(
                new CrmPlaces(
                        placement(crm, "matrix"),
                        crm.has("abc") ? Optional.of(placement(crm, "abc")) : Optional.empty(),
                        placement(crm, "tier"),
                        placement(crm, "lifecycle"),
                        NextAction.valueOf(action),
                        JsonText.string(next, "rule"),
                        new CrmPlaces.Advice(
                                JsonText.texts(crm, "strategy"),
                                JsonText.texts(crm, "channels"),
                                known(crm.required("tier"), "serviceLevel"))));
    }

    private static Placement placement(JsonNode crm, String dimension) {
        JsonNode placement = crm.required(dimension);
        return new Placement(
                JsonText.string(placement, "segment"),
                JsonText.moment(placement, "since"),
                JsonText.string(placement, "rule"));
    }

    /** How the two get on; scorecards of earlier releases say nothing of it. */
    static Relationship relationship(JsonNode card) {
        if (card.has(RELATIONSHIP) != card.has(CRM)) {
            throw new IllegalArgumentException(
                    "only one of %s and %s".formatted(CRM, RELATIONSHIP));
        }
        if (!card.has(RELATIONSHIP)) {
            return Relationship.NONE;
        }
        JsonNode relationship = card.required(RELATIONSHIP);
        boolean hasMean = relationship.has("meanCsat");
        return new Relationship(
                JsonText.wholeInt(relationship, "engagement"),
                answer(relationship, "lastCsat"),
                hasMean
                        ? OptionalDouble.of(JsonText.number(relationship, "meanCsat"))
                        : OptionalDouble.empty(),
                answer(relationship, "lastNps"),
                JsonText.wholeInt(relationship, "openTickets"),
                known(relationship, "preferredChannel"));
    }

    private static OptionalInt answer(JsonNode relationship, String name) {
        return relationship.has(name)
                ? OptionalInt.of(JsonText.wholeInt(relationship, name))
                : OptionalInt.empty();
    }

    private static String known(JsonNode message, String name) {
        return message.has(name) ? JsonText.string(message, name) : "";
    }
}
