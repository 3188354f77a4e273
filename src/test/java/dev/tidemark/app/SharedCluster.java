package dev.tidemark.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One cluster of processes for all tests of a run, since it takes long to start. */
final class SharedCluster implements ParameterResolver {
    private static final Namespace HERE = Namespace.create(SharedCluster.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalCluster.class;
    }

    @Override
    public LocalCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .getOrComputeIfAbsent("cluster", key -> new Running(start()), Running.class)
                .cluster();
    }

    private static LocalCluster start() {
        try {
            Path directory = Files.createTempDirectory(Path.of("target"), "cluster-");
            return LocalCluster.start(directory.toAbsolutePath().resolve("work"));
        } catch (Exception e) {
            throw new IllegalStateException("the cluster did not start", e);
        }
    }

    /** Its work directory stays in {@code target}: the logs tell why a test failed. */
    record Running(LocalCluster cluster) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            cluster.close();
        }
    }
}
