package dev.tidemark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The text of a Java file, and how long its parts are.
 *
 * <p>Counts braces outside comments and literals; that is enough to tell where a method ends.
 *
 * @param name for messages
 * @param text all of it
 */
record SourceText(String name, String text) {
    private static final Pattern TYPE =
            Pattern.compile("(?s).*(?<![.\\w])(class|interface|enum|record)\\s+\\w+.*");
    private static final Pattern LITERALS_AND_COMMENTS =
            Pattern.compile(
                    "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])+'"
                            + "|//[^\\n]*|/\\*.*?\\*/");

    /** What a pair of braces is the body of, and the line on which its header begins. */
    private record Body(boolean type, boolean member, int line) {}

    static SourceText of(Path file) {
        try {
            return new SourceText(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines() {
        return text.lines().toList();
    }

    /** Lines with more characters than that, as {@code file:line}. */
    List<String> linesOver(int characters) {
        List<String> lines = lines();
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).codePointCount(0, lines.get(i).length()) > characters)
                .mapToObj(i -> name + ":" + (i + 1))
                .toList();
    }

    /** Methods, constructors and initialisers of more lines than that, as {@code file:line}. */
    List<String> methodsOver(int lineCount) {
        String code = withoutLiteralsAndComments();
        List<String> found = new ArrayList<>();
        Deque<Body> open = new ArrayDeque<>();
        int line = 1;
        int headerLine = 1;
        StringBuilder header = new StringBuilder();
        for (char c : code.toCharArray()) {
            if (c == '{') {
                boolean type = TYPE.matcher(header).matches();
                boolean member = !type && !open.isEmpty() && open.peek().type();
                open.push(new Body(type, member, headerLine));
            } else if (c == '}' && !open.isEmpty()) {
                Body body = open.pop();
                if (body.member() && line - body.line() + 1 > lineCount) {
                    found.add(name + ":" + body.line());
                }
            }
            if (c == '{' || c == '}' || c == ';') {
                header.setLength(0);
            } else if (!header.isEmpty() || !Character.isWhitespace(c)) {
                headerLine = header.isEmpty() ? line : headerLine;
                header.append(c);
            }
            line += c == '\n' ? 1 : 0;
        }
        return found;
    }

    private String withoutLiteralsAndComments() {
        return LITERALS_AND_COMMENTS
                .matcher(text)
                .replaceAll(found -> "\n".repeat((int) found.group().lines().count() - 1));
    }
}
