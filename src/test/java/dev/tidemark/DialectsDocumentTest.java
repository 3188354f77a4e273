package dev.tidemark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.EventType;
import dev.tidemark.model.Intake;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.wire.EventDialect;
import dev.tidemark.wire.EventLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of mappings are the truth: each line of them is tried. */
class DialectsDocumentTest {
    private static final MarkdownFile EVENTS = MarkdownFile.of("docs/events.md");
    private static final EventLimits LIMITS = new EventLimits("USD", 0, Long.MAX_VALUE);
    private static final SourcePosition AT = new SourcePosition("events", 0, 1);
    private static final Pattern NAME = Pattern.compile("\"([A-Z][A-Za-z ]+)\"");
    private static final Set<String> CALLS =
            Set.of("page", "screen", "identify", "group", "alias", "track");

    @Test
    void everyCallAndEventOfTheTableIsOfTheTypeBesideIt() {
        int tried = 0;
        for (String row : mappings()) {
            List<String> cells = MarkdownFile.cells(row);
            for (String name : names(cells.get(0))) {
                assertEquals(
                        type(cells.get(1)),
                        typeOf(CALLS.contains(name) ? call(name) : track(name)),
                        name);
                tried++;
            }
        }
        assertTrue(tried > 60, tried + " names");
    }

    @Test
    void theTableHasTheNamesThatTheCodeHasAndNoOther() throws IOException {
        String source =
                Files.readString(Path.of("src/main/java/dev/tidemark/wire/SegmentEvents.java"));
        Set<String> inCode = new TreeSet<>();
        NAME.matcher(source).results().forEach(name -> inCode.add(name.group(1)));
        Set<String> shown = new TreeSet<>();
        mappings().forEach(row -> shown.addAll(names(MarkdownFile.cells(row).get(0))));
        shown.removeAll(CALLS);
        assertEquals(inCode, shown);
    }

    @Test
    void whatIsInNoTableIsAnEngagement() {
        for (String name :
                List.of("Unsubscribed", "Email Marked as Spam", "Account Deleted", "x", "Order")) {
            assertEquals(EventType.ENGAGEMENT, typeOf(track(name)), name);
        }
    }

    @Test
    void everyTypeOfACloudEventInTheTableIsTheOneBesideIt() {
        int tried = 0;
        for (String row : EVENTS.section("CloudEvents").rows()) {
            List<String> cells = MarkdownFile.cells(row);
            if (cells.size() == 2) {
                String name = names(cells.get(0)).get(0);
                String event =
                        ("{'specversion':'1.0','id':'1','source':'/s','subject':'c','type':'%s',"
                                        + "'time':'2026-01-01T00:00:00Z','data':{'amount':5}}")
                                .formatted(name);
                assertEquals(type(cells.get(1)), typeOf(event), name);
                tried++;
            }
        }
        assertEquals(8, tried);
    }

    private static List<String> mappings() {
        return EVENTS.section("Segment and RudderStack").rows().stream()
                .filter(row -> MarkdownFile.cells(row).size() == 3)
                .toList();
    }

    private static List<String> names(String cell) {
        return new MarkdownFile(Path.of("cell"), cell).code();
    }

    private static EventType type(String cell) {
        return EventType.ofWireName(cell.replace("`", "")).orElseThrow();
    }

    private static String call(String type) {
        return ("{'type':'%s','messageId':'m','userId':'u','previousId':'a',"
                        + "'timestamp':'2026-01-01T00:00:00Z'}")
                .formatted(type);
    }

    private static String track(String event) {
        return ("{'type':'track','event':'%s','messageId':'m','userId':'u',"
                        + "'timestamp':'2026-01-01T00:00:00Z',"
                        + "'properties':{'order_id':'o','revenue':'5','rating':'4'}}")
                .formatted(event);
    }

    private static EventType typeOf(String json) {
        byte[] raw = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Intake intake = EventDialect.AUTO.reader(LIMITS).read(raw, AT);
        return assertInstanceOf(Intake.Accepted.class, intake, () -> json + ": " + intake)
                .event()
                .type();
    }
}
