package dev.tidemark.sim;

import java.time.Duration;
import java.util.Currency;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Everything that decides what a {@link Shop} delivers. Two equal configurations are the same shop.
 *
 * @param seed any number; another seed is another shop with the same laws
 * @param customers how many sign up in all, at least 1
 * @param startAt when the shop opens, event time in epoch milliseconds, 0 or later and before the
 *     year 5000
 * @param openDays from opening to closing, from 1 to 36,525; whoever is still there then falls
 *     silent
 * @param signUpDays over how many days they sign up, from 1 to 36,500
 * @param openingShare share of them who sign up within the first tenth of those days; within the
 *     tenth, and within the rest, they come evenly
 * @param viewsPerPurchase mean number of views before a purchase, from 0 to 100
 * @param engagementsPerPurchase mean number of engagements per purchase gap while the customer is
 *     still there, from 0 to 100; prospects engage like an average buyer for some weeks
 * @param maxLateMs the most a late event is late, in milliseconds, from 1 to a year
 * @param stragglers how many of the late events and duplicates come later yet
 * @param repertoire which types of event there are
 * @param currency ISO 4217 code that amounts are in; its minor unit rounds them
 * @param shares how untidy the stream is
 * @param buying the true law of when customers buy
 * @param spending the true law of what they spend
 */
