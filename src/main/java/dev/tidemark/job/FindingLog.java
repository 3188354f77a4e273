package dev.tidemark.job;

import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.scoring.population.Finding;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is found out, in words for those who read the log of the job. */
final class FindingLog {
    private static final Logger LOG = LoggerFactory.getLogger(FindingLog.class);

    private FindingLog() {}

    static void write(Finding finding) {
        if (finding instanceof Finding.Fitted fitted) {
            write(fitted.parameters());
        } else if (finding instanceof Finding.NotFitted not) {
            LOG.warn(
                    "the models could not be fitted: {}, {}; the ones before stay",
                    not.verdict(),
                    not.reason());
        } else if (finding instanceof Finding.Judged judged
                && judged.judgement().skill().orElse(1.0) < 0) {
            LOG.warn(
                    "the churn model predicts worse than plain inactivity: Brier score {} against"
                            + " {}",
                    judged.judgement().model().brier(),
                    judged.judgement().recency().get().brier());
        }
    }

    private static void write(ModelParameters model) {
        LOG.info(
                "{}, fitted to {} customers: {}; {}; spending, of {} customers: {}",
                model.version(),
                model.customers(),
                model.verdict(),
                inWords(model.purchases()),
                model.spenders(),
                model.spend().isEmpty() ? "as before" : inWords(model.spend()));
    }

    private static String inWords(List<ParameterEstimate> estimates) {
        return estimates.stream()
                .map(
                        p ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %.4g ± %.2g",
                                        p.name(),
                                        p.value(),
                                        p.standardError()))
                .collect(Collectors.joining(", "));
    }
}
