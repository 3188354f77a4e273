package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The names under which state is found again are in the document, all of them. */
class StateFormatDocumentTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| `([a-z-]+)` \\|");

    @Test
    void everyStateIsInTheDocumentUnderItsOperator() throws Exception {
        Set<String> states = new TreeSet<>();
        Set<String> uids = new TreeSet<>();
        for (Field field : Uids.class.getDeclaredFields()) {
            boolean isState = field.getName().endsWith("_STATE");
            (isState ? states : uids).add((String) field.get(null));
        }
        Set<String> told = new TreeSet<>();
        for (MatchResult row : rows()) {
            assertTrue(uids.contains(row.group(1)), "no operator " + row.group(1));
            told.add(row.group(2));
        }
        assertEquals(states, told);
    }

    private static Iterable<MatchResult> rows() throws IOException {
        String document = Files.readString(Path.of("docs/state-format.md"));
        return ROW.matcher(document.substring(document.indexOf("## Who keeps what")))
                .results()
                .toList();
    }
}