public record ShopConfig(
        long seed,
        int customers,
        long startAt,
        int openDays,
        int signUpDays,
        double openingShare,
        double viewsPerPurchase,
        double engagementsPerPurchase,
        long maxLateMs,
        Stragglers stragglers,
        Repertoire repertoire,
        String currency,
        EventShares shares,
        BuyingProcess buying,
        SpendProcess spending) {

    static final long DAY_MS = Duration.ofDays(1).toMillis();
    static final long WEEK_MS = Duration.ofDays(7).toMillis();

    private static final long START_OF_2025 = 1_735_689_600_000L;
    private static final long START_OF_5000 = 95_617_584_000_000L;

    private static final int LONGEST_OPEN_DAYS = 36_525;

    public ShopConfig {
        Objects.requireNonNull(shares, "shares");
        Objects.requireNonNull(stragglers, "stragglers");
        Objects.requireNonNull(repertoire, "repertoire");
        Objects.requireNonNull(buying, "buying");
        Objects.requireNonNull(spending, "spending");
        Checks.within("customers", customers, 1, Integer.MAX_VALUE - 8);
        Checks.within("startAt", startAt, 0, START_OF_5000 - 1);
        Checks.within("openDays", openDays, 1, LONGEST_OPEN_DAYS);
        Checks.within("signUpDays", signUpDays, 1, 36_500);
        if (signUpDays > openDays) {
            throw new IllegalArgumentException(
                    "signUpDays %d is over openDays %d".formatted(signUpDays, openDays));
        }
        Checks.share("openingShare", openingShare);
        Checks.mean("viewsPerPurchase", viewsPerPurchase, 100);
        Checks.mean("engagementsPerPurchase", engagementsPerPurchase, 100);
        Checks.within("maxLateMs", maxLateMs, 1, 365 * DAY_MS);
        Checks.currency(Objects.requireNonNull(currency, "currency"));
    }

    /**
     * A small online shop: a new customer buys every six weeks or so, one in four is a one-time
     * buyer, and an order is worth about 30 dollars.
     */
    public static ShopConfig defaults(long seed, int customers) {
        return new ShopConfig(
                seed,
                customers,
                START_OF_2025,
                LONGEST_OPEN_DAYS,
                365,
                0.4,
                2.0,
                1.0,
                Duration.ofHours(6).toMillis(),
                Stragglers.none(),
                Repertoire.PLAIN,
                "USD",
                new EventShares(0.1, 0.03, 0.02, 0.02, 0.005),
                new BuyingProcess(0.8, 5.0, 0.7, 2.3),
                new SpendProcess(6.0, 4.0, 15.0));
    }

    /** Decimal digits of the currency's minor unit: 2 for USD, 0 for JPY. */
    public int fractionDigits() {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    /**
     * When the shop closes for good, event time in epoch milliseconds: nobody buys or looks from
     * then on, so that every shop ends. Refunds of the last orders may come later.
     */
    public long closesAt() {
        return startAt + openDays * DAY_MS;
    }

    public ShopConfig withCustomers(int customers) {
        return with(draft -> draft.customers = customers);
    }

    public ShopConfig withStartAt(long startAt) {
        return with(draft -> draft.startAt = startAt);
    }

    /** Another time from opening to closing, no shorter than that of the sign-ups. */
    public ShopConfig withOpenDays(int openDays) {
        return with(draft -> draft.openDays = openDays);
    }

    public ShopConfig withSignUps(int signUpDays, double openingShare) {
        return with(
                draft -> {
                    draft.signUpDays = signUpDays;
                    draft.openingShare = openingShare;
                });
    }

    public ShopConfig withBrowsing(double viewsPerPurchase, double engagementsPerPurchase) {
        return with(
                draft -> {
                    draft.viewsPerPurchase = viewsPerPurchase;
                    draft.engagementsPerPurchase = engagementsPerPurchase;
                });
    }

    public ShopConfig withShares(EventShares shares) {
        return with(draft -> draft.shares = shares);
    }

    public ShopConfig withMaxLateMs(long maxLateMs) {
        return with(draft -> draft.maxLateMs = maxLateMs);
    }

    public ShopConfig withStragglers(Stragglers stragglers) {
        return with(draft -> draft.stragglers = stragglers);
    }

    public ShopConfig withRepertoire(Repertoire repertoire) {
        return with(draft -> draft.repertoire = repertoire);
    }

    /**
     * The same shop as it would be with a flawless delivery: the same events with the same ids,
     * each once, in the order in which they happened. Broken records belong to no event, so nothing
     * is missing without them.
     */
    public ShopConfig inOrder() {
        return withShares(shares.inOrder());
    }

    public ShopConfig withBuying(BuyingProcess buying) {
        return with(draft -> draft.buying = buying);
    }

    public ShopConfig withSpending(SpendProcess spending) {
        return with(draft -> draft.spending = spending);
    }

    public ShopConfig withCurrency(String currency) {
        return with(draft -> draft.currency = currency);
    }

    private ShopConfig with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.toConfig();
    }

    /** The same fields, open to change, so that a copy names only what it changes. */
    private static final class Draft {
        private long seed;
        private int customers;
        private long startAt;
        private int openDays;
        private int signUpDays;
        private double openingShare;
        private double viewsPerPurchase;
        private double engagementsPerPurchase;
        private long maxLateMs;
        private Stragglers stragglers;
        private Repertoire repertoire;
        private String currency;
        private EventShares shares;
        private BuyingProcess buying;
        private SpendProcess spending;

        Draft(ShopConfig config) {
            seed = config.seed;
            customers = config.customers;
            startAt = config.startAt;
            openDays = config.openDays;
            signUpDays = config.signUpDays;
            openingShare = config.openingShare;
            viewsPerPurchase = config.viewsPerPurchase;
            engagementsPerPurchase = config.engagementsPerPurchase;
            maxLateMs = config.maxLateMs;
            stragglers = config.stragglers;
            repertoire = config.repertoire;
            currency = config.currency;
            shares = config.shares;
            buying = config.buying;
            spending = config.spending;
        }

        ShopConfig toConfig() {
            return new ShopConfig(
                    seed,
                    customers,
                    startAt,
                    openDays,
                    signUpDays,
                    openingShare,
                    viewsPerPurchase,
                    engagementsPerPurchase,
                    maxLateMs,
                    stragglers,
                    repertoire,
                    currency,
                    shares,
                    buying,
                    spending);
        }
    }
}
