package dev.tidemark.app.replay;

import dev.tidemark.job.Learning;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.scoring.Rules;
import dev.tidemark.wire.PopulationJson;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A file of what was learned of the population, one message of its topic to a line: what a replay
 * was scored by, or is to be scored by.
 */
final class PopulationLog {
    /** The time of a version, then its name: in the order in which they were made. */
    private static final Comparator<PopulationNotice> ORDER =
            Comparator.comparingLong(PopulationLog::effectiveFrom)
                    .thenComparing(PopulationJson::key);

    private record Line(int number, PopulationNotice notice) {}

    private PopulationLog() {}

    private static long effectiveFrom(PopulationNotice notice) {
        if (notice instanceof CutPoints cuts) {
            return cuts.effectiveFrom();
        }
        return notice instanceof ModelParameters parameters ? parameters.effectiveFrom() : 0;
    }

    /** Makes the file. */
    static void write(Path file, List<PopulationNotice> notices) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (PopulationNotice notice : notices.stream().sorted(ORDER).toList()) {
                out.write(PopulationJson.write(notice));
                out.write('\n');
            }
        }
    }

    /**
     * Everything in a file that concerns some rules, whatever the order of its lines.
     *
     * @throws IllegalArgumentException naming the line that is no message of the topic, or that
     *     nobody can be scored by
     */
    static Foreknowledge read(Path file, Rules rules, Learning learning) throws IOException {
        List<Line> lines = lines(file);
        lines.sort(Comparator.comparing(Line::notice, ORDER));
        Foreknowledge known = Foreknowledge.none(rules);
        for (Line line : lines) {
            try {
                known = with(known, line.notice(), learning);
            } catch (IllegalArgumentException e) {
                throw wrong(file, line.number(), e);
            }
        }
        return known;
    }

    private static List<Line> lines(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        // Bytes as they are: what is no text is a line's mistake like any other.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    lines.add(new Line(number, notice(line, file, number)));
                }
            }
        }
        return lines;
    }

    private static PopulationNotice notice(String line, Path file, int number) {
        try {
            return PopulationJson.read(line.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw wrong(file, number, e);
        }
    }

    private static IllegalArgumentException wrong(Path file, int number, Exception e) {
        return new IllegalArgumentException(
                "%s, line %d: %s".formatted(file, number, e.getMessage()), e);
    }

    private static Foreknowledge with(
            Foreknowledge known, PopulationNotice notice, Learning learning) {
        if (notice instanceof CutPoints cuts && learning.census().concerns(cuts)) {
            return known.with(cuts);
        }
        return notice instanceof ModelParameters parameters
                        && learning.statistics().fitting().isOf(parameters)
                ? known.with(parameters)
                : known;
    }
}
