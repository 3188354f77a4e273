package dev.tidemark.app;

import dev.tidemark.app.config.Delivery;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.job.Inlet;
import dev.tidemark.job.Learning;
import dev.tidemark.job.Outlets;
import dev.tidemark.job.ScoringPipeline;
import dev.tidemark.job.kafka.KafkaEnds;
import dev.tidemark.model.EventClock;
import dev.tidemark.model.RecordClock;
import dev.tidemark.scoring.Rules;
import dev.tidemark.wire.EventReader;
import dev.tidemark.wire.FutureBound;
import dev.tidemark.wire.Topics;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The stream from Kafka to Kafka as it is configured, in this process and on a cluster alike. */
final class LivePipeline {
    private LivePipeline() {}

    /**
     * Adds it to an environment.
     *
     * @param fromBeginning whether to read the topic from its beginning if no state is restored;
     *     else a group that has read it before needs its state
     * @param joins whether it goes on with the customers of an earlier run
     * @param clock what time it is when nothing happens
     * @param readers of the events topic, at least 1
     */
    static void define(
            StreamExecutionEnvironment env,
            Settings settings,
            boolean fromBeginning,
            boolean joins,
            EventClock clock,
            int readers) {
        Privacy privacy = Privacy.of(settings);
        KafkaEnds ends =
                new KafkaEnds(
                        settings.kafka(),
                        new Topics(settings.get(Options.TOPIC_PREFIX)),
                        settings.get(Options.JOB_NAME));
        EventReader reader =
                privacy.atTheDoor(
                        new FutureBound(
                                settings.get(Options.DIALECT).reader(settings.eventLimits()),
                                clock,
                                settings.get(Options.MAX_AHEAD).toMillis()));
        Inlet inlet =
                ends.live(
                        fromBeginning,
                        reader,
                        clock,
                        clock instanceof RecordClock wall ? wall : new WallClock(),
                        settings.maxDisorder(),
                        readers);
        Outlets outlets =
                ends.outlets(
                        settings.get(Options.DELIVERY) == Delivery.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE,
                        settings.get(Options.TRANSACTION_TIMEOUT),
                        privacy.secret());
        Rules rules = settings.rules();
        Learning learning = settings.learning(rules);
        ScoringPipeline.define(env, inlet, outlets, rules, joins ? learning.joining() : learning);
    }
}
