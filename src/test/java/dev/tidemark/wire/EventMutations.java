package dev.tidemark.wire;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.SurveyKind;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Native events that something has gone wrong with, from a seed. */
public final class EventMutations {
    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "null",
        "true",
        "-",
        "0",
        "9",
        "e",
        ".",
        " ",
        "\\ud800",
        "\\udc00",
        "\\ud83d\\ude00",
        "\\u0000",
        "\\n",
        "😀",
        "č",
        "\u2028",
        "|",
        "\"amount\":1e9,",
        "\"amount\":\"-0\",",
        "\"orderId\":7,",
        "\"customerId\":null,",
        "\"type\":\"refund\",",
        "\"type\":\"view\",",
        "\"eventId\":\"\",",
        "\"currency\":\"usd\",",
        "\"occurredAt\":1709287200000,",
        "\"occurredAt\":\"2024-02-30T00:00:00Z\",",
        "\"channel\":\"\u007f\",",
        "\"x\":{\"y\":[1,2]},",
        "\"replaces\":true,",
        "\"replaces\":\"true\",",
        "\"survey\":\"nps\",\"score\":10,",
        "\"survey\":\"rating\",\"score\":\"4.5\",",
        "\"type\":\"merge\",\"into\":\"c7\",",
        "\"type\":\"profile\",\"attributes\":{\"country\":\"cz\",\"name\":[1]},",
        "\"attributes\":{\"birthYear\":1980,\"acquisitionCost\":\"3.5\",\"language\":null},",
        "\"currency\":\"EUR\",",
        "\"channel\":\"web\\u0020\","
    };

    private final SplittableRandom random;
    private final EventLimits limits;
    private final NativeEventJson json;

    /** Mutations under these limits. */
    public EventMutations(long seed, EventLimits limits) {
        this.random = new SplittableRandom(seed);
        this.limits = limits;
        this.json = new NativeEventJson(limits);
    }

    /** The bytes of the next event, mostly damaged. */
    public byte[] next() {
        byte[] bytes = json.write(event());
        for (int hits = random.nextInt(4); hits > 0; hits--) {
            bytes = mutated(bytes);
        }
        return bytes;
    }

    /** A sound event of any type. */
    CustomerEvent event() {
        EventType type = EventType.values()[random.nextInt(EventType.values().length)];
        boolean withoutOrder = type != EventType.CANCELLATION && random.nextBoolean();
        return new CustomerEvent(
                "e-" + random.nextInt(1_000_000),
                type == EventType.CAMPAIGN_COST
                        ? ""
                        : SampleMessages.text(random) + "c" + random.nextInt(100),
                type,
                random.nextLong(limits.earliest(), limits.latest()),
                withoutOrder ? "" : SampleMessages.text(random) + "o" + random.nextInt(9),
                MoneyField.isOf(type)
                        ? random.nextLong(EventLimits.MAX_AMOUNT_MINOR + 1)
                        : CustomerEvent.NO_AMOUNT,
                idOrNone(),
                detail(type));
    }

    private String idOrNone() {
        String text = SampleMessages.text(random);
        return text.isBlank() ? "" : text;
    }

    private EventDetail detail(EventType type) {
        String id = idOrNone();
        return switch (type) {
            case PURCHASE ->
                    random.nextBoolean() ? EventDetail.NONE : new EventDetail.Restatement();
            case EMAIL_SENT, EMAIL_OPENED, EMAIL_CLICKED, CAMPAIGN_TOUCH, CAMPAIGN_COST ->
                    new EventDetail.Campaign(id);
            case TICKET_OPENED, TICKET_RESOLVED -> new EventDetail.Ticket(id);
            case SURVEY -> survey();
            case REFERRAL -> new EventDetail.Referral(id);
            case PROFILE -> profile();
            case MERGE -> new EventDetail.Merge(id + "m" + random.nextInt(100));
            default -> EventDetail.NONE;
        };
    }

    private EventDetail survey() {
        return switch (random.nextInt(4)) {
            case 0 -> new EventDetail.Survey(SurveyKind.NPS, 10 * random.nextInt(11));
            case 1 -> new EventDetail.Survey(SurveyKind.CSAT, 10 * random.nextInt(1, 6));
            case 2 -> new EventDetail.Survey(SurveyKind.RATING, random.nextInt(10, 51));
            default -> new EventDetail.Survey(SurveyKind.TEXT, EventDetail.Survey.NO_SCORE);
        };
    }

    private EventDetail profile() {
        Map<ProfileAttribute, String> attributes = new EnumMap<>(ProfileAttribute.class);
        for (ProfileAttribute attribute : ProfileAttribute.values()) {
            if (random.nextBoolean()) {
                attributes.put(attribute, random.nextInt(4) == 0 ? "" : value(attribute));
            }
        }
        return new EventDetail.Profile(attributes);
    }

    private String value(ProfileAttribute attribute) {
        return switch (attribute) {
            case COUNTRY -> random.nextBoolean() ? "CZ" : "US";
            case BIRTH_YEAR -> Integer.toString(random.nextInt(1900, 2101));
            case ACQUISITION_COST ->
                    Long.toString(random.nextLong(EventLimits.MAX_AMOUNT_MINOR + 1));
            case OPT_OUT_CHANNELS -> random.nextBoolean() ? "email" : "email,phone,sms";
            default -> SampleMessages.text(random).strip() + "v";
        };
    }

    private byte[] mutated(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(6)) {
            case 0 -> replaced(bytes, at, (byte) random.nextInt(256));
            case 1 -> replaced(bytes, at, (byte) (32 + random.nextInt(95)));
            case 2 -> spliced(bytes, at, "", at);
            case 3 -> spliced(bytes, at, "", Math.min(bytes.length, at + random.nextInt(8)));
            case 4 -> spliced(bytes, 1, piece(), 1);
            default -> spliced(bytes, at, piece(), at);
        };
    }

    private String piece() {
        return PIECES[random.nextInt(PIECES.length)];
    }

    private static byte[] replaced(byte[] bytes, int at, byte by) {
        byte[] changed = bytes.clone();
        changed[at] = by;
        return changed;
    }

    /** The bytes before {@code from}, the text, the bytes behind {@code to}. */
    private static byte[] spliced(byte[] bytes, int from, String text, int to) {
        byte[] middle = text.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, whole, 0, from);
        System.arraycopy(middle, 0, whole, from, middle.length);
        System.arraycopy(bytes, to, whole, from + middle.length, bytes.length - to);
        return whole;
    }
}
