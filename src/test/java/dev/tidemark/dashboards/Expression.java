package dev.tidemark.dashboards;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What can be said of a PromQL expression without a parser. */
final class Expression {
    /** The names of all that we expose begin with one of these. */
    private static final String OURS =
            "(?:\\b(?:tidemark|flink|http_server|jvm|process|system)_[A-Za-z0-9_]+|\\bup(?=\\{))";

    private static final Pattern METRIC = Pattern.compile(OURS);
    private static final Pattern SELECTOR =
            Pattern.compile("(?<![\"|])" + OURS + "(?:\\{([^}]*)})?");
    private static final Pattern BARE_COUNTER =
            Pattern.compile("(?<!rate\\()(?<!increase\\()\\b[A-Za-z0-9_]+_total\\b");

    private static final Pattern LIMIT =
            Pattern.compile("(==|!=|[<>]=?)\\s*(-?[0-9]+(?:\\.[0-9]+)?)(?:\\s*\\*\\s*([0-9]+))?");

    private Expression() {}

    /** The expression of each alert. */
    static Map<String, String> rules() {
        Map<String, String> rules = new TreeMap<>();
        Repository.yaml(Repository.PROMETHEUS.resolve("rules.yml"))
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .forEach(
                        rule -> rules.put(rule.path("alert").asText(), rule.path("expr").asText()));
        return rules;
    }

    /** What is compared with; of a count that must be 0, or must not, also 1: it is whole. */
    static Set<Double> limits(String expression) {
        Set<Double> limits = new TreeSet<>();
        LIMIT.matcher(expression)
                .results()
                .forEach(
                        found -> {
                            double times =
                                    found.group(3) == null ? 1 : Integer.parseInt(found.group(3));
                            double limit = times * Double.parseDouble(found.group(2));
                            limits.add(limit);
                            if (limit == 0 && found.group(1).matches("[!=]=|>")) {
                                limits.add(1.0);
                            }
                        });
        return limits;
    }

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
