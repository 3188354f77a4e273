package dev.tidemark.stats;

/**
 * The likelihood of BG/NBD and MBG/NBD, with its derivatives by r, α, a and b.
 *
 * <p>A row's logarithm is that of the living, ln[(r)_x · α^r · (α+T)^(−R) · B(a, b+n)/B(a, b)] with
 * R = r+x and n chances to drop out survived, plus ln(1 + e^D), D = ln(a/(b+n−1)) + R·ln((α+T) /
 * (α+t_x)). n is x in BG/NBD, where those without a repeat purchase have no second term, and x + 1
 * in MBG/NBD. What depends on x alone is summed up to the largest x, and what depends on one time
 * is computed once for each different time: no gamma function is needed, and a row costs one
 * exponential and one logarithm.
 */
final class GeometricLikelihood implements Likelihood {
    private final PurchaseRows rows;
    private final int firstChance;
    private final double[] weightOfX;

    /**
     * The likelihood.
     *
     * @param dropoutAtFirst whether a customer may drop out at the first purchase: MBG/NBD
     */
    GeometricLikelihood(PurchaseRows rows, boolean dropoutAtFirst) {
        this.rows = rows;
        this.firstChance = dropoutAtFirst ? 1 : 0;
        this.weightOfX = new double[rows.mostPurchases() + 1];
        for (int i = 0; i < rows.size(); i++) {
            weightOfX[rows.x(i)] += rows.weight(i);
        }
    }

    @Override
    public double sum(double[] parameters, double[] gradient) {
        double[] g = new double[4];
        double sum = ofCounts(parameters, g) + ofTimes(parameters, g);
        System.arraycopy(g, 0, gradient, 0, 4);
        return sum;
    }

    /** ln[(r)_x · α^r · B(a, b+n)/B(a, b)], each x times its weight. */
    private double ofCounts(double[] parameters, double[] g) {
        double r = parameters[0];
        double a = parameters[2];
        double b = parameters[3];
        double logAlpha = StrictMath.log(parameters[1]);
        double value = 0;
        double byR = 0;
        double byA = 0;
        double byB = 0;
        double sum = 0;
        for (int x = 0; x < weightOfX.length; x++) {
            if (x > 0) {
                value += StrictMath.log(r + (x - 1));
                byR += 1 / (r + (x - 1));
            }
            int survived = x - 1 + firstChance;
            if (survived >= 0) {
                value -= StrictMath.log1p(a / (b + survived));
                double inverse = 1 / (a + b + survived);
                byA -= inverse;
                byB += a / (b + survived) * inverse;
            }
            double weight = weightOfX[x];
            sum += weight * (value + r * logAlpha);
            g[0] += weight * (byR + logAlpha);
            g[1] += weight * r / parameters[1];
            g[2] += weight * byA;
            g[3] += weight * byB;
        }
        return sum;
    }

    /** −R·ln(α+T) + ln(1 + e^D), each row times its weight. */
    private double ofTimes(double[] parameters, double[] g) {
        double r = parameters[0];
        double alpha = parameters[1];
        double a = parameters[2];
        double b = parameters[3];
        double[] times = rows.times();
        double[] logs = new double[times.length];
        double[] inverses = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            logs[i] = StrictMath.log(alpha + times[i]);
            inverses[i] = 1 / (alpha + times[i]);
        }
        double sum = 0;
        int lastX = -1;
        double logOdds = 0;
        double byB = 0;
        for (int i = 0; i < rows.size(); i++) {
            int x = rows.x(i);
            double shape = r + x;
            double weight = rows.weight(i);
            double logAge = logs[rows.ageIndex(i)];
            double value = -shape * logAge;
            double byR = -logAge;
            double byAlpha = -inverses[rows.ageIndex(i)];
            if (x + firstChance > 0) {
                if (x != lastX) {
                    byB = b + (x - 1 + firstChance);
                    logOdds = StrictMath.log(a / byB);
                    lastX = x;
                }
                double growth = logAge - logs[rows.txIndex(i)];
                double d = logOdds + shape * growth;
                double small = StrictMath.exp(-Math.abs(d));
                double gone = (d > 0 ? 1 : small) / (1 + small);
                value += Math.max(d, 0) + StrictMath.log1p(small);
                byR += gone * growth;
                byAlpha -= gone * (inverses[rows.txIndex(i)] + byAlpha);
                g[2] += weight * gone / a;
                g[3] -= weight * gone / byB;
            }
            sum += weight * value;
            g[0] += weight * byR;
            g[1] += weight * shape * byAlpha;
        }
        return sum;
    }
}
