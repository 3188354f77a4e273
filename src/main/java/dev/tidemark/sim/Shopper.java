package dev.tidemark.sim;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.Moments;
import dev.tidemark.sim.CustomerStreams.Purpose;
import java.time.Duration;

/**
 * One customer going through life: signs up, visits and buys, engages in between, drops out.
 *
 * <p>A shopper sleeps until {@link #wakesAt}; {@link #act} then hands the courier every event of
 * that occasion, none of which lies before it. So a shop needs one entry per customer.
 */
final class Shopper {
    private static final long LONGEST_VISIT_MS = Duration.ofHours(6).toMillis();
    private static final long LONGEST_SIGN_UP_MS = Duration.ofHours(1).toMillis();
    private static final long LONGEST_RESTATEMENT_MS = Duration.ofDays(2).toMillis();
    private static final double MEAN_INTEREST_WEEKS = 30 / 7.0;

    /** A hundred million dollars: more is the tail of the law, and no order. */
    private static final long LARGEST_ORDER_MINOR = 10_000_000_000L;

    private final ShopConfig config;
    private final int customerIndex;
    private final CustomerStreams streams;
    private final long signUpAt;
    private boolean signedUp;
    private String digits = "";
    private String customerId = "";
    private CustomerTraits traits;
    private BuyingPath path;
    private long silentAfter;
    private long visitAt = Moments.NEVER;
    private long engagementAt = Moments.NEVER;
    private int engagements;
    private int events;

    Shopper(ShopConfig config, int customerIndex) {
        this.config = config;
        this.customerIndex = customerIndex;
        streams = new CustomerStreams(config.seed(), customerIndex);
        signUpAt = CustomerTraits.signUpAt(config, streams);
    }

    /** The truth about that customer, by living the whole life at once. */
    static TrueCustomer truth(ShopConfig config, int customerIndex) {
        Shopper shopper = new Shopper(config, customerIndex);
        shopper.signUp();
        CustomerTraits traits = shopper.traits;
        if (traits.prospect()) {
            return new TrueCustomer(
                    shopper.customerId,
                    false,
                    0,
                    1,
                    0,
                    shopper.signUpAt,
                    Moments.NEVER,
                    shopper.silentAfter);
        }
        BuyingPath path = shopper.path;
        long firstPurchaseAt = path.purchaseAt();
        while (path.purchaseAt() != Moments.NEVER) {
            path.buy();
        }
        return new TrueCustomer(
                shopper.customerId,
                true,
                traits.lambdaPerWeek(),
                traits.dropoutProbability(),
                config.spending().p() / traits.spendRate(),
                shopper.signUpAt,
                firstPurchaseAt,
                path.diesAt());
    }

    /** When the shopper next does something; {@link Moments#NEVER} once silent for good. */
    long wakesAt() {
        return signedUp ? Math.min(visitAt, engagementAt) : signUpAt;
    }

    /** Does what is due at {@link #wakesAt} and plans what comes next. */
    void act(Courier courier) {
        if (!signedUp) {
            signUp();
            EventType signUp = config.repertoire().signUp();
            send(courier, signUp, signUpAt, traits.channel().ofView());
            planVisit(signUpAt);
            planEngagement(signUpAt);
        } else if (engagementAt < visitAt) {
            engage(courier);
        } else {
            visit(courier);
        }
    }

    private void signUp() {
        signedUp = true;
        digits = sevenDigits(customerIndex);
        customerId = "c-" + digits;
        traits = CustomerTraits.draw(config, streams);
        SeededRandom random = streams.of(Purpose.FIRST_PURCHASE);
        long firstPurchaseAt = Moments.NEVER;
        if (traits.prospect()) {
            double weeks = MEAN_INTEREST_WEEKS * random.exponential();
            silentAfter = BuyingPath.later(config, signUpAt, weeks);
        } else {
            silentAfter = Moments.NEVER;
            long restOfDayMs = ShopConfig.DAY_MS - signUpAt % ShopConfig.DAY_MS;
            firstPurchaseAt = signUpAt + random.below(Math.min(LONGEST_SIGN_UP_MS, restOfDayMs));
        }
        path = new BuyingPath(config, streams, traits, firstPurchaseAt);
    }

    private void engage(Courier courier) {
        SeededRandom random = streams.of(Purpose.ENGAGEMENT, engagements);
        send(courier, EventType.ENGAGEMENT, engagementAt, traits.channel().ofEngagement(random));
        planEngagement(engagementAt);
    }

