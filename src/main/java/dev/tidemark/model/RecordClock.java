package dev.tidemark.model;

import java.io.Serializable;

/**
 * What time it is where records are written and read: the wall clock of this machine, which is
 * compared with the timestamps that Kafka keeps. Handed in, like {@link EventClock}, so that no
 * room below {@code app} asks the system.
 */
public interface RecordClock extends Serializable {
    /** The wall time now, in epoch milliseconds. */
    long wallMillis();
}
