package dev.tidemark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document, and the parts of it that a test can hold against the code.
 *
 * @param path relative to the repository
 * @param text all of it
 */
public record MarkdownFile(Path path, String text) {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^(#+) (.*)$");
    private static final Set<String> NOT_OURS =
            Set.of("target", ".git", ".idea", "node_modules", "out");

    public static MarkdownFile of(String path) {
        try {
            return new MarkdownFile(Path.of(path), Files.readString(Path.of(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every document of the repository. */
    static List<MarkdownFile> all() {
        try (Stream<Path> tree = Files.walk(Path.of(""))) {
            return tree.filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> !NOT_OURS.contains(path.getName(0).toString()))
                    .sorted()
                    .map(path -> of(path.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands between fences of that language. */
    List<String> blocks(String language) {
        return FENCE.matcher(text)
                .results()
                .filter(fence -> fence.group(1).equals(language))
                .map(fence -> fence.group(2))
                .toList();
    }

    /** The text outside fences. */
    String prose() {
        return FENCE.matcher(text).replaceAll("");
    }

    /** What stands in backticks outside fences. */
    List<String> code() {
        return found(CODE, prose());
    }

    /** Targets of links, those into the net left out. */
    List<String> links() {
        return found(LINK, prose()).stream().filter(link -> !link.contains("://")).toList();
    }

    /** The anchors of the headings, as the usual renderers make them. */
    List<String> anchors() {
        return HEADING.matcher(prose())
                .results()
                .map(heading -> heading.group(2).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }

    public List<String> headings() {
        return HEADING.matcher(prose()).results().map(heading -> heading.group(2)).toList();
    }

    /** The part under a heading, up to the next of its rank or above. */
    public MarkdownFile section(String title) {
        List<MatchResult> headings = HEADING.matcher(text).results().toList();
        for (MatchResult heading : headings) {
            if (heading.group(2).equals(title)) {
                int end =
                        headings.stream()
                                .filter(next -> next.start() > heading.start())
                                .filter(next -> next.group(1).length() <= heading.group(1).length())
                                .mapToInt(MatchResult::start)
                                .findFirst()
                                .orElse(text.length());
                return new MarkdownFile(path, text.substring(heading.end(), end));
            }
        }
        throw new AssertionError("%s has no heading '%s'".formatted(path, title));
    }

    /** The lines of all tables without their heads, as they stand. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        List<String> lines = prose().lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            boolean table = lines.get(i).startsWith("|");
            boolean head = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
            if (table && !head && !lines.get(i).startsWith("|---")) {
                rows.add(lines.get(i));
            }
        }
        return rows;
    }

    /** The cells of a line of a table. */
    static List<String> cells(String row) {
        String inner = row.substring(1, row.lastIndexOf('|'));
        return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
    }

    /** The first cell of each line, without its backticks. */
    public List<String> firstCells() {
        return rows().stream().map(row -> cells(row).get(0).replace("`", "")).toList();
    }

    private static List<String> found(Pattern pattern, String in) {
        return pattern.matcher(in).results().map(result -> result.group(1)).toList();
    }
}
