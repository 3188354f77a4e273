package dev.tidemark.stats;

import java.util.List;

/**
 * The Pareto / negative binomial model of repeat buying (Pareto/NBD).
 *
 * <p>While alive, a customer buys at the rate λ and drops out at the rate μ, at any time, not only
 * after a purchase; λ varies over customers as Gamma(r, rate α), μ as Gamma(s, rate β).
 *
 * <p>Sources: Schmittlein, Morrison and Colombo (1987), Management Science 33(1); Fader and Hardie,
 * note 009 (2005), equations 18 to 20, 36, 37 and 41; Fader, Hardie and Lee (2005), Journal of
 * Marketing Research 42(4), equation 2, for the discounted residual transactions. The integrals of
 * these are taken as they stand before they become ₂F₁ and Ψ: see {@link LomaxIntegral}.
 */
public final class ParetoNbd implements PurchaseModel {
    private static final long serialVersionUID = 1L;

    static final List<String> PARAMETERS = List.of("r", "alpha", "s", "beta");

    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;

    private ParetoNbd(double r, double alpha, double s, double beta) {
        this.r = r;
        this.alpha = alpha;
        this.s = s;
        this.beta = beta;
    }

    /**
     * The model with these parameters.
     *
     * @param r shape of the buying rates, over 0
     * @param alpha rate of the buying rates, in units of time, over 0
     * @param s shape of the dropout rates, over 0
     * @param beta rate of the dropout rates, in units of time, over 0
     * @throws IllegalArgumentException if one is not a finite number over 0
     */
    public static ParetoNbd of(double r, double alpha, double s, double beta) {
        return new ParetoNbd(
                Domain.positive("r", r),
                Domain.positive("alpha", alpha),
                Domain.positive("s", s),
                Domain.positive("beta", beta));
    }

    /**
     * Fits the model by maximum likelihood, with a prior of r, α, s and β.
     *
     * @throws IllegalArgumentException if there are no rows, or the prior is not of four parameters
     */
    public static Fit<ParetoNbd> fit(PurchaseRows rows, ParameterPrior prior) {
        return PurchaseFit.find(
                rows,
                prior,
                new ParetoLikelihood(rows),
                PARAMETERS,
                p -> of(p[0], p[1], p[2], p[3]),
                p -> p[2] / p[3] * rows.oldest());
    }

    /**
     * A weak prior around r = 0.5, α = 10 weeks, s = 0.5 and β = 10 weeks, which holds the
     * parameters where the data do not.
     *
     * @param unitDays days in the model's unit of time: 7 for weeks
     */
    public static ParameterPrior defaultPrior(double unitDays) {
        return ParameterPrior.of(1, 0.5, 10 * 7 / unitDays, 0.5, 10 * 7 / unitDays);
    }

    @Override
    public String name() {
        return "Pareto/NBD";
    }

    @Override
    public List<String> parameterNames() {
        return PARAMETERS;
    }

    @Override
    public double[] parameters() {
        return new double[] {r, alpha, s, beta};
    }

    /**
     * P(alive) = 1 / (1 + s·J), where J is the integral of ((α+y)/(α+T))^(−r−x) ·
     * ((β+y)/(β+T))^(−s) / (β+y) over y from t_x to T.
     */
    @Override
    public double probabilityAlive(int x, double tx, double age) {
        return Softplus.share(goneOdds(x, tx, age), growth(x, tx, age));
    }

    /** Likelihood of dropout in (t_x, T] against that of being alive at t_x. */
    private double goneOdds(int x, double tx, double age) {
        double scale = beta + tx;
        return s / scale * LomaxIntegral.of(alpha + tx, r + x, scale, s + 1, age - tx);
    }

    /** ln of the likelihood of being alive at t_x against that at T. */
    private double growth(int x, double tx, double age) {
        return (r + x) * StrictMath.log1p((age - tx) / (alpha + tx))
                + s * StrictMath.log1p((age - tx) / (beta + tx));
    }

    /** {@inheritDoc} The integral over when the next purchase falls. */
    @Override
    public double buysIfAlive(int x, double tx, double age, double t) {
        double scale = alpha + age;
        return (r + x) / scale * LomaxIntegral.of(scale, r + x + 1, beta + age, s, t);
    }

    /** {@inheritDoc} (r+x)·(β+T)/(α+T) · [1 − ((β+T)/(β+T+t))^(s−1)] / (s−1). */
    @Override
    public double expectedIfAlive(int x, double age, double t) {
        double scale = beta + age;
        double logGrowth = StrictMath.log1p(t / scale);
        double lived = s == 1 ? logGrowth : -StrictMath.expm1((1 - s) * logGrowth) / (s - 1);
        return (r + x) * scale / (alpha + age) * lived;
    }

    /** {@inheritDoc} By {@link LifetimeSpread}. */
    @Override
    public PurchaseSpread mixedSpread(double alive, int x, double age, double t) {
        return LifetimeSpread.of(alive, r + x, alpha + age, s, beta + age, t);
    }

    /** {@inheritDoc} P(alive)·(r+x)/(α+T) · ∫ e^(−rate·t)·((β+T)/(β+T+t))^s dt. */
    @Override
    public double discountedResidualTransactions(int x, double tx, double age, double rate) {
        Domain.positive("rate", rate);
        double scale = beta + age;
        double lived =
                Discounting.integral(t -> StrictMath.exp(-s * StrictMath.log1p(t / scale)), rate);
        return probabilityAlive(x, tx, age) * (r + x) / (alpha + age) * lived;
    }

    /**
     * {@inheritDoc} Note 009, equation 18, as it stands at t_x. Without a repeat purchase the
     * likelihood is 1 less the probability of one, which may be near 1.
     */
    @Override
    public double logLikelihood(int x, double tx, double age) {
        if (x == 0) {
            double bought = buysIfAlive(0, 0, 0, age);
            if (bought < 0.5) {
                return StrictMath.log1p(-bought);
            }
        }
        double growth = growth(x, tx, age);
        return RisingFactorial.log(r, x)
                - x * StrictMath.log(alpha + tx)
                - r * StrictMath.log1p(tx / alpha)
                - s * StrictMath.log1p(tx / beta)
                - growth
                + Softplus.of(StrictMath.log(goneOdds(x, tx, age)) + growth);
    }

    @Override
    public String toString() {
        return "Pareto/NBD(r=%s, alpha=%s, s=%s, beta=%s)".formatted(r, alpha, s, beta);
    }
}
