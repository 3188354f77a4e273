package dev.tidemark.app.config;

import dev.tidemark.scoring.ConsentPolicy;
import java.util.List;
import java.util.function.Function;

/** The options of consent, erasure and pseudonyms. */
public final class PrivacyOptions {
    private static final OptionList LIST = new OptionList();

    public static final Option<ConsentPolicy> CONSENT =
            LIST.add(
                    "consent",
                    "not-needed",
                    "not-needed, opt-out or opt-in",
                    "Who is scored: everyone, all but those who withdrew, or those who agreed.",
                    Parsers.oneOf(ConsentPolicy.class));
    public static final Option<Integer> ERASED_DAYS =
            LIST.add(
                    "erasure.remember-days",
                    "30",
                    "a whole number from 0 to 3650",
                    "How long after an erasure late events of before it are ignored.",
                    Parsers.wholeNumber(0, 3650));
    public static final Option<String> SECRET_FILE =
            LIST.add(
                    "privacy.secret-file",
                    "",
                    "a path; or the secret is in the environment as TIDEMARK_PRIVACY_SECRET",
                    "File that holds the secret of pseudonyms and of the hashes on receipts of"
                            + " erasures: at least 32 bytes.",
                    Function.identity());
    public static final Option<Boolean> PSEUDONYMS =
            LIST.add(
                    "privacy.pseudonyms",
                    "false",
                    "true, which needs a secret, or false",
                    "Whether customers' ids become pseudonyms as events come in.",
                    Parsers::trueOrFalse);
    public static final Option<RejectedBytes> REJECTED_BYTES =
            LIST.add(
                    "privacy.rejected-bytes",
                    "drop",
                    "drop or encrypt",
                    "With pseudonyms, what becomes of the bytes of rejected records.",
                    Parsers.oneOf(RejectedBytes.class));

    private PrivacyOptions() {}

    static List<Option<?>> all() {
        return LIST.all();
    }
}
