package dev.tidemark.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.model.EventType;
import dev.tidemark.model.RejectionReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BrokenRecordTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ShopConfig CONFIG = ShopConfig.defaults(1, 10);
    private static final Instant EARLIEST = Instant.parse("1970-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("5000-01-01T00:00:00Z");

    @Test
    void everyBrokenRecordIsRefusedForTheReasonItsKindGives() {
        Map<BrokenKind, Integer> seen = new EnumMap<>(BrokenKind.class);
        for (long seed = 0; seed < 5_000; seed++) {
            Delivery.Broken broken = draw(seed);
            Optional<RejectionReason> refusal = refusal(broken.raw());
            assertEquals(
                    Optional.of(broken.kind().reason()),
                    refusal,
                    broken.kind() + ", seed " + seed + ": " + new String(broken.raw()));
            seen.merge(broken.kind(), 1, Integer::sum);
        }
        Set<BrokenKind> all = EnumSet.allOf(BrokenKind.class);
        assertEquals(all, seen.keySet(), "kinds drawn from seeds 0 to 4999");
    }

    /** So that the refusals above come from the damage, and not from the record under it. */
    @Test
    void underTheDamageTheRecordIsSound() throws IOException {
        int sound = 0;
        for (long seed = 0; seed < 500; seed++) {
            Delivery.Broken broken = draw(seed);
            if (broken.kind() == BrokenKind.NOT_AN_OBJECT) {
                JsonNode inner = JSON.readTree(broken.raw()).get(0);
                assertEquals(
                        Optional.empty(),
                        refusal(JSON.writeValueAsBytes(inner)),
                        "seed " + seed + ": " + inner);
                sound++;
            }
        }
        assertEquals(true, sound > 0, "no sound record among seeds 0 to 499");
    }

    private static Delivery.Broken draw(long seed) {
        return BrokenRecord.draw(
                CONFIG, "c-0000003", "e-0000003-1", CONFIG.startAt(), new SeededRandom(seed));
    }

    /** A plain reader of the native event, written apart from the one in {@code wire}. */
    private static Optional<RejectionReason> refusal(byte[] raw) {
        if (raw.length == 0) {
            return Optional.of(RejectionReason.EMPTY);
        }
        JsonNode event;
        try {
            event = JSON.readTree(raw);
        } catch (JsonProcessingException notJson) {
            return Optional.of(RejectionReason.MALFORMED);
        } catch (java.io.CharConversionException notUtf8) {
            return Optional.of(RejectionReason.MALFORMED);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (!event.isObject()) {
            return Optional.of(RejectionReason.MALFORMED);
        }
        for (String field : new String[] {"eventId", "customerId", "type", "occurredAt"}) {
            if (!event.has(field)) {
                return Optional.of(RejectionReason.MISSING_FIELD);
            }
            if (!event.get(field).isTextual()) {
                return Optional.of(RejectionReason.BAD_FIELD);
            }
            if (event.get(field).textValue().isBlank()) {
                return Optional.of(RejectionReason.MISSING_FIELD);
            }
        }
        if (EventType.ofWireName(event.get("type").textValue()).isEmpty()) {
            return Optional.of(RejectionReason.UNKNOWN_TYPE);
        }
        return timeRefusal(event).or(() -> moneyRefusal(event));
    }

    private static Optional<RejectionReason> timeRefusal(JsonNode event) {
        try {
            Instant at = Instant.parse(event.get("occurredAt").textValue());
            boolean believed = at.isAfter(EARLIEST) && at.isBefore(LATEST);
            return believed ? Optional.empty() : Optional.of(RejectionReason.TIME_OUT_OF_RANGE);
        } catch (DateTimeException noTime) {
            return Optional.of(RejectionReason.BAD_TIME);
        }
    }

    private static Optional<RejectionReason> moneyRefusal(JsonNode event) {
        if (!event.has("amount")) {
            return Optional.of(RejectionReason.MISSING_FIELD);
        }
        try {
            if (new BigDecimal(event.get("amount").asText()).signum() < 0) {
                return Optional.of(RejectionReason.NEGATIVE_AMOUNT);
            }
        } catch (NumberFormatException noNumber) {
            return Optional.of(RejectionReason.BAD_AMOUNT);
        }
        try {
            Currency.getInstance(event.get("currency").textValue());
            return Optional.empty();
        } catch (IllegalArgumentException noCurrency) {
            return Optional.of(RejectionReason.UNSUPPORTED_CURRENCY);
        }
    }
}
