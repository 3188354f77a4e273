package dev.tidemark.backtest;

import dev.tidemark.stats.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What may be thought of the scores, by rules that anyone can check: the worst of the findings.
 *
 * @param level all in all
 * @param findings what was looked at
 */
public record Trust(Level level, List<Finding> findings) {
    /** How far the scores may be trusted. */
    public enum Level {
        TRUST("trust"),
        WITH_CARE("trust with care"),
        DO_NOT_TRUST("do not trust");

        private final String label;

        Level(String label) {
            this.label = label;
        }

        /** In words. */
        public String label() {
            return label;
        }
    }

    /**
     * One thing that was looked at.
     *
     * @param key stable, for {@code report.json}
     * @param sentence what was found, in plain words
     * @param rule when it is which level
     */
    public record Finding(String key, Level level, String sentence, String rule) {}

    private static final String CONVERGED = Verdict.CONVERGED.name();
    private static final int FEW_ORIGINS = 3;
    private static final int FEW_PREDICTIONS = 1000;

    /** One paragraph in plain words: the level, and what lowers it, or what speaks for it. */
    public String summary() {
        String opening =
                switch (level) {
                    case TRUST ->
                            "The scores may be trusted: they told what later happened in this log.";
                    case WITH_CARE -> "Use the scores with care.";
                    case DO_NOT_TRUST -> "Do not act on these scores yet.";
                };
        List<String> sentences = new ArrayList<>(List.of(opening));
        Comparator<Finding> worstFirst = Comparator.comparing(Finding::level).reversed();
        findings.stream().sorted(worstFirst).map(Finding::sentence).forEach(sentences::add);
        return String.join(" ", sentences);
    }

    static Trust judge(
            BacktestPlan plan,
            List<OriginReport> origins,
            Map<Audience, AudienceReport> means,
            Ending ending) {
        List<Finding> findings = new ArrayList<>();
        Audience judged = means.containsKey(Audience.ACTIVE) ? Audience.ACTIVE : Audience.ALL;
        AudienceReport active = means.get(judged);
        AudienceReport all = means.get(Audience.ALL);
        findings.add(evidence(origins));
        findings.add(ending(ending));
        findings.add(calibration(active));
        findings.add(steadiness(origins, judged));
        findings.add(againstRecency(active));
        findings.add(ranking(active));
        findings.add(orders(all, plan));
        findings.add(dropout(origins));
        Level worst =
                findings.stream().map(Finding::level).max(Comparator.naturalOrder()).orElseThrow();
        return new Trust(worst, List.copyOf(findings));
    }

    private static Finding evidence(List<OriginReport> origins) {
        double judged =
                origins.stream()
                        .filter(origin -> origin.audiences().containsKey(Audience.ACTIVE))
                        .mapToDouble(
                                origin ->
                                        origin.audiences()
                                                .get(Audience.ACTIVE)
                                                .size()
                                                .of(Figure.CUSTOMERS))
                        .sum();
        boolean few = origins.size() < FEW_ORIGINS || judged < FEW_PREDICTIONS;
        return new Finding(
                "evidence",
                few ? Level.WITH_CARE : Level.TRUST,
                text(
                        "%,.0f predictions for active customers were judged, at %s%s.",
                        judged,
                        origins.size() == 1 ? "one origin" : origins.size() + " origins",
                        few ? "; that is little to go by" : ""),
                text(
                        "care under %d origins or %,d predictions for active customers",
                        FEW_ORIGINS, FEW_PREDICTIONS));
    }

    private static Finding calibration(AudienceReport active) {
        double off = active.model(Figure.POOLED_CALIBRATION_ERROR);
        double bias = active.model(Figure.BIAS);
        String direction = bias > 0 ? "too high" : "too low";
        return new Finding(
                "calibration",
                grade(off, 0.05, 0.10),
                text(
                        "The probabilities are off by %.1f points in 100 on average, and %.1f"
                                + " points %s over all, for active customers.",
                        100 * off, 100 * Math.abs(bias), direction),
                "pooled calibration error of active customers: trust to 0.05, care to 0.10");
    }

    /**
     * Errors of single origins, which may cancel over all of them; what chance does is left out.
     */
    private static Finding steadiness(List<OriginReport> origins, Audience judged) {
        double off =
                origins.stream()
                        .filter(origin -> origin.audiences().containsKey(judged))
                        .map(origin -> origin.audiences().get(judged))
                        .mapToDouble(Trust::biasBeyondChance)
                        .average()
                        .orElseThrow();
        return new Finding(
                "steadiness",
                grade(off, 0.05, 0.10),
                text(
                        "On a single day they are %.1f points too high or too low on average%s.",
                        100 * off,
                        off > 0.05 ? ": a season, a campaign or a change they do not know" : ""),
                "mean size of the bias at one origin, beyond chance: trust to 0.05, care to 0.10");
    }

