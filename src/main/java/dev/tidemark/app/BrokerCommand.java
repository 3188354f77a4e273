package dev.tidemark.app;

import dev.tidemark.app.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark broker}: a Kafka broker alone in its process, for {@code deploy/local}. */
@Command(
        name = "broker",
        hidden = true,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a Kafka broker on this machine's loopback address until it is stopped.",
            "For trying things out: one node, no copies, no authentication.",
            ""
        })
final class BrokerCommand implements Callable<Integer> {
    @Option(
            names = EmbeddedBroker.PORT_OPTION,
            paramLabel = "PORT",
            description = "Default: ${DEFAULT-VALUE}.")
    private int port = 9092;

    @Option(
            names = "--directory",
            required = true,
            paramLabel = "DIR",
            description = "Where its logs lie; kept when it ends.")
    private Path directory;

    @Override
    public Integer call() throws InterruptedException {
        Interrupts interrupts = Interrupts.listen();
        CountDownLatch end = new CountDownLatch(1);
        try (EmbeddedBroker broker = EmbeddedBroker.start(port, directory)) {
            interrupts.onInterrupt(end::countDown);
            System.out.println("Kafka    " + broker.bootstrapServers());
            end.await();
        } finally {
            interrupts.done();
        }
        return 0;
    }
}
