package dev.tidemark.job;

/**
 * The identities under which state is found again after an upgrade: operators and state names. They
 * are published; never change one.
 */
final class Uids {
    static final String EVENTS = "events";
    static final String ADMIT = "admit";
    static final String SCORE = "score";
    static final String ADD_UP_ADMITTED = "add-up-admitted";
    static final String ADD_UP_SCORED = "add-up-scored";
    static final String KEEP_LEDGER = "keep-ledger";
    static final String SCORES = "scores";
    static final String TRANSITIONS = "transitions";
    static final String REJECTIONS = "rejections";
    static final String KPIS = "kpis";
    static final String ERASURES = "erasures";
    static final String RELAYS_OUT = "relays-out";
    static final String RELAYS_IN = "relays-in";
    static final String RECEIVE = "receive";

    static final String NEWS_OF_POPULATION = "news-of-population";
    static final String NO_NEWS = "no-news";
    static final String POPULATION = "population";
    static final String STATISTICS = "statistics";
    static final String CENSUS = "census";

    static final String POPULATION_STATE = "population";
    static final String STATISTICIAN_STATE = "statistician";
    static final String NEWEST_MODEL_STATE = "newest-model";
    static final String CENSUS_STATE = "census";
    static final String GAUGES_STATE = "gauges";
    static final String HISTORY_STATE = "history";
    static final String LEDGER_STATE = "ledger";

    private Uids() {}
}
