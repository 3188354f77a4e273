package dev.tidemark.stats;

/**
 * The distribution of the purchases to come of a customer whose rate is Gamma(R, A) and whose
 * remaining lifetime, if alive, is Lomax(s, B): that of Pareto/NBD, where A = α+T and B = β+T.
 *
 * <p>Given that the lifetime ends at u, or is at t not over, purchases are negative binomial with R
 * and c = u/A. Over lifetimes they are mixed by the rule of {@link GaussLegendre} in v = ln(1 +
 * u/min(A, B)), and by an atom at t. So are the moments: E[Y] = R/A · E[u] and E[Y(Y−1)] =
 * R·(R+1)/A² · E[u²], to about 1e-12.
 *
 * <p>Probabilities are exact where nobody drops out. Else the step from few to many purchases, the
 * sharper in v the larger R, has to be met by the nodes: for A and B of a 600th to 600 times each
 * other errors are under 1e-6 for R to 100, 1e-3 for R to 3000.
 */
final class LifetimeSpread {
    private static final double LONGEST_PANEL = 2;
    private static final double STEEPEST_PANEL = 12;
    private static final int MOST_PANELS = 16;

    /** In standard deviations of the step from few to many purchases. */
    private static final double SHARPEST_PANEL = 5;

    /** Later ends of a lifetime have a chance of e to the power of minus this. */
    private static final double LATEST = 40;

    private static final int MOST_STEPS = 4_000;
    private static final double LOG_LEAST = -600;

    private final double alive;
    private final double shape;

    /** At each node: its share of customers, and u/A of them. */
    private final double[] share;

    private final double[] c;

    private LifetimeSpread(double alive, double shape, int nodes) {
        this.alive = alive;
        this.shape = shape;
        this.share = new double[nodes];
        this.c = new double[nodes];
    }

    /**
     * The distribution in a time t of a customer who is alive with this probability.
     *
     * @param shape R, over 0
     * @param scale A, over 0
     * @param s over 0
     * @param lifetimeScale B, over 0
     */
    static PurchaseSpread of(
            double alive, double shape, double scale, double s, double lifetimeScale, double t) {
        double logStays = -s * StrictMath.log1p(t / lifetimeScale);
        double latest = lifetimeScale * StrictMath.expm1(LATEST / s);
        double last = Math.min(t, latest);
        double near = Math.min(scale, lifetimeScale);
        double end = StrictMath.log1p(last / near);
        double slope = s * last / (lifetimeScale + last);
        double sharpness = Math.sqrt(shape) / SHARPEST_PANEL;
        double steepness = Math.max(1 / LONGEST_PANEL, slope / STEEPEST_PANEL);
        double wanted = Math.ceil(end * Math.max(sharpness, steepness));
        int panels = (int) Math.max(1, Math.min(MOST_PANELS, wanted));
        LifetimeSpread spread = new LifetimeSpread(alive, shape, panels * GaussLegendre.POINTS + 1);
        spread.share[0] = StrictMath.exp(logStays);
        spread.c[0] = t / scale;
        spread.fill(end / panels / 2, near, s, scale, lifetimeScale);
        return spread.find();
    }

    /** All nodes but that of those who stay, which is the first. */
    private void fill(double half, double near, double s, double scale, double lifetimeScale) {
        for (int i = 1; i < share.length; i++) {
            int node = (i - 1) % GaussLegendre.POINTS;
            int panel = (i - 1) / GaussLegendre.POINTS;
            double v = half * (2 * panel + 1 + GaussLegendre.node(node));
            double u = near * StrictMath.expm1(v);
            double logGrowth = near == lifetimeScale ? v : StrictMath.log1p(u / lifetimeScale);
            double perTime = s * StrictMath.exp(-s * logGrowth) / (lifetimeScale + u);
            share[i] = half * GaussLegendre.weight(node) * (near + u) * perTime;
            c[i] = u / scale;
        }
    }

    private PurchaseSpread find() {
        double mean = 0;
        double pairs = 0;
        for (int i = 0; i < share.length; i++) {
            mean += share[i] * c[i];
            pairs += share[i] * c[i] * c[i];
        }
        mean *= alive * shape;
        pairs *= alive * shape * (shape + 1);
        double most = shape * c[0];
        double far = most + 8 * Math.sqrt(most * (1 + c[0]));
        if (-shape * StrictMath.log1p(c[0]) < LOG_LEAST || far > MOST_STEPS) {
            int low = TailSearch.lastOver(this::atLeast, PurchaseSpread.OVER_LOW);
            int high = TailSearch.lastOver(this::atLeast, PurchaseSpread.OVER_HIGH);
            return PurchaseSpread.of(low, high, mean, pairs);
        }
        return counted(mean, pairs);
    }

    /** P(Y ≥ n). */
    private double atLeast(int n) {
        double sum = 0;
        for (int i = 0; i < share.length; i++) {
            sum += c[i] > 0 ? share[i] * NegativeBinomial.atLeast(n, shape, c[i]) : 0;
        }
        return alive * sum;
    }

    /** The nodes' shares become those who buy n times, and are taken from those who buy more. */
    private PurchaseSpread counted(double mean, double pairs) {
        double more = 0;
        for (int i = 0; i < share.length; i++) {
            double none = StrictMath.exp(-shape * StrictMath.log1p(c[i]));
            more += share[i] * (1 - none);
            share[i] *= none;
            c[i] /= 1 + c[i];
        }
        int low = 0;
        int high = 0;
        while (alive * more > PurchaseSpread.OVER_HIGH && high < MOST_STEPS) {
            low = alive * more > PurchaseSpread.OVER_LOW ? high + 1 : low;
            high++;
            double factor = (shape + high - 1) / high;
            double exactly = 0;
            for (int i = 0; i < share.length; i++) {
                share[i] *= factor * c[i];
                exactly += share[i];
            }
            more -= exactly;
        }
        return PurchaseSpread.of(low, high, mean, pairs);
    }
}
