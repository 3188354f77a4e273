package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision tables that people read are those that decide. */
class DecisionTablesDocumentTest {
    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of(
                        "## The CRM matrix",
                        Stream.of(MatrixTable.values())
                                .map(r -> line(r.rule(), r.quadrant().label(), r.condition()))
                                .toList()),
                Arguments.of(
                        "## ABC",
                        Stream.of(AbcTable.values())
                                .map(r -> line(r.rule(), r.abc().label(), r.condition()))
                                .toList()),
                Arguments.of(
                        "## Tier",
                        Stream.of(TierTable.values())
                                .map(r -> line(r.rule(), r.tier().label(), r.condition()))
                                .toList()),
                Arguments.of(
                        "## Lifecycle",
                        Stream.of(LifecycleTable.values())
                                .map(r -> line(r.rule(), r.stage().label(), r.condition()))
                                .toList()),
                Arguments.of(
                        "## Next action",
                        Stream.of(ActionTable.values())
                                .map(r -> line(r.rule(), r.action().label(), r.condition()))
                                .toList()));
    }

    private static String line(String rule, String label, String condition) {
        return "| `" + rule + "` | " + label + " | " + condition + " |";
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theDocumentHasTheRowsInTheirOrder(String heading, List<String> rows) throws IOException {
        String document = Files.readString(Path.of("docs/scoring.md"));
        int from = document.indexOf("\n" + heading);
        int to = document.indexOf("\n## ", from + 1);
        List<String> found =
                document.substring(from, to)
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .toList();
        assertEquals(rows, found);
    }
}
