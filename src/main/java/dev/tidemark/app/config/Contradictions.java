package dev.tidemark.app.config;

import dev.tidemark.scoring.population.JudgingRules;
import java.util.List;

/** Options that are allowed each by itself, and not beside each other. */
final class Contradictions {
    /** Of some 25 bytes each, and twice as much while a checkpoint is written. */
    private static final long MOST_PREDICTIONS = 10_000_000;

    /** Flink's options under which a checkpoint may hold what came after its barrier. */
    private static final List<String> UNALIGNING =
            List.of(
                    "execution.checkpointing.unaligned",
                    "execution.checkpointing.mode",
                    "execution.checkpointing.aligned-checkpoint-timeout");

    private Contradictions() {}

    /**
     * Refuses a configuration that contradicts itself.
     *
     * @throws ConfigurationException in one line that names the key and what is allowed
     */
    static void refuse(Settings settings) {
        if (settings.get(Options.PARALLELISM) > settings.get(Options.MAX_PARALLELISM)) {
            throw new ConfigurationException(
                    "job.parallelism = '%s' is not allowed: it must be %s"
                            .formatted(
                                    settings.get(Options.PARALLELISM),
                                    Options.PARALLELISM.allowed()));
        }
        if (settings.get(Options.TRANSACTION_TIMEOUT)
                        .compareTo(settings.get(Options.CHECKPOINT_INTERVAL))
                <= 0) {
            throw new ConfigurationException(
                    "%s = '%s' is not allowed: it must be longer than %s"
                            .formatted(
                                    Options.TRANSACTION_TIMEOUT.key(),
                                    settings.text(Options.TRANSACTION_TIMEOUT),
                                    Options.CHECKPOINT_INTERVAL.key()));
        }
        if (settings.get(ModelOptions.LEAST_CUSTOMERS) > settings.get(ModelOptions.SAMPLE)) {
            throw new ConfigurationException(
                    "model.least-customers = '%s' is not allowed: it must be %s"
                            .formatted(
                                    settings.get(ModelOptions.LEAST_CUSTOMERS),
                                    ModelOptions.LEAST_CUSTOMERS.allowed()));
        }
        refuseUnaligned(settings);
        refuseTooManyPredictions(settings);
    }

    private static void refuseUnaligned(Settings settings) {
        for (String key : settings.flink().keySet()) {
            if (UNALIGNING.stream().anyMatch(key::startsWith)) {
                throw new ConfigurationException(
                        "flink.%s is not allowed: the books balance by aligned checkpoints only"
                                .formatted(key));
            }
        }
    }

    /** They are kept in memory and written with every checkpoint. */
    private static void refuseTooManyPredictions(Settings settings) {
        JudgingRules judging = settings.judging();
        if (!judging.judges()) {
            return;
        }
        long predictions = (long) judging.mostOpenDays() * settings.get(ModelOptions.SAMPLE);
        if (predictions > MOST_PREDICTIONS) {
            throw new ConfigurationException(
                    ("%s = '%d' is not allowed: with %s and %s these are %d open predictions,"
                                    + " and at most %d are kept")
                            .formatted(
                                    ModelOptions.JUDGE_DAYS.key(),
                                    judging.everyDays(),
                                    Options.HORIZON_DAYS.key(),
                                    ModelOptions.SAMPLE.key(),
                                    predictions,
                                    MOST_PREDICTIONS));
        }
    }
}
