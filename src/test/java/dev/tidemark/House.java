package dev.tidemark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rooms and the walls between them, as rules on the packages under a root.
 *
 * <p>The root is a parameter, so that the same rules can be held against a house that breaks every
 * one of them.
 */
record House(String root) {
    private static final String FLINK = "org.apache.flink..";
    private static final String KAFKA = "org.apache.kafka..";
    private static final String ROCKSDB = "org.rocksdb..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String LOGGING = "org.slf4j..";
    private static final String MICROMETER = "io.micrometer..";

    /** These must give the same answer for the same input, on every machine, at any time. */
    private static final List<String> PURE =
            List.of("model", "stats", "scoring", "kpi", "wire", "sim", "backtest");

    private static final List<String> ARITHMETIC = List.of("stats", "scoring", "sim");

    /** The functions whose last bit may differ between machines; sqrt and the like may not. */
    private static final Set<String> INEXACT =
            Set.of(
                    "exp", "expm1", "log", "log10", "log1p", "pow", "sin", "cos", "tan", "sinh",
                    "cosh", "tanh", "asin", "acos", "atan", "atan2", "cbrt", "hypot");

    /**
     * A room.
     *
     * @param mayUse rooms below it
     * @param libraries packages of others, besides {@code java.*}
     */
    record Room(String name, List<String> mayUse, List<String> libraries, String because) {}

    /** The table of the rooms, from the ground up. */
    static final List<Room> ROOMS =
            List.of(
                    new Room(
                            "model",
                            List.of(),
                            List.of(),
                            "what is said at the borders must not know its own wire form"),
                    new Room(
                            "stats",
                            List.of(),
                            List.of(),
                            "the mathematics does not know what a customer is"),
                    new Room(
                            "scoring",
                            List.of("model", "stats"),
                            List.of(),
                            "the fold is pure: then a plain loop is the oracle of the pipeline"),
                    new Room(
                            "kpi",
                            List.of("model", "stats"),
                            List.of(),
                            "totals are the same whoever shows them"),
                    new Room(
                            "wire",
                            List.of("model"),
                            List.of(JACKSON, "javax.crypto.."),
                            "the history of a customer never leaves the job"),
                    new Room(
                            "sim",
                            List.of("model"),
                            List.of(),
                            "the made-up shop must not share a mistake with what it tests"),
                    new Room(
                            "job",
                            List.of("scoring", "wire", "kpi", "model", "stats"),
                            List.of(FLINK, KAFKA, LOGGING),
                            "the shell carries decisions out and serves nobody"),
                    new Room(
                            "serving",
                            List.of("model", "wire", "kpi"),
                            List.of(KAFKA, ROCKSDB, LOGGING),
                            "what is served is read from the topics; nothing is computed twice"),
                    new Room(
                            "backtest",
                            List.of("scoring", "stats", "model"),
                            List.of(),
                            "models are judged without the machinery that runs them"),
                    new Room(
                            "http",
                            List.of("serving", "wire", "kpi", "model"),
                            List.of("com.sun.net.httpserver..", MICROMETER, LOGGING),
                            "a page shows what the board says and reads no topic itself"));

