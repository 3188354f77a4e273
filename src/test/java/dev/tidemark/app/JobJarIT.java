package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The thin jar holds what a Flink cluster does not bring, and nothing that it does. */
class JobJarIT {
    private static final Path JAR = Path.of("target/tidemark-job.jar");
    private static final long MOST_BYTES = 20_000_000;

    /** Of Flink only the connector. */
    private static final List<String> CONNECTOR =
            List.of(
                    "org/apache/flink/connector/base/",
                    "org/apache/flink/connector/kafka/",
                    "org/apache/flink/streaming/connectors/kafka/",
                    "org/apache/flink/streaming/util/serialization/");

    private static final List<String> UNWANTED =
            List.of(
                    "org/apache/flink/runtime/",
                    "org/apache/flink/client/",
                    "org/apache/flink/configuration/",
                    "org/apache/flink/core/",
                    "org/apache/flink/state/",
                    "org/apache/flink/metrics/",
                    "org/apache/flink/streaming/api/environment/",
                    "org/apache/flink/shaded/",
                    "org/rocksdb/",
                    "org/apache/logging/",
                    "org/apache/log4j/",
                    "org/slf4j/",
                    "kafka/server/",
                    "scala/",
                    "org/apache/kafka/server/log/",
                    "org/apache/kafka/controller/",
                    "org/apache/kafka/raft/",
                    "io/micrometer/",
                    "io/prometheus/",
                    "net/jpountz/",
                    "org/xerial/",
                    "web/",
                    "log4j2.properties");

    private static final List<String> WANTED =
            List.of(
                    "dev/tidemark/app/ClusterMain.class",
                    "dev/tidemark/job/ScoringPipeline.class",
                    "org/apache/flink/connector/kafka/source/KafkaSource.class",
                    "org/apache/flink/connector/kafka/sink/KafkaSink.class",
                    "org/apache/flink/connector/base/DeliveryGuarantee.class",
                    "org/apache/kafka/clients/producer/KafkaProducer.class",
                    "com/github/luben/zstd/Zstd.class",
                    "com/fasterxml/jackson/core/JsonFactory.class",
                    "com/fasterxml/jackson/databind/ObjectMapper.class",
                    "picocli/CommandLine.class");

    private static JarFile jar;
    private static Set<String> names;

    @BeforeAll
    static void openTheJar() throws IOException {
        jar = new JarFile(JAR.toFile());
        names = new TreeSet<>(jar.stream().map(ZipEntry::getName).toList());
    }

    @AfterAll
    static void closeTheJar() throws IOException {
        jar.close();
    }

    @Test
    void itHoldsWhatAClusterDoesNotBring() {
        assertAll(WANTED.stream().map(name -> () -> assertTrue(names.contains(name), name)));
    }

    @Test
    void itHoldsNothingThatAClusterBringsAndNoBroker() {
        assertEquals(List.of(), startingWith(UNWANTED).toList());
    }

    @Test
    void ofFlinkItHoldsOnlyTheConnector() {
        List<String> others =
                startingWith(List.of("org/apache/flink/"))
                        .filter(name -> name.endsWith(".class"))
                        .filter(name -> CONNECTOR.stream().noneMatch(name::startsWith))
                        .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void noSignatureOfAnotherJarIsLeft() {
        List<String> signatures =
                names.stream()
                        .filter(name -> name.startsWith("META-INF/"))
                        .filter(name -> name.matches(".*\\.(SF|DSA|RSA|EC)"))
                        .toList();
        assertEquals(List.of(), signatures);
    }

    @Test
    void itsManifestNamesTheMainClassAndTheVersion() throws IOException {
        Manifest manifest = jar.getManifest();
        assertEquals(
                ClusterMain.class.getName(), manifest.getMainAttributes().getValue("Main-Class"));
        String pom = Files.readString(Path.of("pom.xml"));
        String version = manifest.getMainAttributes().getValue("Implementation-Version");
        assertTrue(pom.contains("<version>" + version + "</version>"), version);
    }

    @Test
    void servicesOfAllItsPartsAreMerged() throws IOException {
        assertTrue(
                service("com.fasterxml.jackson.databind.Module")
                        .containsAll(
                                List.of(
                                        "com.fasterxml.jackson.datatype.jdk8.Jdk8Module",
                                        "com.fasterxml.jackson.datatype.jsr310.JavaTimeModule")),
                "the modules of two jars in one file");
        assertTrue(
                service("org.apache.kafka.common.config.provider.ConfigProvider")
                        .contains("org.apache.kafka.common.config.provider.FileConfigProvider"),
                "secrets of Kafka clients come from files");
    }

    @Test
    void itIsSmall() throws IOException {
        long bytes = Files.size(JAR);
        assertTrue(bytes < MOST_BYTES, bytes + " bytes");
    }

    @Test
    void theJarsOfTheLauncherAreThereAsBefore() throws IOException {
        try (JarFile launched = new JarFile("target/tidemark.jar")) {
            assertEquals(
                    Tidemark.class.getName(),
                    launched.getManifest().getMainAttributes().getValue("Main-Class"));
            assertTrue(launched.stream().noneMatch(e -> e.getName().startsWith("org/apache/")));
        }
        try (Stream<Path> lib = Files.list(Path.of("target/lib"))) {
            assertTrue(lib.count() > 50, "jars in target/lib");
        }
    }

    private static Stream<String> startingWith(List<String> prefixes) {
        return names.stream().filter(name -> prefixes.stream().anyMatch(name::startsWith));
    }

    private static List<String> service(String name) throws IOException {
        ZipEntry entry = jar.getEntry("META-INF/services/" + name);
        return new String(jar.getInputStream(entry).readAllBytes()).lines().toList();
    }
}
