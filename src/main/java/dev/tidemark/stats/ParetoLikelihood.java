package dev.tidemark.stats;

/**
 * The likelihood of Pareto/NBD, with its derivatives by r, α, s and β.
 *
 * <p>A row's likelihood is (r)_x·α^r·β^s·[(α+T)^(−R)(β+T)^(−s) + s·∫(α+y)^(−R)(β+y)^(−s−1)dy], y
 * from t_x to T. Its derivatives are means of ln(α+y), 1/(α+y), ln(β+y) and 1/(β+y) over when the
 * customer dropped out, in (t_x, T] or not at all; {@link LomaxIntegral} gives them along with the
 * integral.
 */
final class ParetoLikelihood implements Likelihood {
    private final PurchaseRows rows;

    ParetoLikelihood(PurchaseRows rows) {
        this.rows = rows;
    }

    @Override
    public double sum(double[] parameters, double[] gradient) {
        double r = parameters[0];
        double alpha = parameters[1];
        double s = parameters[2];
        double beta = parameters[3];
        double logAlpha = StrictMath.log(alpha);
        double logBeta = StrictMath.log(beta);
        double[] g = new double[4];
        double sum = 0;
        int counted = 0;
        double logRising = 0;
        double byRising = 0;
        LomaxIntegral dropout = new LomaxIntegral();
        for (int i = 0; i < rows.size(); i++) {
            for (; counted < rows.x(i); counted++) {
                logRising += StrictMath.log(r + counted);
                byRising += 1 / (r + counted);
            }
            double weight = rows.weight(i);
            double shape = r + rows.x(i);
            double silence = rows.age(i) - rows.tx(i);
            double scaleA = alpha + rows.tx(i);
            double scaleB = beta + rows.tx(i);
            dropout.take(scaleA, shape, scaleB, s + 1, silence);
            double growthA = StrictMath.log1p(silence / scaleA);
            double growthB = StrictMath.log1p(silence / scaleB);
            double alive = StrictMath.exp(-shape * growthA - s * growthB);
            double gone = s / scaleB * dropout.value();
            double p = alive / (alive + gone);
            double logA = StrictMath.log(scaleA);
            double logB = StrictMath.log(scaleB);
            sum +=
                    weight
                            * (logRising
                                    + r * logAlpha
                                    + s * logBeta
                                    - shape * logA
                                    - s * logB
                                    + StrictMath.log(alive + gone));
            double meanLogA = logA + p * growthA + (1 - p) * dropout.logMeanA();
            double meanLogB = logB + p * growthB + (1 - p) * dropout.logMeanB();
            double inverseA =
                    (p * StrictMath.exp(-growthA) + (1 - p) * dropout.inverseMeanA()) / scaleA;
            double inverseB = p * s / (scaleB + silence);
            inverseB += (1 - p) * (s + 1) * dropout.inverseMeanB() / scaleB;
            g[0] += weight * (byRising + logAlpha - meanLogA);
            g[1] += weight * (r / alpha - shape * inverseA);
            g[2] += weight * (logBeta - meanLogB + (1 - p) / s);
            g[3] += weight * (s / beta - inverseB);
        }
        System.arraycopy(g, 0, gradient, 0, 4);
        return sum;
    }
}