    private void visit(Courier courier) {
        SeededRandom random = streams.of(Purpose.VISIT, path.purchaseNumber());
        long purchaseAt = path.purchaseAt();
        Channel channel = traits.channel().ofVisit(random);
        long viewAt = visitAt;
        for (int left = random.geometric(config.viewsPerPurchase()); left > 0; left--) {
            send(courier, EventType.VIEW, viewAt, channel.ofView());
            viewAt += random.below(purchaseAt - viewAt + 1) / left;
        }
        buy(courier, channel);
        path.buy();
        silentAfter = path.diesAt();
        planVisit(purchaseAt);
        if (engagementAt > silentAfter) {
            engagementAt = Moments.NEVER;
        }
    }

    private void buy(Courier courier, Channel channel) {
        int number = path.purchaseNumber();
        long purchaseAt = path.purchaseAt();
        String orderId = orderId(number);
        long amountMinor = drawAmountMinor(number);
        send(courier, event(EventType.PURCHASE, purchaseAt, orderId, amountMinor, channel));

        SeededRandom random = streams.of(Purpose.REFUND, number);
        if (random.chance(config.shares().refunds())) {
            Refund drawn = Refund.draw(amountMinor, random);
            Refund refund = config.repertoire().hastened(drawn, random);
            long refundAt = purchaseAt + refund.delayMs();
            send(
                    courier,
                    event(EventType.REFUND, refundAt, orderId, refund.amountMinor(), channel));
        } else {
            // The number is used up, so that the share of refunds renames no other event.
            events++;
        }
        restate(courier, number, amountMinor, channel);
    }

    /** Items are added or struck out: the order is sent once more, as it is then. */
    private void restate(Courier courier, int number, long amountMinor, Channel channel) {
        SeededRandom random = streams.of(Purpose.RESTATEMENT, number);
        if (config.repertoire().restates(random)) {
            long at = path.purchaseAt() + 1 + random.below(LONGEST_RESTATEMENT_MS);
            long restatedMinor = 1 + random.below(2 * amountMinor);
            String orderId = orderId(number);
            send(
                    courier,
                    event(EventType.PURCHASE, at, orderId, restatedMinor, channel)
                            .with(new EventDetail.Restatement()));
        }
    }

    private String orderId(int number) {
        return "o-" + digits + "-" + number;
    }

    private long drawAmountMinor(int number) {
        SeededRandom random = streams.of(Purpose.ORDER_AMOUNT, number);
        double units = random.gamma(config.spending().p()) / traits.spendRate();
        double minor = units * StrictMath.pow(10, config.fractionDigits());
        return Math.max(1, Math.min(LARGEST_ORDER_MINOR, (long) StrictMath.rint(minor)));
    }

    /** The visit that leads to the next purchase starts some time before it, after the last. */
    private void planVisit(long previousAt) {
        long purchaseAt = path.purchaseAt();
        if (purchaseAt == Moments.NEVER) {
            visitAt = Moments.NEVER;
            return;
        }
        double share = streams.of(Purpose.VISIT_START, path.purchaseNumber()).unit();
        visitAt = purchaseAt - (long) (share * Math.min(LONGEST_VISIT_MS, purchaseAt - previousAt));
    }

    private void planEngagement(long from) {
        engagements++;
        double perWeek = traits.lambdaPerWeek();
        if (traits.prospect()) {
            perWeek = config.buying().meanPurchasesPerWeek();
        }
        SeededRandom random = streams.of(Purpose.NEXT_ENGAGEMENT, engagements);
        double weeks = random.exponential() / (perWeek * config.engagementsPerPurchase());
        long at = BuyingPath.later(config, from, weeks);
        engagementAt = at <= silentAfter ? at : Moments.NEVER;
    }

    private void send(Courier courier, EventType type, long at, Channel channel) {
        send(courier, event(type, at, "", CustomerEvent.NO_AMOUNT, channel));
    }

    private void send(Courier courier, CustomerEvent event) {
        SeededRandom random = streams.of(Purpose.REPERTOIRE, events);
        courier.send(config.repertoire().refined(event, random), customerIndex, events, streams);
    }

    private CustomerEvent event(
            EventType type, long at, String orderId, long amountMinor, Channel channel) {
        events++;
        String eventId = "e-" + digits + "-" + events;
        return new CustomerEvent(
                eventId, customerId, type, at, orderId, amountMinor, channel.wireName());
    }

    private static String sevenDigits(int index) {
        String digits = Integer.toString(index);
        return "0".repeat(Math.max(0, 7 - digits.length())) + digits;
    }
}
