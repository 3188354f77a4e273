package dev.tidemark.app;

import dev.tidemark.app.config.ConfigurationException;
import dev.tidemark.app.config.Settings;

/** Without an address there is no Kafka to talk to. */
final class KafkaAddress {
    private static final String KEY = "bootstrap.servers";

    private KafkaAddress() {}

    static Settings require(Settings settings) {
        if (settings.kafka().getProperty(KEY, "").isBlank()) {
            throw new ConfigurationException(
                    "kafka.%s is not set: it must be host:port, or several with commas"
                            .formatted(KEY));
        }
        return settings;
    }
}
