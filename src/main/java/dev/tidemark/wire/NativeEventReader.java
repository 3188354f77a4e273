package dev.tidemark.wire;

import dev.tidemark.model.Intake;
import dev.tidemark.model.SourcePosition;
import java.util.Optional;

/**
 * Reads the native event: one flat JSON object, described in {@code docs/events.md}.
 *
 * <p>Fields that it does not know are passed over; a field that is {@code null} counts as absent.
 */
public final class NativeEventReader implements EventReader {
    private static final long serialVersionUID = 1L;

    private final EventLimits limits;
    private final String idPrefix;

    private NativeEventReader(EventLimits limits, String idPrefix) {
        this.limits = limits;
        this.idPrefix = idPrefix;
    }

    /** A reader that asks every event for its id. */
    public static NativeEventReader of(EventLimits limits) {
        return new NativeEventReader(limits, "");
    }

    /**
     * A reader for a file: an event without an id gets one from the file's digest and its line.
     *
     * @param fileDigest names the file's contents
     */
    public static NativeEventReader ofFile(EventLimits limits, String fileDigest) {
        return new NativeEventReader(limits, fileDigest + "-");
    }

    @Override
    public Intake read(byte[] raw, RecordHeaders headers, SourcePosition at) {
        try {
            NativeFields fields = fields(FieldCheck.size(raw));
            String fallbackId = idPrefix.isEmpty() ? "" : idPrefix + at.offset();
            return new Intake.Accepted(NativeEvent.of(fields, limits, fallbackId));
        } catch (UnreadableRecord e) {
            return e.asRejected(raw, at);
        }
    }

    private static NativeFields fields(byte[] raw) throws UnreadableRecord {
        Optional<NativeFields> plain = NativeFastPath.read(raw);
        return plain.isPresent() ? plain.get() : NativeTokens.read(raw);
    }
}
