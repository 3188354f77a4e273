package dev.tidemark.scoring;

/** What a customer said about being scored. The order is part of the state format. */
enum Consent {
    UNSAID,
    GIVEN,
    WITHDRAWN
}
