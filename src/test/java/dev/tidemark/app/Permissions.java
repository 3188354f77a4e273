package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The table of permissions in docs/operations.md, as Kafka takes it. */
final class Permissions {
    /** {@code | who | topic, prefixed | `a`, `b` | Read, Write |}. */
    private static final Pattern ROW =
            Pattern.compile(
                    "\\| (\\w+) \\| (topic|group|transactional id)(, prefixed)? \\| (`.*?`)"
                            + " \\| ([\\w, ]+?) \\|.*");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private Permissions() {}

    static List<AclBinding> documented() throws IOException {
        List<AclBinding> found = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("docs/operations.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                CODE.matcher(row.group(4))
                        .results()
                        .forEach(name -> add(found, row, name.group(1)));
            }
        }
        assertFalse(found.isEmpty(), "docs/operations.md has no table of permissions");
        return found;
    }

    private static void add(List<AclBinding> into, Matcher row, String name) {
        String type = row.group(2).toUpperCase(Locale.ROOT).replace(' ', '_');
        ResourcePattern what =
                new ResourcePattern(
                        ResourceType.valueOf(type),
                        name,
                        row.group(3) == null ? PatternType.LITERAL : PatternType.PREFIXED);
        operations(row.group(5))
                .map(
                        operation ->
                                new AccessControlEntry(
                                        "User:" + row.group(1),
                                        "*",
                                        operation,
                                        AclPermissionType.ALLOW))
                .forEach(entry -> into.add(new AclBinding(what, entry)));
    }

    private static Stream<AclOperation> operations(String names) {
        return Arrays.stream(names.split(", "))
                .map(name -> name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT))
                .map(AclOperation::valueOf);
    }
}
