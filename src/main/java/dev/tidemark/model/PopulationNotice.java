package dev.tidemark.model;

/** What the whole population of customers tells each of them; it goes to every task. */
public sealed interface PopulationNotice permits ModelParameters, SampleShare, CutPoints {}
