package dev.tidemark.stats;

import java.util.List;

/**
 * MBG/NBD for customers who buy regularly (MBG/CNBD-k): the time between two purchases is
 * Erlang(k), not exponential, so that the larger k the more even the gaps. With k = 1 it is {@link
 * MbgNbd}.
 *
 * <p>While alive, a customer runs through stages at the rate λ and buys at each k-th; λ varies over
 * customers as Gamma(r, rate α). After each purchase, the first included, the customer drops out
 * with a probability that varies as Beta(a, b).
 *
 * <p>Source: Platzer and Reutterer (2016), Marketing Science 35(5), for regularity; Reutterer,
 * Platzer and Schröder (2021), International Journal of Research in Marketing 38(1), for this
 * model. The probabilities and the likelihood are exact. <b>The expectations are not</b>: those of
 * MBG/NBD with α replaced by k·α are used, as the authors' package does before it corrects for the
 * cohort's bias, because a count of Erlang gaps has no closed form.
 */
public final class MbgCnbdK implements PurchaseModel {
    private static final long serialVersionUID = 1L;

    private final int k;
    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final MbgNbd irregular;

    private MbgCnbdK(int k, double r, double alpha, double a, double b) {
        this.k = k;
        this.r = r;
        this.alpha = alpha;
        this.a = a;
        this.b = b;
        this.irregular = MbgNbd.of(r, k * alpha, a, b);
    }

    /**
     * The model with these parameters.
     *
     * @param k stages to a purchase, from 1 to 100; known beforehand, or the one of the best fit
     * @param r shape of the rates, over 0
     * @param alpha rate of the rates of stages, in units of time, over 0
     * @param a first parameter of the dropout probabilities, over 0
     * @param b second parameter of the dropout probabilities, over 0
     * @throws IllegalArgumentException if one is out of its range
     */
    public static MbgCnbdK of(int k, double r, double alpha, double a, double b) {
        return new MbgCnbdK(
                Domain.stages(k),
                Domain.positive("r", r),
                Domain.positive("alpha", alpha),
                Domain.positive("a", a),
                Domain.positive("b", b));
    }

    /**
     * Fits the model by maximum likelihood, with a prior of r, α, a and b. Models of different k
     * are compared by {@link #logLikelihood(int, double, double, double)}, with the gaps.
     *
     * @throws IllegalArgumentException if there are no rows, k is not from 1 to 100, or the prior
     *     is not of four parameters
     */
    public static Fit<MbgCnbdK> fit(int k, PurchaseRows rows, ParameterPrior prior) {
        return PurchaseFit.find(
                rows,
                prior,
                new RegularLikelihood(rows, k),
                MbgNbd.PARAMETERS,
                p -> of(k, p[0], p[1], p[2], p[3]),
                PurchaseFit::meanDropout);
    }

    /** The prior of {@link MbgNbd#defaultPrior}, with a k-th of the time for a stage. */
    public static ParameterPrior defaultPrior(int k, double unitDays) {
        return ParameterPrior.of(1, 0.5, 8 * 7 / unitDays / k, 1, 3);
    }

    @Override
    public String name() {
        return "MBG/CNBD-" + k;
    }

    @Override
    public List<String> parameterNames() {
        return MbgNbd.PARAMETERS;
    }

    @Override
    public double[] parameters() {
        return new double[] {r, alpha, a, b};
    }

    /** Stages to a purchase: k. */
    public int stages() {
        return k;
    }

    private double shape(int x) {
        return r + (double) k * x;
    }

    /**
     * P(alive) = 1 / (1 + a/(b+x) · ((α+T)/(α+t_x))^R / S), R = r + k·x and S that of {@link
     * #waiting}.
     */
    @Override
    public double probabilityAlive(int x, double tx, double age) {
        double gap = age - tx;
        double growth = shape(x) * StrictMath.log1p(gap / (alpha + tx));
        double odds = a / (b + x);
        return Softplus.share(odds / waiting(shape(x), gap, alpha + age), growth);
    }

    /**
     * S: the sum over j under k of (R)_j/j! · (gap/scale)^j, by which waiting for k stages is more
     * likely than waiting for one.
     */
    private double waiting(double shape, double gap, double scale) {
        double share = gap / scale;
        double term = 1;
        double sum = 1;
        for (int j = 1; j < k; j++) {
            term *= (shape + j - 1) / j * share;
            sum += term;
        }
        return sum;
    }

