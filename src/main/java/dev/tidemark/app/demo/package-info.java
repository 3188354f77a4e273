/**
 * The demo: a made-up shop at the front door, and a screen that says what happens.
 *
 * <p>Start with {@code dev.tidemark.app.DemoCommand}, which puts it together.
 */
package dev.tidemark.app.demo;
