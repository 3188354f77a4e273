package dev.tidemark;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The walls stand: each room uses only what it may.
 *
 * <p>Every rule is held against two houses: the real one, and one among the tests that breaks it. A
 * rule that finds nothing in the second proves nothing in the first.
 */
class WallsTest {
    private static final House REAL = new House("dev.tidemark");
    private static final House BAD = new House("dev.tidemark.badhouse");
    private static final Path MAIN = Path.of("src/main/java/dev/tidemark");
    private static final Path BAD_HOUSE = Path.of("src/test/java/dev/tidemark/badhouse");

    private static JavaClasses real;
    private static JavaClasses bad;

    @BeforeAll
    static void readTheClasses() {
        real =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(REAL.root());
        bad = new ClassFileImporter().importPackages(BAD.root());
    }

    @TestFactory
    Stream<DynamicTest> theHouseKeepsEveryRule() {
        return REAL.rules().entrySet().stream()
                .map(
                        rule ->
                                DynamicTest.dynamicTest(
                                        rule.getKey(), () -> rule.getValue().check(real)));
    }

    @TestFactory
    Stream<DynamicTest> theBadHouseBreaksEveryRule() {
        return BAD.rules().entrySet().stream()
                .map(
                        rule ->
                                DynamicTest.dynamicTest(
                                        rule.getKey(),
                                        () ->
                                                assertTrue(
                                                        rule.getValue()
                                                                .evaluate(bad)
                                                                .hasViolation(),
                                                        rule.getValue().getDescription())));
    }

    @Test
    void everyRoomOfTheTableHasClasses() {
        assertAll(
                House.ROOMS.stream()
                        .map(House.Room::name)
                        .map(
                                room ->
                                        () ->
                                                assertTrue(
                                                        real.stream().anyMatch(c -> isIn(c, room)),
                                                        "room " + room + " is empty")));
    }

    private static boolean isIn(JavaClass type, String room) {
        return (type.getPackageName() + ".").startsWith(REAL.root() + "." + room + ".");
    }

    @Test
    void everyPackageSaysWhatItIs() {
        assertEquals(List.of(), packagesWithoutInfo(MAIN));
    }

    @Test
    void aPackageThatDoesNotSayWhatItIsIsFound() {
        assertFalse(packagesWithoutInfo(BAD_HOUSE).isEmpty());
    }

    private static List<Path> packagesWithoutInfo(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(path -> path.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
