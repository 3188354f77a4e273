/**
 * Configuration: every option with its default, what is allowed and what it does, in one list.
 *
 * <p>Start with {@link dev.tidemark.app.config.Options}; {@code docs/configuration.md} is held
 * against it by a test.
 */
package dev.tidemark.app.config;
