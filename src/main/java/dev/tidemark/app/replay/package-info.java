/**
 * The replay: a finished log is put in order of time, goes through the pipeline and becomes files.
 *
 * <p>A {@link dev.tidemark.app.replay.LogFile} cuts a file into records that keep their bytes and
 * their line; {@link dev.tidemark.app.replay.SortedLog} asks an event reader when each happened and
 * writes them down in order of (time, line), by way of an {@link
 * dev.tidemark.app.replay.ExternalSort}; {@link dev.tidemark.app.replay.SortedLogReader} reads them
 * back from any position, for Flink through {@code ReplaySource}. {@code ReplayOutputs} sorts what
 * comes out. All in bounded memory, whatever the length of the log.
 *
 * <p>Part of room {@code app}: may use all rooms below it, Flink and files. Start with {@link
 * dev.tidemark.app.replay.Replay}.
 */
package dev.tidemark.app.replay;
