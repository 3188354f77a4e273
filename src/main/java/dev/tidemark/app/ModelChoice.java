package dev.tidemark.app;

import dev.tidemark.app.config.ModelOptions;
import dev.tidemark.app.config.Settings;
import picocli.CommandLine.Option;

/** The options with which a model is chosen for a fit. */
final class ModelChoice {
    @Option(
            names = "--model",
            paramLabel = "FAMILY",
            description =
                    "mbg-nbd, bg-nbd, pareto-nbd, or mbg-cnbd-2 and so on for regular buyers."
                            + " Default: model.family.")
    private String model;

    @Option(
            names = "--no-prior",
            description = "Fit without the weak prior: what the data alone say.")
    private boolean noPrior;

    /** The configuration with this choice over it. */
    Settings apply(Settings settings) {
        Settings chosen = model == null ? settings : settings.with(ModelOptions.FAMILY, model);
        return noPrior ? chosen.with(ModelOptions.PRIOR, "0") : chosen;
    }
}
