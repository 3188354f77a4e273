package dev.tidemark.dashboards;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What can be said of a PromQL expression without a parser. */
final class Expression {
    /** The names of all that we expose begin with one of these. */
    private static final String OURS = "\\b(?:tidemark|jvm|process|system)_[a-z0-9_]+";

    private static final Pattern METRIC = Pattern.compile(OURS);
    private static final Pattern SELECTOR = Pattern.compile(OURS + "(?:\\{([^}]*)})?");
    private static final Pattern BARE_COUNTER =
            Pattern.compile("(?<!rate\\()(?<!increase\\()\\b[a-z0-9_]+_total\\b");

    private Expression() {}

    static List<String> metrics(String expression) {
        return METRIC.matcher(expression).results().map(MatchResult::group).toList();
    }

    /** The insides of the braces of every metric; empty for one without braces. */
    static List<String> matchers(String expression) {
        return SELECTOR.matcher(expression)
                .results()
                .map(found -> found.group(1) == null ? "" : found.group(1))
                .toList();
    }

    /** Counters that are not inside of rate, irate or increase. */
    static List<String> bareCounters(String expression) {
        return BARE_COUNTER.matcher(expression).results().map(MatchResult::group).toList();
    }
}