    /** {@inheritDoc} 1 − ((α+T)/(α+T+t))^R · S(T+t)/S(T). */
    @Override
    public double buysIfAlive(int x, double tx, double age, double t) {
        double shape = shape(x);
        double scale = alpha + age;
        double now = waiting(shape, age - tx, scale);
        double then = waiting(shape, age - tx + t, scale + t);
        double logNone = -shape * StrictMath.log1p(t / scale) + StrictMath.log(then / now);
        if (k > 1 && t > 0 && logNone > -0.1) {
            return dueSoon(shape, age - tx, scale, t) / now;
        }
        return -StrictMath.expm1(logNone);
    }

    /**
     * S(T) − ((α+T)/(α+T+t))^R·S(T+t) where that is small: the integral over y from 0 to t of
     * (R)_k/(k−1)! · (gap+y)^(k−1)/scale^k · (1+y/scale)^(−R−k), in ln(1+y/scale).
     */
    private double dueSoon(double shape, double gap, double scale, double t) {
        double logFactor = RisingFactorial.log(shape, k) - RisingFactorial.log(1, k - 1);
        double end = StrictMath.log1p(t / scale);
        int panels = (int) Math.ceil(end * (1 + k / 4.0));
        double half = end / panels / 2;
        double sum = 0;
        for (int panel = 0; panel < panels; panel++) {
            for (int i = 0; i < GaussLegendre.POINTS; i++) {
                double v = half * (2 * panel + 1 + GaussLegendre.node(i));
                double waited = gap / scale + StrictMath.expm1(v);
                double log = (k - 1) * StrictMath.log(waited) - (shape + k - 1) * v;
                sum += GaussLegendre.weight(i) * StrictMath.exp(logFactor + log);
            }
        }
        return sum * half;
    }

    /** {@inheritDoc} An approximation unless k is 1: see the head of this class. */
    @Override
    public double expectedIfAlive(int x, double age, double t) {
        return irregular.expectedIfAlive(x, age, t);
    }

    /**
     * {@inheritDoc} That of MBG/NBD with k·α, as is the expectation: an approximation unless k is
     * 1. The counts of buyers as regular as these spread less around their rate.
     */
    @Override
    public PurchaseSpread mixedSpread(double alive, int x, double age, double t) {
        return irregular.mixedSpread(alive, x, age, t);
    }

    /** {@inheritDoc} An approximation unless k is 1: see the head of this class. */
    @Override
    public double discountedResidualTransactions(int x, double tx, double age, double rate) {
        return probabilityAlive(x, tx, age) * irregular.residualIfAlive(x, age, rate);
    }

    /**
     * The logarithm of the likelihood without its factor from the gaps, which has no parameter in
     * it but k: {@link #logLikelihood(int, double, double, double)} with a sum of 0.
     */
    @Override
    public double logLikelihood(int x, double tx, double age) {
        return logLikelihood(x, tx, age, 0);
    }

    /**
     * The logarithm of the likelihood. With the gaps' sum, models of different k can be compared.
     *
     * @param sumLogGaps Σ ln of the x gaps between purchases, in the model's unit of time; 0 if x
     *     is 0
     */
    public double logLikelihood(int x, double tx, double age, double sumLogGaps) {
        if (x == 0) {
            double bought = b / (a + b) * buysIfAlive(0, 0, 0, age);
            if (bought < 0.5) {
                return StrictMath.log1p(-bought);
            }
        }
        double gap = age - tx;
        double scale = alpha + age;
        double growth = shape(x) * StrictMath.log1p(gap / (alpha + tx));
        double logWaiting = StrictMath.log(waiting(shape(x), gap, scale));
        return (k - 1) * sumLogGaps
                - x * RisingFactorial.log(1, k - 1)
                + RisingFactorial.log(r, k * x)
                - (double) k * x * StrictMath.log(scale)
                - r * StrictMath.log1p(age / alpha)
                + RisingFactorial.logSurvival(a, b, x + 1)
                + logWaiting
                + Softplus.of(StrictMath.log(a / (b + x)) + growth - logWaiting);
    }

    @Override
    public String toString() {
        return "MBG/CNBD-%d(r=%s, alpha=%s, a=%s, b=%s)".formatted(k, r, alpha, a, b);
    }
}
