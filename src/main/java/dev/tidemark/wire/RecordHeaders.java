package dev.tidemark.wire;

/** The headers of a record, by name. */
public interface RecordHeaders {
    /** A record without headers. */
    RecordHeaders NONE = name -> "";

    /** The text of the last header of that name; empty if there is none. */
    String value(String name);
}
