package dev.tidemark.badhouse.app;

/** The door that nobody may import. */
public final class Door {}
