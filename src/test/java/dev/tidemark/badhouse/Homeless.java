package dev.tidemark.badhouse;

/** Breaks a rule on purpose: a class without a room. */
public final class Homeless {}
