/**
 * The input of a replay: a finished log, cut into records and put in order of time.
 *
 * <p>A {@link dev.tidemark.app.replay.LogFile} cuts a file into records that keep their bytes and
 * their line; {@link dev.tidemark.app.replay.SortedLog} asks an event reader when each happened and
 * writes them down in order of (time, line), by way of an {@link
 * dev.tidemark.app.replay.ExternalSort}; {@link dev.tidemark.app.replay.SortedLogReader} reads them
 * back from any position. All in bounded memory, whatever the length of the log.
 *
 * <p>May use {@code wire}, {@code model} and files. Start with {@link
 * dev.tidemark.app.replay.SortedLog}.
 */
package dev.tidemark.app.replay;