    /** The root of the squared bias less its variance by chance, which is about Brier over n. */
    private static double biasBeyondChance(AudienceReport report) {
        double bias = report.model(Figure.BIAS);
        double chance = report.model(Figure.BRIER) / report.size().of(Figure.CUSTOMERS);
        return Math.sqrt(Math.max(0, bias * bias - chance));
    }

    private static Finding ending(Ending ending) {
        LocalDate busy = LocalDate.ofEpochDay(ending.busyDay());
        return new Finding(
                "ending",
                ending.isQuiet() ? Level.WITH_CARE : Level.TRUST,
                ending.isQuiet()
                        ? text(
                                "Hardly anything was bought in the last %d days of the log, after"
                                        + " %s: if the export ends there, or an order has a wrong"
                                        + " date, give --until %s.",
                                ending.quietDays(), busy, busy)
                        : "Purchases go on to the end of the log.",
                "care if the last 1 in 200 purchases take over 28 days and a tenth of the log");
    }

    private static Finding againstRecency(AudienceReport active) {
        Figures recency = active.churn().get(Rival.RECENCY);
        if (!recency.has(Figure.BRIER_OVER_MODEL)) {
            return new Finding(
                    "recency",
                    Level.WITH_CARE,
                    "There was no history to calibrate the plain rule of silence with, so the"
                            + " model was not held against it.",
                    "care if no origin has one a horizon before it");
        }
        double gain = recency.of(Figure.BRIER_OVER_MODEL);
        String said =
                Math.abs(gain) <= 0.002
                        ? "no better and no worse than"
                        : gain > 0 ? "better than" : "worse than";
        return new Finding(
                "recency",
                grade(-gain, 0.002, 0.02),
                text(
                        "As probabilities for active customers they are %s counting days of"
                                + " silence (Brier score %.4f %s).",
                        said, Math.abs(gain), gain > 0 ? "lower" : "higher"),
                "Brier score less that of calibrated recency on the same origins:"
                        + " trust to +0.002, care to +0.02");
    }

    private static Finding ranking(AudienceReport active) {
        double auc = active.model(Figure.AUC);
        if (Double.isNaN(auc)) {
            return new Finding(
                    "ranking",
                    Level.DO_NOT_TRUST,
                    "All active customers did the same, so nothing could be ranked.",
                    "do not trust without both outcomes");
        }
        return new Finding(
                "ranking",
                grade(-auc, -0.6, -0.52),
                text(
                        "Of an active customer who will leave and one who will stay, the model"
                                + " gives the first the higher risk %.0f times in 100.",
                        100 * auc),
                "AUC of active customers: trust from 0.60, care from 0.52");
    }

    private static Finding orders(AudienceReport all, BacktestPlan plan) {
        double off = all.orders().get(OrderForecast.MODEL).of(Figure.AGGREGATE_ERROR_PERCENT);
        if (Double.isNaN(off)) {
            return new Finding(
                    "orders",
                    Level.DO_NOT_TRUST,
                    "There were no purchases after the origins.",
                    "do not trust without purchases");
        }
        return new Finding(
                "orders",
                grade(Math.abs(off), 20, 50),
                text(
                        "The orders of the next %d days were forecast %.0f %% too %s in total.",
                        plan.horizonDays(), Math.abs(off), off > 0 ? "high" : "low"),
                "error of expected orders in total: trust to 20 %, care to 50 %");
    }

    private static Finding dropout(List<OriginReport> origins) {
        long unsettled = origins.stream().filter(origin -> !origin.inForce()).count();
        long unclear =
                origins.stream().filter(o -> !o.parameters().verdict().equals(CONVERGED)).count()
                        - unsettled;
        boolean often = (unclear + unsettled) * 2 > origins.size();
        List<String> sentences = new ArrayList<>();
        if (unsettled > 0) {
            sentences.add(
                    text(
                            "At %d of the %d origins the fit did not settle, and the parameters"
                                    + " before it stayed.",
                            unsettled, origins.size()));
        }
        if (unclear > 0) {
            sentences.add(
                    text(
                            "At %d of the %d origins the log does not show how customers drop"
                                    + " out%s.",
                            unclear,
                            origins.size(),
                            often
                                    ? ": leave P(alive) aside and use the probability of no"
                                            + " purchase"
                                    : ""));
        }
        return new Finding(
                "dropout",
                often ? Level.WITH_CARE : Level.TRUST,
                sentences.isEmpty()
                        ? "The fit settled at every origin."
                        : String.join(" ", sentences),
                "care if the fit is not CONVERGED at more than half of the origins");
    }

    private static Level grade(double value, double trustTo, double careTo) {
        if (value <= trustTo) {
            return Level.TRUST;
        }
        return value <= careTo ? Level.WITH_CARE : Level.DO_NOT_TRUST;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
