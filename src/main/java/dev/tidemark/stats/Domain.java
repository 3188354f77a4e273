package dev.tidemark.stats;

/** Checks that a parameter lies in its domain, and says its name and value if not. */
final class Domain {
    private Domain() {}

    static double positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "%s %s is not a finite number over 0".formatted(name, value));
        }
        return value;
    }

    static int stages(int k) {
        if (k < 1 || k > 100) {
            throw new IllegalArgumentException("k %d is not from 1 to 100".formatted(k));
        }
        return k;
    }
}
