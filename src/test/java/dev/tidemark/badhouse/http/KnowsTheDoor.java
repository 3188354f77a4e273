package dev.tidemark.badhouse.http;

import dev.tidemark.badhouse.app.Door;

/** Breaks walls on purpose: a page that knows who opens it. */
public final class KnowsTheDoor {
    /** What it must not know. */
    public final Door door = new Door();
}
