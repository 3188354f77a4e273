package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of figures made elsewhere: a comment or a head, then lines of a name and numbers. */
final class ReferenceVectors {
    private ReferenceVectors() {}

    /** One line: the first field as text and as a number where it is one, the others as numbers. */
    record Line(String text, String first, double[] n) {
        int whole(int i) {
            return (int) n[i];
        }

        void assertClose(String what, int field, double actual, double bound) {
            double expected = n[field];
            double error = actual == expected ? 0 : Math.abs(actual - expected);
            assertTrue(
                    error <= bound * Math.abs(expected),
                    () -> "%s of %s gave %s".formatted(what, text, actual));
        }
    }

    static List<Line> read(String file) {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/reference", file))) {
            return lines.filter(ReferenceVectors::holdsNumbers)
                    .map(ReferenceVectors::line)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a head the second field is a name too. */
    private static boolean holdsNumbers(String line) {
        int comma = line.indexOf(',');
        return !line.startsWith("#") && Character.isDigit(line.charAt(comma + 1));
    }

    private static Line line(String text) {
        String[] fields = text.split(",");
        double[] n = new double[fields.length];
        for (int i = 0; i < n.length; i++) {
            boolean name = Character.isLetter(fields[i].charAt(0));
            n[i] = name ? Double.NaN : Double.parseDouble(fields[i]);
        }
        return new Line(text, fields[0], n);
    }
}
