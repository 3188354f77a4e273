package dev.tidemark.badhouse.scoring;

/** Breaks a rule on purpose: a name that says nothing. */
public final class RuleUtils {
    private RuleUtils() {}
}
