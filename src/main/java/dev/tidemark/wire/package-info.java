/**
 * Bytes in and out: every message that crosses a border is read and written here, and nowhere else.
 *
 * <p>What cannot be read becomes a {@link dev.tidemark.model.Rejection} with its bytes, never an
 * exception. May use {@code model} and Jackson. Start with {@link dev.tidemark.wire.EventReader};
 * which one reads a record, {@link dev.tidemark.wire.AnyDialectReader} says.
 */
package dev.tidemark.wire;
