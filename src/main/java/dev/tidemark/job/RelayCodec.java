package dev.tidemark.job;

import dev.tidemark.scoring.HistoryCodec;
import dev.tidemark.scoring.Hop;
import dev.tidemark.scoring.MergeStamp;
import dev.tidemark.scoring.Relay;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a relay, on the relays topic and between tasks. Published, as relays outlive a
 * release: {@code docs/state-format.md} describes them, the first byte is their version.
 */
public final class RelayCodec {
    private static final int VERSION = 1;
    private static final int MOST_HOPS = 10_000;

    private static final byte FORWARDED = 0;
    private static final byte HANDED_OVER = 1;
    private static final byte ERASED = 2;

    private RelayCodec() {}

    /** The bytes of a relay. */
    public static byte[] encode(Relay relay) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(out, relay.to());
            out.writeInt(relay.path().size());
            for (Hop hop : relay.path()) {
                write(out, hop.customerId());
                write(out, hop.stamp());
            }
            writeContent(out, relay.content());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void writeContent(DataOutputStream out, Relay.Content content)
            throws IOException {
        if (content instanceof Relay.Forwarded forwarded) {
            out.writeByte(FORWARDED);
            write(out, EventCodec.encode(forwarded.event()));
        } else if (content instanceof Relay.HandedOver handed) {
            out.writeByte(HANDED_OVER);
            write(out, handed.eventId());
            write(out, HistoryCodec.encode(handed.history()));
        } else if (content instanceof Relay.Erased erased) {
            out.writeByte(ERASED);
            write(out, erased.movedBy());
            out.writeLong(erased.erasedAt());
            out.writeLong(erased.erasedUntil());
        }
    }

    /**
     * The relay of bytes of any version.
     *
     * @throws IllegalArgumentException if the bytes are of a newer version, or damaged
     */
    public static Relay decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "relay of version %d; this release reads up to %d"
                                .formatted(version, VERSION));
            }
            String to = text(in);
            int hops = in.readInt();
            if (hops < 0 || hops > MOST_HOPS) {
                throw new IllegalArgumentException("damaged relay: %d hops".formatted(hops));
            }
            List<Hop> path = new ArrayList<>(hops);
            for (int i = 0; i < hops; i++) {
                path.add(new Hop(text(in), stamp(in)));
            }
            return new Relay(to, path, content(in));
        } catch (IOException e) {
            throw new IllegalArgumentException("damaged relay: cut short", e);
        }
    }

    private static Relay.Content content(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case FORWARDED -> new Relay.Forwarded(EventCodec.decode(bytes(in)));
            case HANDED_OVER -> {
                String eventId = text(in);
                yield new Relay.HandedOver(HistoryCodec.decode(bytes(in)), eventId);
            }
            case ERASED -> new Relay.Erased(stamp(in), in.readLong(), in.readLong());
            default -> throw new IllegalArgumentException("damaged relay: content " + kind);
        };
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void write(DataOutputStream out, MergeStamp stamp) throws IOException {
        out.writeLong(stamp.occurredAt());
        out.writeLong(stamp.eventHash());
    }

    private static MergeStamp stamp(DataInputStream in) throws IOException {
        return new MergeStamp(in.readLong(), in.readLong());
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IllegalArgumentException(
                    "damaged relay: a part of %d bytes".formatted(length));
        }
        return in.readNBytes(length);
    }
}
