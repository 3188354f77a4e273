/**
 * A house that breaks every wall on purpose, so that {@code WallsTest} can show that each of its
 * rules finds something. Nothing here is run. Its rooms say nothing of themselves, which is a
 * breach, too.
 */
package dev.tidemark.badhouse;
