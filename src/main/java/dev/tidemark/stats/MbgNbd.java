package dev.tidemark.stats;

import java.util.List;

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
 * Euler transform of the published hypergeometric form, see {@link GeometricDropout}.
 */
public final class MbgNbd implements PurchaseModel {
    private static final long serialVersionUID = 1L;

    static final List<String> PARAMETERS = List.of("r", "alpha", "a", "b");

    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final transient GeometricDropout dropout;
    private final transient GeometricSpread spread;

    private MbgNbd(double r, double alpha, double a, double b) {
        this.r = r;
        this.alpha = alpha;
        this.a = a;
        this.b = b;
        this.dropout = new GeometricDropout(r, alpha, a, b + 1, b);
        this.spread = new GeometricSpread(r, alpha, a, b + 1, dropout);
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
     * Fits the model by maximum likelihood, with a prior of r, α, a and b.
     *
     * @throws IllegalArgumentException if there are no rows, or the prior is not of four parameters
     */
    public static Fit<MbgNbd> fit(PurchaseRows rows, ParameterPrior prior) {
        return PurchaseFit.find(
                rows,
                prior,
                new GeometricLikelihood(rows, true),
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
        return "MBG/NBD";
    }

    @Override
    public List<String> parameterNames() {
        return PARAMETERS;
    }

    @Override
    public double[] parameters() {
        return new double[] {r, alpha, a, b};
    }

    /** P(alive) = 1 / (1 + a/(b+x) · ((α+T)/(α+t_x))^(r+x)), strictly decreasing in T. */
    @Override
    public double probabilityAlive(int x, double tx, double age) {
        double growth = (r + x) * StrictMath.log1p((age - tx) / (alpha + tx));
        return Softplus.share(a / (b + x), growth);
    }

    /**
     * {@inheritDoc} It is 1 − ((α+T)/(α+T+t))^(r+x): derived from the ratio of likelihoods, in
     * which the hypergeometric function cancels; the BG/NBD equal is Hardie's note 039, equation
     * 34.
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
        return probabilityAlive(x, tx, age) * residualIfAlive(x, age, rate);
    }

    double residualIfAlive(int x, double age, double rate) {
        return dropout.discounted(x, age, Domain.positive("rate", rate));
    }

    /**
     * {@inheritDoc} Batislam et al., appendix A, equation 5, taken out of the term of those who are
     * alive, so that nothing overflows. Without a repeat purchase the likelihood is 1 − b/(a+b) ·
     * [1 − (α/(α+T))^r], which may be near 1.
     */
    @Override
    public double logLikelihood(int x, double tx, double age) {
        if (x == 0) {
            double bought = b / (a + b) * buysIfAlive(0, 0, 0, age);
            if (bought < 0.5) {
                return StrictMath.log1p(-bought);
            }
        }
        double logAge = StrictMath.log(alpha + age);
        double growth = (r + x) * StrictMath.log1p((age - tx) / (alpha + tx));
        return RisingFactorial.log(r, x)
                - x * logAge
                - r * StrictMath.log1p(age / alpha)
                + RisingFactorial.logSurvival(a, b, x + 1)
                + Softplus.of(StrictMath.log(a / (b + x)) + growth);
    }

    /** {@inheritDoc} In closed form: (α+t_x) · ((1/level − 1)·(b+x)/a)^(1/(r+x)) − α. */
    @Override
    public double ageAtProbabilityAlive(int x, double tx, double level) {
        double growth = StrictMath.log((1 / level - 1) * (b + x) / a) / (r + x);
        return growth <= 0 ? tx : tx + (alpha + tx) * StrictMath.expm1(growth);
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
