package dev.tidemark.wire;

/** In which form events come. */
public enum EventDialect {
    /** Recognised for each record. */
    AUTO,
    /** The native event. */
    NATIVE,
    /** The Segment Spec, which RudderStack speaks too. */
    SEGMENT,
    /** CloudEvents 1.0 with data of the two before. */
    CLOUDEVENTS;

    /** A reader of events that have an id. */
    public EventReader reader(EventLimits limits) {
        return new FaultGuard(unguarded(limits));
    }

    /** The reader itself, whose faults show. */
    EventReader unguarded(EventLimits limits) {
        return switch (this) {
            case AUTO -> AnyDialectReader.of(limits);
            case NATIVE -> NativeEventReader.of(limits);
            case SEGMENT -> SegmentEventReader.of(limits);
            case CLOUDEVENTS -> CloudEventsReader.of(limits);
        };
    }

    /**
     * A reader for a log, in which an event without an id gets one from the log's digest and its
     * line.
     *
     * @param fileDigest names the log's contents
     */
    public EventReader fileReader(EventLimits limits, String fileDigest) {
        return new FaultGuard(
                switch (this) {
                    case AUTO -> AnyDialectReader.ofFile(limits, fileDigest);
                    case NATIVE -> NativeEventReader.ofFile(limits, fileDigest);
                    case SEGMENT -> SegmentEventReader.ofFile(limits, fileDigest);
                    case CLOUDEVENTS -> CloudEventsReader.of(limits);
                });
    }
}
