package dev.tidemark.app;

import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark topics}: the topics of an installation. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows the topics that the job reads and writes, and makes those that are missing.",
            "A topic that exists is never changed; where it differs, that is said.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  tidemark topics --create --set kafka.bootstrap.servers=localhost:9092"
        })
final class TopicsCommand implements Callable<Integer> {
    @Option(names = "--create", description = "Makes the topics that are missing.")
    private boolean create;

    @Mixin private ConfigurationOptions configuration;

    @Override
    public Integer call() {
        Settings settings = KafkaAddress.require(configuration.settings(Map.of()));
        Topics topics = new Topics(settings.get(Options.TOPIC_PREFIX));
        int partitions = settings.get(Options.PARTITIONS);
        short replication = settings.get(Options.REPLICATION).shortValue();
        List<TopicReport> reports =
                create
                        ? TopicCreation.ensure(settings.kafka(), topics, partitions, replication)
                        : TopicCreation.look(settings.kafka(), topics, partitions, replication);
        reports.forEach(System.out::println);
        boolean missing = reports.stream().anyMatch(TopicReport.Missing.class::isInstance);
        return missing ? 1 : 0;
    }
}
