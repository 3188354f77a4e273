package dev.tidemark.model;

/**
 * Where a record was read.
 *
 * @param source topic, or name of the file
 * @param partition partition of the topic; 0 for a file
 * @param offset offset in the partition; the line number, from 1, in a file
 */
public record SourcePosition(String source, int partition, long offset) {}
