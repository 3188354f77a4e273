package dev.tidemark.stats;

import java.util.List;

/**
 * The beta-geometric / negative binomial model of repeat buying (BG/NBD).
 *
 * <p>While alive, a customer buys at the rate λ; λ varies over customers as Gamma(r, rate α). After
 * each repeat purchase the customer drops out for good with probability p; p varies as Beta(a, b).
 * Nobody drops out at the first purchase: whoever has bought once is alive for ever, which is why
 * {@link MbgNbd} is the better judge of who is gone.
 *
 * <p>Source: Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way, Marketing
 * Science 24(2), section 7 and equation 10; P(alive) from Fader and Hardie's note 021. The
 * expectation is evaluated by {@link GeometricDropout}.
 */
public final class BgNbd implements PurchaseModel {
    private static final long serialVersionUID = 1L;

    static final List<String> PARAMETERS = List.of("r", "alpha", "a", "b");

    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final transient GeometricDropout dropout;
    private final transient GeometricSpread spread;

    private BgNbd(double r, double alpha, double a, double b) {
        this.r = r;
        this.alpha = alpha;
        this.a = a;
        this.b = b;
        this.dropout = new GeometricDropout(r, alpha, a, b, b - 1);
        this.spread = new GeometricSpread(r, alpha, a, b, dropout);
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
    public static BgNbd of(double r, double alpha, double a, double b) {
        return new BgNbd(
                Domain.positive("r", r),
                Domain.positive("alpha", alpha),
                Domain.positive("a", a),
                Domain.positive("b", b));
    }

    /**
     * Fits the model by maximum likelihood, with a prior of r, α, a and b.
     *
     * @throws IllegalArgumentException if there are no rows, or the prior is not of four parameters
     */
    public static Fit<BgNbd> fit(PurchaseRows rows, ParameterPrior prior) {
        return PurchaseFit.find(
                rows,
                prior,
                new GeometricLikelihood(rows, false),
                PARAMETERS,
                p -> of(p[0], p[1], p[2], p[3]),
                PurchaseFit::meanDropout);
    }

    /**
     * A weak prior around r = 0.5, α = 8 weeks, a = 1 and b = 3, which holds the parameters where
     * the data do not.
     *
     * @param unitDays days in the model's unit of time: 7 for weeks
     */
    public static ParameterPrior defaultPrior(double unitDays) {
        return ParameterPrior.of(1, 0.5, 8 * 7 / unitDays, 1, 3);
    }

    @Override
    public String name() {
        return "BG/NBD";
    }

    @Override
    public List<String> parameterNames() {
        return PARAMETERS;
    }

    @Override
    public double[] parameters() {
        return new double[] {r, alpha, a, b};
    }

    /**
     * P(alive) = 1 / (1 + a/(b+x−1) · ((α+T)/(α+t_x))^(r+x)), strictly decreasing in T; 1 if x = 0.
     */
    @Override
    public double probabilityAlive(int x, double tx, double age) {
        if (x == 0) {
            return 1;
        }
        double growth = (r + x) * StrictMath.log1p((age - tx) / (alpha + tx));
        return Softplus.share(a / (b + (x - 1)), growth);
    }

    /**
     * {@inheritDoc} It is 1 − ((α+T)/(α+T+t))^(r+x): Fader, Hardie and Lee's note 039, equation 34.
     */
    @Override
    public double buysIfAlive(int x, double tx, double age, double t) {
        return -StrictMath.expm1(-(r + x) * StrictMath.log1p(t / (alpha + age)));
    }

    @Override
    public double expectedIfAlive(int x, double age, double t) {
        return dropout.expected(x, age, t);
    }

    @Override
    public PurchaseSpread mixedSpread(double alive, int x, double age, double t) {
        return spread.of(alive, x, age, t);
    }

    @Override
    public double discountedResidualTransactions(int x, double tx, double age, double rate) {
        Domain.positive("rate", rate);
        return probabilityAlive(x, tx, age) * dropout.discounted(x, age, rate);
    }

    /** {@inheritDoc} Section 7, taken out of the term of those who are alive. */
    @Override
    public double logLikelihood(int x, double tx, double age) {
        double none = -r * StrictMath.log1p(age / alpha);
        if (x == 0) {
            return none;
        }
        double growth = (r + x) * StrictMath.log1p((age - tx) / (alpha + tx));
        return none
                + RisingFactorial.log(r, x)
                - x * StrictMath.log(alpha + age)
                + RisingFactorial.logSurvival(a, b, x)
                + Softplus.of(StrictMath.log(a / (b + (x - 1))) + growth);
    }

    /**
     * {@inheritDoc} In closed form: (α+t_x) · ((1/level − 1)·(b+x−1)/a)^(1/(r+x)) − α; infinity if
     * x = 0.
     */
    @Override
    public double ageAtProbabilityAlive(int x, double tx, double level) {
        if (x == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double growth = StrictMath.log((1 / level - 1) * (b + (x - 1)) / a) / (r + x);
        return growth <= 0 ? tx : tx + (alpha + tx) * StrictMath.expm1(growth);
    }

    /** The kept coefficients do not travel. */
    private Object readResolve() {
        return new BgNbd(r, alpha, a, b);
    }

    @Override
    public String toString() {
        return "BG/NBD(r=%s, alpha=%s, a=%s, b=%s)".formatted(r, alpha, a, b);
    }
}
