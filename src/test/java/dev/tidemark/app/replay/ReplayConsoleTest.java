package dev.tidemark.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayConsoleTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void writingIsToldFromTheLinesThatAreWritten() {
        ReplayConsole console = console(false);
        Runnable eachLine = console.writing(1_000);
        assertEquals(List.of(), lines(), "nothing is written yet");
        for (int i = 0; i < 1_000; i++) {
            eachLine.run();
        }
        console.finished();
        List<String> lines = lines();
        assertEquals(11, lines.size(), "a line each 10 %: " + lines);
        for (int i = 0; i <= 10; i++) {
            String percent = "%3d %%".formatted(10 * i);
            assertTrue(lines.get(i).startsWith("writing ["), lines.get(i));
            assertTrue(lines.get(i).endsWith(percent), lines.get(i));
        }
    }

    @Test
    void onATerminalTheLineGoesAwayAtTheEnd() {
        ReplayConsole console = console(true);
        console.writing(1).run();
        console.finished();
        String text = told.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("100 %"), text);
        assertTrue(text.endsWith("\r\u001b[K"), text);
    }

    private ReplayConsole console(boolean redraw) {
        return new ReplayConsole(new PrintStream(told, true, StandardCharsets.UTF_8), redraw);
    }

    private List<String> lines() {
        return told.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
