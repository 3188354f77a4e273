package dev.tidemark.kpi;

import dev.tidemark.model.Account;
import dev.tidemark.model.Quadrant;
import java.util.List;
import java.util.SplittableRandom;

/** Accounts from a seed: prospects and buyers, some with more to say than others. */
final class AnyAccounts {
    private static final List<String> COUNTRIES = List.of("", "CZ", "DE", "FR", "other", "unknown");
    private static final List<String> SOURCES = List.of("", "newsletter", "search", "a friend");

    private final SplittableRandom random;

    AnyAccounts(SplittableRandom random) {
        this.random = random;
    }

    Account next() {
        if (random.nextInt(10) == 0) {
            return Account.NONE;
        }
        boolean buyer = random.nextInt(3) > 0;
        int firstDay = buyer ? 19_000 + random.nextInt(500) : Account.NO_DAY;
        int orders = buyer ? random.nextInt(5) : 0;
        return new Account(
                true,
                Quadrant.values()[random.nextInt(4)],
                List.of(any(COUNTRIES), any(SOURCES)),
                firstDay,
                buyer ? firstDay + random.nextInt(300) : Account.NO_DAY,
                orders,
                orders * 1_000L,
                random.nextLong(-5_000, 100_000),
                buyer ? random.nextLong(50_000) : 0,
                buyer ? random.nextLong(50_000) : 0,
                buyer && random.nextBoolean(),
                random.nextInt(101),
                random.nextInt(-1, 11),
                random.nextInt(3) == 0 ? -1 : 1 + random.nextInt(5),
                random.nextInt(4) * 250L);
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
