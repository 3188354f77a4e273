package dev.tidemark.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An RFM grid of one's own as its file says it; whether each cell has one segment is not looked at.
 *
 * @param scores how many scores there are of r, of f and of m
 * @param segments patterns of cells by the name of their segment, in the order of the file
 */
public record RfmGridFile(int scores, Map<String, List<String>> segments) {
    private static final String SCORES = "scores";
    private static final String SEGMENTS = "segments";

    /**
     * Reads a file such as {@code {"scores": 5, "segments": {"Best": ["55*"], "Others": …}}}.
     *
     * @throws IllegalArgumentException in one sentence that says what is wrong, and where
     */
    public static RfmGridFile read(byte[] bytes) {
        FileTree file = FileTree.of(bytes).only(List.of(SCORES, SEGMENTS));
        Map<String, List<String>> segments = new LinkedHashMap<>();
        file.in(SEGMENTS)
                .parts()
                .forEach((name, cells) -> segments.put(name, patterns(cells.items())));
        return new RfmGridFile(file.in(SCORES).wholeNumber(), segments);
    }

    private static List<String> patterns(List<FileTree> items) {
        List<String> patterns = new ArrayList<>();
        items.forEach(item -> patterns.add(item.text()));
        return patterns;
    }
}
