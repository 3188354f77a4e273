package dev.tidemark.stats;

import java.io.Serializable;

/**
 * The modified beta-geometric / negative binomial model of repeat buying (MBG/NBD).
 *
 * <p>While alive, a customer buys at the rate λ; λ varies over customers as Gamma(r, rate α). After
 * each purchase, the first included, the customer drops out for good with probability p; p varies
 * as Beta(a, b). All times are in one unit, the one in which α was estimated.
 *
 * <p>A customer is known by x repeat purchases, the time t_x of the last one and the age T, both
 * measured from the first purchase.
 *
 * <p>Sources: Batislam, Denizel and Filiztekin (2007), International Journal of Research in
 * Marketing 24(3), appendix A; Hoppe and Wagner (2007). The evaluation of the expectation is an
 * Euler transform of the published hypergeometric form, see {@link #expectedIfAlive}.
 */
public final class MbgNbd implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Above this b/a nobody ever drops out to double precision: the NBD limit. */
    private static final double NO_DROPOUT_RATIO = 1e8;

    /** The series needs about 37/(1 - z) terms; past this z the integral is cheaper. */
    private static final double SERIES_LIMIT = 0.99;

    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final transient EulerSeries series;

    private MbgNbd(double r, double alpha, double a, double b) {
        this.r = r;
        this.alpha = alpha;
        this.a = a;
        this.b = b;
        this.series = new EulerSeries(r, a, b);
    }

    /**
     * The model with these parameters.
     *
     * @param r shape of the buying rates, over 0
     * @param alpha rate of the buying rates, in units of time, over 0
     * @param a first parameter of the dropout probabilities, over 0
     * @param b second parameter of the dropout probabilities, over 0
     * @throws IllegalArgumentException if one is not a finite number over 0
     */
    public static MbgNbd of(double r, double alpha, double a, double b) {
        return new MbgNbd(
                Domain.positive("r", r),
                Domain.positive("alpha", alpha),
                Domain.positive("a", a),
                Domain.positive("b", b));
    }

    /**
     * The probability that the customer has not dropped out: 1 / (1 + a/(b+x) ·
     * ((α+T)/(α+t_x))^(r+x)).
     *
     * @param x repeat purchases, 0 or more
     * @param tx time of the last purchase, from 0 to T
     * @param age time since the first purchase: T
     * @return from 0 to 1, strictly decreasing in T
     */
    public double probabilityAlive(int x, double tx, double age) {
        double growth = (r + x) * StrictMath.log1p((age - tx) / (alpha + tx));
        return 1 / (1 + a / (b + x) * StrictMath.exp(growth));
    }

    /**
     * The probability of at least one purchase in (T, T+t]: P(alive) · [1 − ((α+T)/(α+T+t))^(r+x)].
     *
     * <p>Derived from the ratio of likelihoods L(x, t_x, T+t) / L(x, t_x, T), in which the
     * hypergeometric function cancels; the BG/NBD equal is Hardie's note 039, equation 34.
     *
     * @param t the horizon, 0 or more
     * @return from 0 to 1, decreasing in T
     */
    public double probabilityOfPurchase(int x, double tx, double age, double t) {
        double rateGone = -StrictMath.expm1(-(r + x) * StrictMath.log1p(t / (alpha + age)));
        return probabilityAlive(x, tx, age) * rateGone;
    }

    /** The expected number of purchases in (T, T+t]: E[Y(t) | x, t_x, T]. */
    public double expectedPurchases(int x, double tx, double age, double t) {
        return probabilityAlive(x, tx, age) * expectedIfAlive(x, age, t);
    }

    /**
     * The expected number of purchases in (T, T+t] of a customer who is alive at T.
     *
     * <p>With z = t/(α+T+t), C = a+b+x and N = a+b−r this is C·Φ − (1−z)^(a−1)·S, where Φ =
     * [1−(1−z)^(a−1)]/(a−1) and S = Σ s_k, s_1 = N·z, s_(k+1) = s_k·(a+k−1)(N+k)/((C+k)(k+1))·z.
     * Against the published form with ₂F₁ it has no pole at a = 1 or a+b+x = 1 and does not
     * overflow for large x. As z nears 1 the series slows down and an integral takes over.
     *
     * @param x repeat purchases, 0 or more
     * @param age time since the first purchase: T
     * @param t the horizon, 0 or more
     */
    public double expectedIfAlive(int x, double age, double t) {
        if (b / a > NO_DROPOUT_RATIO) {
            return (r + x) * t / (alpha + age);
        }
        double z = t / (alpha + age + t);
        return z < SERIES_LIMIT
                ? series(x, z)
                : DropoutIntegral.of(a, b + x + 1, r + x, t / (alpha + age));
    }

    private double series(int x, double z) {
        double logRest = StrictMath.log1p(-z);
        double sum = series.sum(x, z);
        if (a == 1) {
            return -(a + b + x) * logRest - sum;
        }
        double power = (a - 1) * logRest;
        double powerLess1 = StrictMath.expm1(power);
        // With a under 1 the power is over 1 and adding 1 is exact enough; else it may be tiny.
        double rest = a < 1 ? powerLess1 + 1 : StrictMath.exp(power);
        return -(a + b + x) * powerLess1 / (a - 1) - rest * sum;
    }

    /** The kept coefficients do not travel. */
    private Object readResolve() {
        return new MbgNbd(r, alpha, a, b);
    }

    @Override
    public String toString() {
        return "MBG/NBD(r=%s, alpha=%s, a=%s, b=%s)".formatted(r, alpha, a, b);
    }
}
