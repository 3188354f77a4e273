package dev.tidemark.badhouse.model;

import com.fasterxml.jackson.core.JsonFactory;

/** Breaks a wall on purpose: a noun that knows its wire form. */
public final class KnowsItsJson {
    /** What it must not know. */
    public final JsonFactory json = new JsonFactory();
}
