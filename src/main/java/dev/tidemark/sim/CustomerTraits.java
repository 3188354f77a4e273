package dev.tidemark.sim;

import dev.tidemark.sim.CustomerStreams.Purpose;

/**
 * What a customer is born with.
 *
 * @param prospect signs up and never buys
 * @param lambdaPerWeek purchases per week while alive, 0 or more
 * @param dropoutProbability probability of dropping out after each purchase
 * @param spendRate nu of Gamma-Gamma, per currency unit, above 0
 * @param channel the channel the customer mostly uses
 */
record CustomerTraits(
        boolean prospect,
        double lambdaPerWeek,
        double dropoutProbability,
        double spendRate,
        Channel channel) {

    /** When the customer signs up. Apart from the rest because a shop asks it of all at once. */
    static long signUpAt(ShopConfig config, CustomerStreams streams) {
        SeededRandom random = streams.of(Purpose.SIGN_UP);
        long span = config.signUpDays() * ShopConfig.DAY_MS;
        long opening = span / 10;
        boolean early = random.chance(config.openingShare());
        long offset = early ? random.below(opening) : opening + random.below(span - opening);
        return config.startAt() + offset;
    }

    static CustomerTraits draw(ShopConfig config, CustomerStreams streams) {
        BuyingProcess buying = config.buying();
        SpendProcess spending = config.spending();
        double lambda = streams.of(Purpose.BUYING_RATE).gamma(buying.r()) / buying.alphaWeeks();
        double nu = streams.of(Purpose.SPEND_LEVEL).gamma(spending.q()) / spending.v();
        SeededRandom character = streams.of(Purpose.CHANNEL);
        return new CustomerTraits(
                character.chance(config.shares().prospects()),
                lambda,
                streams.of(Purpose.DROPOUT).beta(buying.a(), buying.b()),
                Math.max(nu, Double.MIN_NORMAL),
                Channel.draw(character));
    }
}
