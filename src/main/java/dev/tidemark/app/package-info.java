/**
 * The doors: the command line, configuration, and everything that touches the machine.
 *
 * <p>The only room that reads files, the environment, arguments or the system clock, knows
 * addresses, or ends the process. It may use every other room; none may use it. Start with {@link
 * dev.tidemark.app.Tidemark}.
 */
package dev.tidemark.app;
