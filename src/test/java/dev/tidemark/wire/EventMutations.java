package dev.tidemark.wire;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import java.nio.charset.StandardCharsets;
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
        "\"x\":{\"y\":[1,2]},"
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

    private CustomerEvent event() {
        EventType type = EventType.values()[random.nextInt(EventType.values().length)];
        boolean money = type == EventType.PURCHASE || type == EventType.REFUND;
        return new CustomerEvent(
                "e-" + random.nextInt(1_000_000),
                SampleMessages.text(random) + "c" + random.nextInt(100),
                type,
                random.nextLong(limits.earliest(), limits.latest()),
                random.nextBoolean() ? "" : SampleMessages.text(random),
                money ? random.nextLong(EventLimits.MAX_AMOUNT_MINOR + 1) : CustomerEvent.NO_AMOUNT,
                SampleMessages.text(random));
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
