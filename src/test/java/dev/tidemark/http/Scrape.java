package dev.tidemark.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text format back. */
final class Scrape {
    private static final Pattern SAMPLE =
            Pattern.compile("^([a-z_]+(?:\\{[^}]*})?) (\\S+)$", Pattern.MULTILINE);

    private Scrape() {}

    /** Every sample by its name and labels, as written. */
    static Map<String, Double> samples(String page) {
        Map<String, Double> samples = new TreeMap<>();
        Matcher matcher = SAMPLE.matcher(page);
        while (matcher.find()) {
            samples.put(matcher.group(1), Double.valueOf(matcher.group(2)));
        }
        return samples;
    }
}
