package dev.tidemark.app.config;

import dev.tidemark.job.Learning;
import dev.tidemark.model.Moments;
import dev.tidemark.model.Playbook;
import dev.tidemark.scoring.BuyingModel;
import dev.tidemark.scoring.ChurnRules;
import dev.tidemark.scoring.DayCalendar;
import dev.tidemark.scoring.MemoryLimits;
import dev.tidemark.scoring.OrderLines;
import dev.tidemark.scoring.Population;
import dev.tidemark.scoring.PrivacyRules;
import dev.tidemark.scoring.Rules;
import dev.tidemark.scoring.ValueRules;
import dev.tidemark.scoring.population.CensusRules;
import dev.tidemark.scoring.population.FittingRules;
import dev.tidemark.scoring.population.JudgingRules;
import dev.tidemark.scoring.population.StatisticianRules;
import dev.tidemark.stats.GammaGamma;
import dev.tidemark.stats.ModelFamily;
import dev.tidemark.wire.EventLimits;
import dev.tidemark.wire.ExchangeRates;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The configuration of one run, checked: every value is allowed, alone and beside the others. */
public final class Settings {
    private static final List<String> PASSED_THROUGH = List.of("kafka.", "flink.");

    private static final List<String> SCORING_PREFIXES =
            List.of(
                    "time.zone",
                    "time.max-lateness",
                    "currency",
                    "rfm.",
                    "abc.",
                    "matrix.",
                    "tier.",
                    "lifecycle.",
                    "transitions.",
                    "profile.groups",
                    "engagement.",
                    "kpi.",
                    "churn.",
                    "value.",
                    "playbook.",
                    "orders.",
                    "duplicates.",
                    "consent",
                    "erasure.");

    private static final List<String> CONFIGURED_MODEL =
            List.of("model.family", "model.parameters", "model.unit-days", "model.gamma-gamma");

    private final Map<String, String> texts;
    private final Playbook playbook;
    private final RfmScale rfm;
    private final Rules rules;

    private Settings(Map<String, String> texts) {
        this.texts = texts;
        Options.all().forEach(this::get);
        Contradictions.refuse(this);
        this.playbook = PlaybookFile.of(get(Options.PLAYBOOK_FILE));
        this.rfm =
                together(
                        "rfm.recency-days, rfm.frequency-orders, rfm.monetary",
                        () -> RfmScale.of(this, eventLimits().fractionDigits()));
        this.rules = buildRules();
    }

    /**
     * Checks and keeps a configuration.
     *
     * @throws ConfigurationException in one line that names the key and what is allowed
     */
    public static Settings of(Map<String, String> texts) {
        Map<String, String> sorted = new TreeMap<>(texts);
        for (String key : sorted.keySet()) {
            boolean known =
                    Options.all().stream().anyMatch(option -> option.key().equals(key))
                            || PASSED_THROUGH.stream().anyMatch(key::startsWith);
            if (!known) {
                throw new ConfigurationException(
                        ("unknown option '%s'; docs/configuration.md lists all, and keys that"
                                        + " begin with kafka. or flink. pass through")
                                .formatted(key));
            }
        }
        return new Settings(sorted);
    }

    /** The same configuration with another value for one option. */
    public <T> Settings with(Option<T> option, String text) {
        Map<String, String> changed = new TreeMap<>(texts);
        changed.put(option.key(), text);
        return of(changed);
    }

    /** The same configuration with Kafka at another address. */
    public Settings withKafka(String bootstrapServers) {
        Map<String, String> changed = new TreeMap<>(texts);
        changed.put("kafka.bootstrap.servers", bootstrapServers);
        return of(changed);
    }

    /** Whether the configuration says something about an option. */
    public boolean has(Option<?> option) {
        return texts.containsKey(option.key());
    }

    /** The value of an option. */
    public <T> T get(Option<T> option) {
        return option.parse(text(option));
    }

    /** What is said about an option, or its default, as text. */
    String text(Option<?> option) {
        return texts.getOrDefault(option.key(), option.defaultText());
    }

    /** What to do about customers by where they stand. */
    public Playbook playbook() {
        return playbook;
    }

    /** The rules of scoring, for a run without an end. */
    public Rules rules() {
        return rules;
    }

    /** What is believed of an event at the door. */
    public EventLimits eventLimits() {
        return together(
                "currency, currency.rates",
                () ->
                        new EventLimits(
                                get(Options.CURRENCY),
                                get(Options.EARLIEST).toEpochMilli(),
                                get(Options.LATEST).toEpochMilli(),
                                get(Options.CURRENCY_RATES)));
    }

    /** Options for every Kafka client: the keys behind {@code kafka.}. */
    public Properties kafka() {
        Properties properties = new Properties();
        passedThrough("kafka.").forEach(properties::setProperty);
        return properties;
    }

    /** Options for Flink: the keys behind {@code flink.}. */
    public Map<String, String> flink() {
        return passedThrough("flink.");
    }

    private Map<String, String> passedThrough(String prefix) {
        Map<String, String> rest = new TreeMap<>();
        texts.forEach(
                (key, value) -> {
                    if (key.startsWith(prefix)) {
                        rest.put(key.substring(prefix.length()), value);
                    }
                });
        return rest;
    }

