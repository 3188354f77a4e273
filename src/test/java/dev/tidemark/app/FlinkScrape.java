package dev.tidemark.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a Prometheus reporter of Flink's said when it was asked.
 *
 * @param samples its lines that hold a value
 */
record FlinkScrape(List<String> samples) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** What the scoring tasks say begins so. */
    static final String TASKS = "flink_taskmanager_job_task_operator_tidemark_";

    /** Asks the reporter on a port; it says nothing while it is not up. */
    static FlinkScrape of(int port) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
        try {
            HttpResponse<String> response =
                    CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            return new FlinkScrape(
                    response.body().lines().filter(line -> !line.startsWith("#")).toList());
        } catch (IOException e) {
            return new FlinkScrape(List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new FlinkScrape(List.of());
        }
    }

    /** All names that begin so. */
    Set<String> names(String prefix) {
        Set<String> names = new TreeSet<>();
        samples.stream()
                .filter(line -> line.startsWith(prefix))
                .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
        return names;
    }

    /** The sum over all series of a name that have a label; NaN if there is none. */
    double sum(String name, String label) {
        return samples.stream()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .reduce((a, b) -> a + b)
                .orElse(Double.NaN);
    }
}
