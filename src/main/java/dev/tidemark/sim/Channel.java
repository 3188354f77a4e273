package dev.tidemark.sim;

import java.util.Locale;

/** Where customers meet the shop. */
enum Channel {
    WEB,
    APP,
    STORE,
    EMAIL;

    private static final double STAYS_WITH_THE_USUAL = 0.8;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    String wireName() {
        return wireName;
    }

    /** A channel one can buy in. */
    static Channel draw(SeededRandom random) {
        double draw = random.unit();
        return draw < 0.5 ? WEB : draw < 0.8 ? APP : STORE;
    }

    /** The channel of one visit of a customer who usually comes this way. */
    Channel ofVisit(SeededRandom random) {
        boolean usual = random.chance(STAYS_WITH_THE_USUAL);
        Channel other = draw(random);
        return usual ? this : other;
    }

    /** Where one looks before buying here: nobody records a look at a shelf. */
    Channel ofView() {
        return this == STORE ? WEB : this;
    }

    /** Where one engages between purchases. */
    Channel ofEngagement(SeededRandom random) {
        return random.chance(0.5) ? EMAIL : ofView();
    }
}
