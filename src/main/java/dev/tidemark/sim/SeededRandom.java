package dev.tidemark.sim;

/**
 * SplitMix64 and the distributions the shop is made of. The same seed gives the same numbers on
 * every machine and every Java: only exact operations and {@link StrictMath} are used.
 *
 * <p>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014;
 * {@link #nextLong} equals that of {@code java.util.SplittableRandom(seed)}.
 */
final class SeededRandom {
    static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private static final double TWO_TO_MINUS_52 = 0x1.0p-52;
    private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

    private long state;

    SeededRandom(long seed) {
        state = seed;
    }

    /** The finisher of SplitMix64: every bit of the input reaches every bit of the output. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform on [0, 1). */
    double unit() {
        return (nextLong() >>> 11) * TWO_TO_MINUS_53;
    }

    /** Uniform on (0, 1), both ends excluded, so its logarithm is finite and not zero. */
    double openUnit() {
        return ((nextLong() >>> 12) + 0.5) * TWO_TO_MINUS_52;
    }

    /** True with that probability; always consumes one number, whatever the probability. */
    boolean chance(double probability) {
        return unit() < probability;
    }

    /** Uniform on 0 … bound − 1, for a bound from 1 to 2^52. */
    long below(long bound) {
        return (long) (unit() * bound);
    }

    /** Exponential with mean 1. */
    double exponential() {
        return -StrictMath.log(openUnit());
    }

    /** Standard normal, by Box and Muller; the second number of the pair is not kept. */
    double gaussian() {
        double radius = StrictMath.sqrt(2 * exponential());
        return radius * StrictMath.cos(2 * StrictMath.PI * unit());
    }

    /** Number of failures before the first success, with that mean (0 or more), at most 1000. */
    int geometric(double mean) {
        double draw = -exponential();
        if (mean <= 0) {
            return 0;
        }
        return (int) Math.min(1000, draw / StrictMath.log(mean / (1 + mean)));
    }

    /**
     * Gamma with that shape (above 0) and rate 1; divide by the rate to scale.
     *
     * <p>Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26
     * (2000), for shape of 1 or more; below 1 by their boost Gamma(s) = Gamma(s + 1) · U^(1/s),
     * which may underflow to 0 for very small shapes.
     */
    double gamma(double shape) {
        if (shape < 1) {
            double boost = StrictMath.pow(openUnit(), 1 / shape);
            return boost * gamma(shape + 1);
        }
        double d = shape - 1.0 / 3.0;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = gaussian();
            double root = 1 + c * x;
            if (root <= 0) {
                continue;
            }
            double v = root * root * root;
            if (StrictMath.log(openUnit()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                return d * v;
            }
        }
    }

    /** Beta(a, b), a and b above 0, from two gammas. */
    double beta(double a, double b) {
        double first = gamma(a);
        double second = gamma(b);
        if (first + second == 0) {
            // Both underflowed: with a and b this small, Beta is a coin with heads a / (a + b).
            return chance(a / (a + b)) ? 1 : 0;
        }
        return first / (first + second);
    }
}
