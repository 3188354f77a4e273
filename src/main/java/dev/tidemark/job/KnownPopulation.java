package dev.tidemark.job;

import dev.tidemark.model.CutPoints;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.SampleShare;
import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.CustomerScorer;
import dev.tidemark.scoring.Population;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.population.BuyerReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What a task knows of the population, and scores by: the models in force, and who is in the
 * sample. It is learned from notices, which the broadcast state keeps.
 */
final class KnownPopulation {
    static final MapStateDescriptor<String, PopulationNotice> STATE =
            new MapStateDescriptor<>(Uids.POPULATION_STATE, Types.STRING, StreamTypes.POPULATION);

    private static final String SAMPLE = "sample";

    private static final Comparator<CutPoints> CUTS_AGE =
            Comparator.comparingLong(CutPoints::effectiveFrom).thenComparing(CutPoints::version);

    private static final Comparator<ModelParameters> AGE =
            Comparator.comparingLong(ModelParameters::effectiveFrom)
                    .thenComparing(ModelParameters::version);

    private final Learning learning;
    private Rules rules;
    private CustomerScorer scorer;
    private double share = SampleShare.ALL.share();

    private KnownPopulation(Rules rules, Learning learning) {
        this.rules = rules;
        this.learning = learning;
        this.scorer = new CustomerScorer(rules);
    }

    /** What the rules and the notices that were kept say. */
    static KnownPopulation of(
            Rules rules, Learning learning, ReadOnlyBroadcastState<String, PopulationNotice> kept)
            throws Exception {
        KnownPopulation known = new KnownPopulation(rules, learning);
        List<ModelParameters> models = new ArrayList<>();
        for (Map.Entry<String, PopulationNotice> entry : kept.immutableEntries()) {
            if (entry.getValue() instanceof ModelParameters parameters) {
                models.add(parameters);
            } else {
                known.learn(entry.getValue());
            }
        }
        // One that says nothing of spending goes on with what the one before said.
        models.sort(AGE);
        models.forEach(known::learn);
        known.scorer = new CustomerScorer(known.rules);
        return known;
    }

    /** Learns a notice, and keeps it. */
    void learn(PopulationNotice notice, BroadcastState<String, PopulationNotice> kept)
            throws Exception {
        if (!learn(notice)) {
            return;
        }
        scorer = new CustomerScorer(rules);
        if (notice instanceof ModelParameters parameters) {
            kept.put(parameters.version(), parameters);
            forgetOldest(kept);
        } else if (notice instanceof CutPoints cuts) {
            kept.put(cuts.version(), cuts);
            forgetOldestCuts(kept);
        } else {
            kept.put(SAMPLE, new SampleShare(share));
        }
    }

    /** Whether it concerns this job: a topic may hold what one of another model was told. */
    private boolean learn(PopulationNotice notice) {
        if (notice instanceof SampleShare sample) {
            share = Math.min(share, sample.share());
            return true;
        }
        if (notice instanceof CutPoints cuts) {
            boolean concerns = learning.census().concerns(cuts);
            rules = concerns ? rules.knowing(cuts) : rules;
            return concerns;
        }
        ModelParameters parameters = (ModelParameters) notice;
        if (!learning.statistics().fitting().concerns(parameters)) {
            return false;
        }
        rules = rules.knowing(parameters);
        return true;
    }

    private static void forgetOldest(BroadcastState<String, PopulationNotice> kept)
            throws Exception {
        int models = 0;
        ModelParameters oldest = null;
        for (Map.Entry<String, PopulationNotice> entry : kept.entries()) {
            if (entry.getValue() instanceof ModelParameters parameters) {
                models++;
                boolean older = oldest == null || AGE.compare(parameters, oldest) < 0;
                oldest = older ? parameters : oldest;
            }
        }
        if (models > Population.MOST_MODELS) {
            kept.remove(oldest.version());
        }
    }

    private static void forgetOldestCuts(BroadcastState<String, PopulationNotice> kept)
            throws Exception {
        List<CutPoints> all = new ArrayList<>();
        for (Map.Entry<String, PopulationNotice> entry : kept.entries()) {
            if (entry.getValue() instanceof CutPoints cuts) {
                all.add(cuts);
            }
        }
        all.sort(CUTS_AGE);
        for (int i = 0; i < all.size() - Population.MOST_CUTS; i++) {
            kept.remove(all.get(i).version());
        }
    }

    /** From when on the newest cut points are in force. */
    long newestCutsFrom() {
        return rules.population().newestCutsFrom();
    }

    /** All of it. */
    Population population() {
        return rules.population();
    }

    CustomerScorer scorer() {
        return scorer;
    }

    /** What the statistician must hear of a customer, if anything. */
    Optional<BuyerReport> news(String customerId, CustomerHistory before, CustomerHistory after) {
        if (!isInSample(customerId) || BuyerFacts.of(after).equals(BuyerFacts.of(before))) {
            return Optional.empty();
        }
        return Optional.of(BuyerReport.of(customerId, after));
    }

    /**
     * What is said of a customer whose time has come, changed or not, where there may be some of
     * whom nobody has heard: so the sample fills after an upgrade from a release that had none.
     */
    Optional<BuyerReport> reminder(String customerId, CustomerHistory history) {
        return learning.statistics().joins()
                        && isInSample(customerId)
                        && BuyerFacts.of(history).isPresent()
                ? Optional.of(BuyerReport.of(customerId, history))
                : Optional.empty();
    }

    private boolean isInSample(String customerId) {
        return learning.statistics().listens()
                && (share == 1 || BuyerReport.place(customerId) < share);
    }
}
