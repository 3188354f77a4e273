package dev.tidemark.app.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The machine's own Prometheus, beside the demo: it scrapes the demo's pages each second, knows the
 * alerts, and keeps nothing.
 */
public final class LocalPrometheus implements AutoCloseable {
    /** How often it scrapes; a Grafana that asks it must be told the same. */
    public static final String SCRAPE_INTERVAL = "1s";

    private static final String PROGRAM = "prometheus";
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final int port;

    private LocalPrometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program, if it is in a directory of this path list. */
    public static Optional<Path> program(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(directory -> !directory.isBlank())
                .map(directory -> Path.of(directory, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it on the loopback address.
     *
     * @param program the executable
     * @param port where it listens
     * @param directory an empty one of its own, which the caller deletes
     * @param rules the file of alerts; none if there is no such file
     * @param targets host and port of the pages, by the name of their scrape job
     * @throws UncheckedIOException when it cannot be started
     */
    public static LocalPrometheus start(
            Path program, int port, Path directory, Path rules, Map<String, List<String>> targets) {
        try {
            Path config = directory.resolve("prometheus.yml");
            Files.writeString(config, configuration(rules, targets));
            Process process =
                    new ProcessBuilder(
                                    program.toString(),
                                    "--config.file=" + config,
                                    "--storage.tsdb.path=" + directory.resolve("data"),
                                    "--web.listen-address=127.0.0.1:" + port)
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("prometheus.log").toFile())
                            .start();
            return new LocalPrometheus(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(program + " cannot be started", e);
        }
    }

    /** Its configuration. */
    static String configuration(Path rules, Map<String, List<String>> targets) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("global:\n");
        yaml.append("  scrape_interval: ").append(SCRAPE_INTERVAL).append('\n');
        yaml.append("  evaluation_interval: ").append(SCRAPE_INTERVAL).append('\n');
        if (Files.isReadable(rules)) {
            yaml.append("rule_files:\n  - ").append(quoted(rules.toAbsolutePath())).append('\n');
        }
        yaml.append("scrape_configs:\n");
        for (Map.Entry<String, List<String>> job : targets.entrySet()) {
            yaml.append("  - job_name: ").append(job.getKey()).append('\n');
            yaml.append("    static_configs:\n");
            String pages = String.join("', '", job.getValue());
            yaml.append("      - targets: ['").append(pages).append("']\n");
        }
        return yaml.toString();
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    /** Where it answers. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Whether it runs; it ends by itself only if it cannot go on. */
    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