    /** Every rule, by a name for the report. */
    Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        for (Room room : ROOMS) {
            rules.put("room " + room.name(), dependenciesOf(room));
        }
        rules.put("every class has a room", everyClassHasARoom());
        rules.put("no circles", slices().matching(root + ".(*)..").should().beFreeOfCycles());
        rules.put("nobody imports app", nobodyImportsApp());
        rules.put("who imports Flink", onlyIn(FLINK, "the shell and the door", "job", "app"));
        rules.put(
                "who imports the Kafka client",
                onlyIn(KAFKA, "one part of each room", "job.kafka", "serving", "app"));
        rules.put("no clock and no chance", noHiddenInputs());
        rules.put("no stop watch", noAccess(PURE, "nanoTime", House::isNanoTime));
        rules.put("no logger", noLogger());
        rules.put("same bits everywhere", noAccess(ARITHMETIC, "Math", House::isInexact));
        rules.put("names", namesSayWhatItIs());
        return rules;
    }

    /** The packages of a room, or of several. */
    String[] packagesOf(List<String> rooms) {
        return rooms.stream().map(room -> root + "." + room + "..").toArray(String[]::new);
    }

    private ArchRule dependenciesOf(Room room) {
        Stream<String> rooms = Stream.concat(Stream.of(room.name()), room.mayUse().stream());
        String[] allowed =
                Stream.concat(
                                Stream.of(packagesOf(rooms.toList())),
                                Stream.concat(Stream.of("java.."), room.libraries().stream()))
                        .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(root + "." + room.name() + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .because(room.because())
                .allowEmptyShould(true);
    }

    private ArchRule everyClassHasARoom() {
        List<String> rooms =
                Stream.concat(ROOMS.stream().map(Room::name), Stream.of("app")).toList();
        return classes()
                .should()
                .resideInAnyPackage(packagesOf(rooms))
                .because("a class without a room has no walls");
    }

    private ArchRule nobodyImportsApp() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".app..")
                .because("what knows files, addresses and the clock is handed in from above");
    }

    private ArchRule onlyIn(String library, String because, String... places) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packagesOf(List.of(places)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because(because);
    }

    private ArchRule noHiddenInputs() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".app..")
                .should()
                .accessTargetWhere(
                        access("a clock or chance that was not handed in", House::isHiddenInput))
                .because("same events, same bytes: clock and seed come through constructors");
    }

    private ArchRule noAccess(List<String> rooms, String name, Predicate<AccessTarget> forbidden) {
        return noClasses()
                .that()
                .resideInAnyPackage(packagesOf(rooms))
                .should()
                .accessTargetWhere(access(name, forbidden))
                .because("what is computed twice must be the same to the last bit");
    }

    private ArchRule noLogger() {
        return noClasses()
                .that()
                .resideInAnyPackage(packagesOf(PURE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LOGGING, "java.util.logging..", "org.apache.logging..")
                .because("what is to be said is said with a value");
    }

    private ArchRule namesSayWhatItIs() {
        return noClasses()
                .should()
                .haveNameMatching(
                        ".*[.$](\\w*(Utils?|Manager|Helper|Impl|Data|Info)"
                                + "|(Common|Base)([A-Z]\\w*)?)")
                .because("a class is called by the noun of the field");
    }

    private static DescribedPredicate<JavaAccess<?>> access(
            String description, Predicate<AccessTarget> forbidden) {
        return DescribedPredicate.describe(
                description, access -> forbidden.test(access.getTarget()));
    }

    private static boolean isHiddenInput(AccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        boolean now = owner.startsWith("java.time.") && name.equals("now");
        boolean clock = owner.equals("java.time.Clock") && name.startsWith("system");
        boolean wall =
                owner.equals("java.lang.System") && name.equals("currentTimeMillis")
                        || owner.equals("java.util.Date") && isWithoutArguments(target);
        boolean chance =
                owner.equals("java.lang.Math") && name.equals("random")
                        || owner.equals("java.util.Random") && isWithoutArguments(target)
                        || owner.equals("java.util.concurrent.ThreadLocalRandom")
                        || owner.equals("java.util.UUID") && name.equals("randomUUID");
        return now || clock || wall || chance;
    }

    private static boolean isWithoutArguments(AccessTarget target) {
        return target instanceof AccessTarget.ConstructorCallTarget constructor
                && constructor.getRawParameterTypes().isEmpty();
    }

    private static boolean isNanoTime(AccessTarget target) {
        return target.getOwner().getName().equals("java.lang.System")
                && target.getName().equals("nanoTime");
    }

    private static boolean isInexact(AccessTarget target) {
        return target.getOwner().getName().equals("java.lang.Math")
                && INEXACT.contains(target.getName());
    }
}
