package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a Prometheus as a dashboard does, with everything chosen.
 *
 * @param url where it answers
 */
record Prometheus(String url) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LABEL_VALUES =
            Pattern.compile("label_values\\((.+),\\s*([a-z]+)\\)");
    private static final Duration STEP = Duration.ofSeconds(2);

    /** What Grafana puts in; the intervals fit scrapes of a second. */
    private static final Map<String, String> CHOSEN =
            Map.of(
                    "$__rate_interval", "10s",
                    "$__range", "1m",
                    "$job", ".+",
                    "$instance", ".+",
                    "$minor", "100");

    boolean isReady() throws InterruptedException {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException notUpYet) {
            return false;
        }
    }

    /** The series of a query as of now. */
    JsonNode ask(String expression) throws IOException, InterruptedException {
        return result(expression, "/api/v1/query?query=" + encoded(chosen(expression)));
    }

    /** The series of a query from some seconds ago until now. */
    JsonNode course(String expression, long seconds) throws IOException, InterruptedException {
        double now = ask("time()").path(1).asDouble();
        String range =
                "&start=%.3f&end=%.3f&step=%d".formatted(now - seconds, now, STEP.toSeconds());
        return result(
                expression, "/api/v1/query_range?query=" + encoded(chosen(expression)) + range);
    }

    /** What a variable of a dashboard has to choose from. */
    JsonNode labelValues(String definition) throws IOException, InterruptedException {
        Matcher found = LABEL_VALUES.matcher(definition);
        assertEquals(true, found.matches(), definition);
        String match = "?match[]=" + encoded(chosen(found.group(1)));
        String path = "/api/v1/label/" + found.group(2) + "/values";
        return data(definition, path + match.replace("[]", "%5B%5D"));
    }

    private JsonNode result(String expression, String path)
            throws IOException, InterruptedException {
        return data(expression, path).path("result");
    }

    private JsonNode data(String asked, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertEquals(200, response.statusCode(), asked + ": " + response.body());
        return JSON.readTree(response.body()).path("data");
    }

    private static String chosen(String expression) {
        String chosen = expression;
        for (Map.Entry<String, String> choice : CHOSEN.entrySet()) {
            chosen = chosen.replace(choice.getKey(), choice.getValue());
        }
        return chosen;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }
}
