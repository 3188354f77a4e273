package dev.tidemark.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.MarkdownFile;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is documented of the page is on a page that was really scraped, and nothing else is. */
class MetricsDocumentTest {
    /** Which there are of these depends on the collector and on what it has done so far. */
    private static final String OF_THE_COLLECTOR = "jvm_gc_";

    private final Set<String> documented =
            new TreeSet<>(MarkdownFile.of("docs/metrics.md").section("The page").firstCells());

    @Test
    void everyMetricOfThePageIsDocumented() throws Exception {
        try (LivePage page = new LivePage()) {
            Set<String> shown = new TreeSet<>(page.metricNames());
            shown.removeIf(name -> name.startsWith(OF_THE_COLLECTOR));
            shown.removeAll(documented);
            assertEquals(Set.of(), shown, "not documented");
        }
    }

    /** The figures of the ledger are held against the code, as most need a shop to be there. */
    @Test
    void whatThePageSaysOfItselfIsThere() throws Exception {
        try (LivePage page = new LivePage()) {
            Set<String> own = new TreeSet<>();
            for (String name : documented) {
                if (name.matches("(jvm|process|system)_.*|tidemark_(build|kpi).*")) {
                    own.add(name);
                }
            }
            own.removeAll(page.metricNames());
            assertEquals(Set.of(), own, "not on the page");
        }
    }
}
