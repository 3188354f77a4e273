package dev.tidemark.sim;

import java.util.Currency;

/** Refusals that name the value, for the records a shop is configured with. */
final class Checks {
    private Checks() {}

    static void positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "%s %s is not a finite number above 0".formatted(name, value));
        }
    }

    static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "%s %s is not a share from 0 to 1".formatted(name, value));
        }
    }

    static void mean(String name, double value, int most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(
                    "%s %s is not from 0 to %d".formatted(name, value, most));
        }
    }

    static void within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s %d is not from %d to %d".formatted(name, value, least, most));
        }
    }

    static void currency(String code) {
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(known -> known.getCurrencyCode().equals(code))) {
            throw new IllegalArgumentException(
                    "currency %s is no ISO 4217 code, such as USD".formatted(code));
        }
    }
}