    private Rules buildRules() {
        int fractionDigits = eventLimits().fractionDigits();
        ClassSettings classes = new ClassSettings(this, fractionDigits);
        Population population =
                Population.configured(configuredModel(), classes.fixedCutPoints(rfm.limits()));
        ChurnRules churn =
                together(
                        "churn.medium, churn.high, churn.hysteresis",
                        () ->
                                new ChurnRules(
                                        get(Options.HORIZON_DAYS),
                                        get(Options.CHURN_MEDIUM),
                                        get(Options.CHURN_HIGH),
                                        get(Options.CHURN_HYSTERESIS)));
        MemoryLimits memory =
                new MemoryLimits(
                        get(Options.MAX_LATENESS),
                        get(Options.ORDER_DAYS),
                        get(Options.ORDER_COUNT),
                        eventIdHours(),
                        get(Options.DUPLICATE_COUNT));
        return together(
                "time.max-lateness-days, rfm.window-days, kpi.active-days, kpi.period-days",
                () ->
                        new Rules(
                                new DayCalendar(get(Options.ZONE)),
                                get(Options.WINDOW_DAYS),
                                rfm.grid(),
                                churn,
                                new ValueRules(
                                        get(Options.MARGIN), get(Options.DISCOUNT), fractionDigits),
                                population,
                                get(Options.ORDER_LINES),
                                memory,
                                new PrivacyRules(
                                        get(PrivacyOptions.CONSENT),
                                        get(PrivacyOptions.ERASED_DAYS)),
                                classes.rules(),
                                Moments.NEVER,
                                digest(SCORING_PREFIXES)));
    }

    private BuyingModel configuredModel() {
        double unitDays = get(ModelOptions.UNIT_DAYS);
        double[] given = get(ModelOptions.PARAMETERS);
        double[] spend = get(ModelOptions.GAMMA_GAMMA);
        ModelFamily family = get(ModelOptions.FAMILY);
        return BuyingModel.configured(
                "configured:" + digest(CONFIGURED_MODEL),
                given.length == 0 ? family.ofCdnow(unitDays) : family.model(given),
                unitDays,
                GammaGamma.of(spend[0], spend[1], spend[2]));
    }

    /** What the statistician works by, beside those rules of scoring. */
    public StatisticianRules statistics(Rules scoring) {
        return StatisticianRules.of(scoring, fitting(), judging());
    }

    /** How a job that goes on and on learns, beside those rules of scoring. */
    public Learning learning(Rules scoring) {
        return new Learning(
                statistics(scoring),
                census(scoring),
                scoring.closesAt() == Moments.NEVER ? get(PopulationOptions.WALK_PER_SECOND) : 0,
                get(ClassOptions.MOST_GROUP_VALUES));
    }

    /** How the population is cut into classes, beside those rules of scoring. */
    public CensusRules census(Rules scoring) {
        return new ClassSettings(this, scoring.value().fractionDigits()).census(scoring);
    }

    /** How models are fitted to the customers. */
    public FittingRules fitting() {
        return new FittingRules(
                get(ModelOptions.FAMILY),
                get(ModelOptions.UNIT_DAYS),
                get(ModelOptions.PRIOR),
                rules.value().fractionDigits(),
                get(ModelOptions.SAMPLE),
                get(ModelOptions.LEAST_CUSTOMERS),
                get(ModelOptions.REFIT_DAYS),
                get(ModelOptions.REFIT_CHANGE));
    }

    /** How predictions of churn are judged. */
    public JudgingRules judging() {
        return new JudgingRules(
                get(Options.HORIZON_DAYS),
                get(ModelOptions.JUDGE_DAYS),
                get(ModelOptions.JUDGE_ROLLING));
    }

    /** Values that are allowed alone may not be allowed together. */
    static <T> T together(String keys, Supplier<T> made) {
        try {
            return made.get();
        } catch (ConfigurationException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ConfigurationException(keys + ": " + e.getMessage());
        }
    }

    /**
     * An id ages in the customer's own time, and that is behind by as much as the event was late:
     * with lateness on top, an id that is sent again within the horizon is always known.
     */
    private int eventIdHours() {
        return get(Options.DUPLICATE_HOURS) + 24 * get(Options.MAX_LATENESS);
    }

    /** Names a part of the configuration by its contents, defaults included. */
    private String digest(List<String> prefixes) {
        StringBuilder text = new StringBuilder();
        for (Option<?> option : Options.all()) {
            if (prefixes.stream().anyMatch(option.key()::startsWith)) {
                text.append(option.key()).append('=').append(canonical(option)).append('\n');
            }
        }
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] hash = sha.digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Currencies and rates have many spellings that mean the same: they show one. Of a file counts
     * what it says, not its name.
     */
    private String canonical(Option<?> option) {
        if (option == Options.GRID) {
            return rfm.grid().toString();
        }
        if (option == Options.PLAYBOOK_FILE) {
            return playbook.toString();
        }
        Object value = get(option);
        return value instanceof String || value instanceof ExchangeRates
                ? value.toString()
                : text(option).strip();
    }

    /**
     * Reads a duration that was given on the command line.
     *
     * @throws ConfigurationException naming the option
     */
    public static Duration duration(String option, String text) {
        return new Option<>(option, "", Options.DURATION, "", Parsers::duration).parse(text);
    }

    public ZoneId zone() {
        return get(Options.ZONE);
    }

    public Duration maxDisorder() {
        return get(Options.MAX_DISORDER);
    }

    public OrderLines orderLines() {
        return get(Options.ORDER_LINES);
    }
}
