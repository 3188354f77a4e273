package dev.tidemark.stats;

/**
 * The likelihood of MBG/CNBD-k without its factor from the gaps, which does not depend on the
 * parameters, with its derivatives by r, α, a and b. It is that of {@link GeometricLikelihood} with
 * R = r + k·x, and with the factor S of {@link MbgCnbdK} on the living.
 */
final class RegularLikelihood implements Likelihood {
    private final PurchaseRows rows;
    private final int k;
    private final double logFactorial;

    RegularLikelihood(PurchaseRows rows, int k) {
        this.rows = rows;
        this.k = Domain.stages(k);
        this.logFactorial = RisingFactorial.log(1, k - 1);
    }

    @Override
    public double sum(double[] parameters, double[] gradient) {
        double r = parameters[0];
        double alpha = parameters[1];
        double a = parameters[2];
        double b = parameters[3];
        double logAlpha = StrictMath.log(alpha);
        double[] g = new double[4];
        double sum = 0;
        int counted = -1;
        int stages = 0;
        double counts = 0;
        double byR = 0;
        double byA = 0;
        double byB = 0;
        for (int i = 0; i < rows.size(); i++) {
            int x = rows.x(i);
            for (; counted < x; counted++) {
                int survived = counted + 1;
                counts -= StrictMath.log1p(a / (b + survived));
                byA -= 1 / (a + b + survived);
                byB += a / (b + survived) / (a + b + survived);
            }
            for (; stages < k * x; stages++) {
                counts += StrictMath.log(r + stages);
                byR += 1 / (r + stages);
            }
            double weight = rows.weight(i);
            double shape = r + stages;
            double scale = alpha + rows.age(i);
            double scaleThen = alpha + rows.tx(i);
            double logScale = StrictMath.log(scale);
            double growth = logScale - StrictMath.log(scaleThen);
            double term = 1;
            double waiting = 1;
            double logTermByR = 0;
            double waitingByR = 0;
            double waitingByJ = 0;
            double share = (rows.age(i) - rows.tx(i)) / scale;
            for (int j = 1; j < k; j++) {
                term *= (shape + j - 1) / j * share;
                logTermByR += 1 / (shape + j - 1);
                waiting += term;
                waitingByR += term * logTermByR;
                waitingByJ += term * j;
            }
            double logWaiting = StrictMath.log(waiting);
            double d = StrictMath.log(a / (b + x)) + shape * growth - logWaiting;
            double small = StrictMath.exp(-Math.abs(d));
            double gone = (d > 0 ? 1 : small) / (1 + small);
            double living = r * logAlpha - shape * logScale + logWaiting - x * logFactorial;
            sum += weight * (counts + living + Math.max(d, 0) + StrictMath.log1p(small));
            double alive = 1 - gone;
            double byGrowth = gone * growth + alive * waitingByR / waiting;
            g[0] += weight * (byR + logAlpha - logScale + byGrowth);
            double bySize = gone * shape / scaleThen;
            bySize += alive * (shape + waitingByJ / waiting) / scale;
            g[1] += weight * (r / alpha - bySize);
            g[2] += weight * (byA + gone / a);
            g[3] += weight * (byB - gone / (b + x));
        }
        System.arraycopy(g, 0, gradient, 0, 4);
        return sum;
    }
}
