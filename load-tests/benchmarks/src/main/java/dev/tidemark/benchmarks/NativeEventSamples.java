package dev.tidemark.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/** Native events of 250 to 300 bytes, as a shop might send them, from a seed. */
final class NativeEventSamples {
    static final int LEAST_BYTES = 250;
    static final int MOST_BYTES = 300;

    private static final long FIRST_MOMENT = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
    private static final long YEAR_MILLIS = 365L * 86_400_000;
    private static final String[] SIGNS = {
        "view", "search", "cart", "checkout", "login", "email_opened", "email_clicked", "engagement"
    };
    private static final String[] CHANNELS = {"web", "store", "app", "email"};

    private final SplittableRandom random;

    NativeEventSamples(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The bytes of the next event. Two of five are purchases, some are refunds. */
    byte[] next() {
        int customer = random.nextInt(1_000_000);
        int draw = random.nextInt(20);
        String type =
                draw < 8 ? "purchase" : draw < 9 ? "refund" : SIGNS[random.nextInt(SIGNS.length)];
        StringBuilder json = new StringBuilder(MOST_BYTES);
        json.append("{\"eventId\":\"").append(new UUID(random.nextLong(), random.nextLong()));
        json.append("\",\"customerId\":\"c-").append("%07d".formatted(customer));
        json.append("\",\"type\":\"").append(type);
        json.append("\",\"occurredAt\":\"")
                .append(
                        Instant.ofEpochMilli(
                                FIRST_MOMENT + random.nextLong(YEAR_MILLIS) / 1000 * 1000 + 480));
        json.append("\",\"orderId\":\"o-").append("%07d-%d".formatted(customer, draw));
        json.append("\",\"amount\":").append(random.nextInt(500)).append('.');
        json.append("%02d".formatted(random.nextInt(100)));
        json.append(",\"currency\":\"USD\",\"channel\":\"");
        json.append(CHANNELS[random.nextInt(CHANNELS.length)]);
        json.append("\",\"properties\":{\"page\":\"/shop/").append(random.nextInt(100, 1000));
        json.append("\",\"items\":").append(random.nextInt(1, 10));
        json.append(",\"returning\":").append(random.nextBoolean()).append("}}");
        byte[] raw = json.toString().getBytes(StandardCharsets.UTF_8);
        if (raw.length < LEAST_BYTES || raw.length > MOST_BYTES) {
            throw new IllegalStateException(raw.length + " bytes: " + json);
        }
        return raw;
    }
}
