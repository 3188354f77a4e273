package dev.tidemark.scoring;

/** Whose consent is needed before a customer is scored. */
public enum ConsentPolicy {
    /** Nobody's: another legal ground than consent holds. */
    NOT_NEEDED,
    /** Everyone is scored but those who withdrew. */
    OPT_OUT,
    /** Only those are scored who agreed. */
    OPT_IN;

    boolean allows(Consent consent) {
        return switch (this) {
            case NOT_NEEDED -> true;
            case OPT_OUT -> consent != Consent.WITHDRAWN;
            case OPT_IN -> consent == Consent.GIVEN;
        };
    }
}
