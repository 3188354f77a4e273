package dev.tidemark.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BacktestDocumentTest {
    @Test
    void everyKeyOfAFigureOrARivalIsInTheDocument() throws IOException {
        String document = Files.readString(Path.of("docs/backtest.md"));
        List<String> missing =
                Stream.concat(
                                Stream.of(Figure.values()).map(Figure::key),
                                Stream.of(Rival.values()).map(Rival::key))
                        .filter(key -> !document.contains("`" + key + "`"))
                        .toList();
        assertEquals(List.of(), missing);
    }
}
