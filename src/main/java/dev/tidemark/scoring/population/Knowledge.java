package dev.tidemark.scoring.population;

import java.util.Optional;

/** What a statistician has to remember; {@link NotesCodec} is its byte format. */
final class Knowledge {
    final CustomerSample sample;
    final ChurnJudging judging;
    final Waiting waiting;
    Schedule schedule = Schedule.BLANK;

    /** The share of the sample as others know it. */
    double toldShare = 1;

    /** A fit on its way, should it have to be made again. */
    Optional<FitOrder> ordered = Optional.empty();

    Knowledge(CustomerSample sample, ChurnJudging judging, Waiting waiting) {
        this.sample = sample;
        this.judging = judging;
        this.waiting = waiting;
    }

    static Knowledge blank(StatisticianRules rules) {
        return new Knowledge(
                new CustomerSample(rules.fitting().sampleCustomers()),
                new ChurnJudging(rules.judging()),
                new Waiting());
    }
}
