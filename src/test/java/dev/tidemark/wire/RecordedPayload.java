package dev.tidemark.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.SurveyKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A record as a product sends it, and the native event that it is, written by hand. */
record RecordedPayload(String name, byte[] raw, RecordHeaders headers, JsonNode expected) {
    private static final Path FOLDER = Path.of("src/test/resources/dialects");
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    static List<RecordedPayload> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(RecordedPayload::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedPayload of(Path file) {
        try {
            JsonNode all = JSON.readTree(Files.readAllBytes(file));
            return new RecordedPayload(
                    file.getFileName().toString(),
                    JSON.writeValueAsBytes(all.required("record")),
                    headers(all.path("headers")),
                    all.required("event"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordHeaders headers(JsonNode named) {
        return named.isEmpty()
                ? RecordHeaders.NONE
                : name ->
                        named.propertyStream()
                                .filter(header -> header.getKey().equalsIgnoreCase(name))
                                .map(header -> header.getValue().textValue())
                                .findFirst()
                                .orElse("");
    }

    CustomerEvent event() {
        EventType type = EventType.ofWireName(text("type")).orElseThrow();
        String amount = text("amount");
        return new CustomerEvent(
                text("eventId"),
                text("customerId"),
                type,
                Instant.parse(text("occurredAt")).toEpochMilli(),
                text("orderId"),
                amount.isEmpty()
                        ? CustomerEvent.NO_AMOUNT
                        : new BigDecimal(amount).movePointRight(2).longValueExact(),
                text("channel"),
                detail(type));
    }

    private EventDetail detail(EventType type) {
        return switch (type) {
            case PURCHASE ->
                    expected.has("replaces") ? new EventDetail.Restatement() : EventDetail.NONE;
            case EMAIL_SENT, EMAIL_OPENED, EMAIL_CLICKED ->
                    new EventDetail.Campaign(text("campaignId"));
            case SURVEY ->
                    new EventDetail.Survey(
                            SurveyKind.ofWireName(text("survey")).orElseThrow(),
                            expected.get("score").decimalValue().movePointRight(1).intValue());
            case REFERRAL -> new EventDetail.Referral(text("referredId"));
            case PROFILE -> new EventDetail.Profile(attributes());
            case MERGE -> new EventDetail.Merge(text("into"));
            default -> EventDetail.NONE;
        };
    }

    private Map<ProfileAttribute, String> attributes() {
        Map<ProfileAttribute, String> attributes = new EnumMap<>(ProfileAttribute.class);
        expected.get("attributes")
                .propertyStream()
                .forEach(
                        said ->
                                attributes.put(
                                        ProfileAttribute.ofWireName(said.getKey()).orElseThrow(),
                                        said.getValue().textValue()));
        return attributes;
    }

    private String text(String name) {
        return expected.path(name).asText("");
    }

    @Override
    public String toString() {
        return name;
    }
}
