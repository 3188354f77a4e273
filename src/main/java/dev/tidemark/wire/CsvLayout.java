package dev.tidemark.wire;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the columns of a delimited log mean.
 *
 * @param dialect how the log is written
 * @param header the names of the columns, in their order
 * @param columns index of the column, from 0, of each field that has one
 * @param time how times are written
 */
public record CsvLayout(
        CsvDialect dialect, List<String> header, Map<CsvField, Integer> columns, TimeFormat time)
        implements Serializable {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public CsvLayout {
        header = List.copyOf(header);
        columns = Map.copyOf(columns);
    }

    /**
     * Reads a column mapping against the header of a log.
     *
     * <p>The mapping is a list such as {@code customer=CustomerID,time=ts,amount=Quantity*Price}:
     * fields are {@code customer} and {@code time}, which must be there, {@code amount}, which must
     * be there unless {@code type} is, and the others of {@link CsvField}. A pair whose column
     * holds a comma is put in quotes. Column names are matched as they are, else ignoring case.
     *
     * @param mapping the list
     * @param headerLine the first record of the log
     * @param dialect how the log is written
     * @param time how times are written
     * @throws IllegalArgumentException if the mapping and the header do not fit; its message is one
     *     line that says which name is wrong and which columns there are
     */
    public static CsvLayout of(
            String mapping, byte[] headerLine, CsvDialect dialect, TimeFormat time) {
        List<String> header = header(headerLine, dialect);
        Map<CsvField, Integer> columns = new EnumMap<>(CsvField.class);
        for (String pair : pairs(mapping)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "column mapping: '%s' is not of the form field=Column".formatted(pair));
            }
            CsvField field = field(pair.substring(0, equals).strip());
            if (columns.containsKey(field)) {
                throw new IllegalArgumentException(
                        "column mapping: %s is mapped twice".formatted(field.wireName()));
            }
            map(field, pair.substring(equals + 1).strip(), header, columns);
        }
        requireAll(columns);
        return new CsvLayout(dialect, header, columns, time);
    }

    /** The column of a field; empty if the log has none. */
    public Optional<Integer> column(CsvField field) {
        return Optional.ofNullable(columns.get(field));
    }

    private static List<String> header(byte[] line, CsvDialect dialect) {
        DelimitedText text = new DelimitedText(dialect.delimiter());
        if (!text.split(line)) {
            throw new IllegalArgumentException("the header has a quote that is never closed");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            String name = text.field(i, dialect.charset());
            // A mark before an opening quote would hide the quote; the log takes it off there.
            names.add((i == 0 ? name.replaceFirst(BYTE_ORDER_MARK, "") : name).strip());
        }
        if (names.stream().allMatch(String::isEmpty)) {
            throw new IllegalArgumentException("the log has no header line");
        }
        return names;
    }

    private static List<String> pairs(String mapping) {
        DelimitedText text = new DelimitedText(',');
        if (!text.split(mapping.getBytes(StandardCharsets.UTF_8))) {
            throw new IllegalArgumentException(
                    "column mapping: a quote is never closed in %s".formatted(mapping));
        }
        return IntStream.range(0, text.size())
                .mapToObj(i -> text.field(i).strip())
                .filter(pair -> !pair.isEmpty())
                .toList();
    }

    private static CsvField field(String name) {
        return mappable()
                .filter(field -> field.wireName().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "column mapping: '%s' is no field of an event; they are %s"
                                                .formatted(name, names(mappable()))));
    }

    private static void map(
            CsvField field, String column, List<String> header, Map<CsvField, Integer> columns) {
        int star = column.indexOf('*');
        boolean product = field == CsvField.AMOUNT && star >= 0 && !header.contains(column);
        if (product) {
            columns.put(CsvField.QUANTITY, index(field, column.substring(0, star), header));
            columns.put(CsvField.AMOUNT, index(field, column.substring(star + 1), header));
        } else {
            columns.put(field, index(field, column, header));
        }
    }

    private static int index(CsvField field, String wanted, List<String> header) {
        String name = wanted.strip();
        List<Integer> found = indexes(header, name::equals);
        if (found.isEmpty()) {
            found = indexes(header, name::equalsIgnoreCase);
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        String complaint =
                found.isEmpty()
                        ? "there is no column '%s' for %s"
                        : "more than one column is called '%s', for %s";
        String hint = header.size() == 1 ? " (one column: is the delimiter right?)" : "";
        String all = header.stream().map(FieldCheck::shown).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                "column mapping: %s; the columns are: %s%s"
                        .formatted(complaint.formatted(name, field.wireName()), all, hint));
    }

    private static List<Integer> indexes(List<String> header, Predicate<String> wanted) {
        return IntStream.range(0, header.size())
                .filter(i -> !header.get(i).isEmpty() && wanted.test(header.get(i)))
                .boxed()
                .toList();
    }

    private static void requireAll(Map<CsvField, Integer> columns) {
        Stream<CsvField> needed =
                columns.containsKey(CsvField.TYPE)
                        ? Stream.of(CsvField.CUSTOMER, CsvField.TIME)
                        : Stream.of(CsvField.CUSTOMER, CsvField.TIME, CsvField.AMOUNT);
        List<CsvField> missing = needed.filter(field -> !columns.containsKey(field)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "column mapping: %s must be mapped, as in customer=…,time=…,amount=…"
                            .formatted(names(missing.stream())));
        }
    }

    private static Stream<CsvField> mappable() {
        return Stream.of(CsvField.values()).filter(field -> field != CsvField.QUANTITY);
    }

    private static String names(Stream<CsvField> fields) {
        return fields.map(CsvField::wireName).collect(Collectors.joining(", "));
    }
}
