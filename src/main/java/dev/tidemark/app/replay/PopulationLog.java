package dev.tidemark.app.replay;

import dev.tidemark.job.Learning;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.scoring.Rules;
import dev.tidemark.wire.PopulationJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an earlier run learned of the population, one message of its topic to a line. */
final class PopulationLog {
    private PopulationLog() {}

    /**
     * The rules with everything in a file that concerns them.
     *
     * @throws IllegalArgumentException naming the line that is no message of the topic
     */
    static Rules learned(Path file, Rules rules, Learning learning) throws IOException {
        Rules known = rules;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    known = knowing(known, read(line, file, number), learning);
                }
            }
        }
        return known;
    }

    private static PopulationNotice read(String line, Path file, int number) {
        try {
            return PopulationJson.read(line.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s, line %d: %s".formatted(file, number, e.getMessage()), e);
        }
    }

    private static Rules knowing(Rules rules, PopulationNotice notice, Learning learning) {
        if (notice instanceof CutPoints cuts && learning.census().concerns(cuts)) {
            return rules.knowing(cuts);
        }
        return notice instanceof ModelParameters parameters
                        && learning.statistics().fitting().isOf(parameters)
                ? rules.knowing(parameters)
                : rules;
    }
}
