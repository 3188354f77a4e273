package dev.tidemark.stats;

/**
 * The likelihood of the gamma-gamma model, with its derivatives by p, q and v: lnΓ(px+q) − lnΓ(px)
 * − lnΓ(q) + q·ln v + (px−1)·ln m + px·ln x − (px+q)·ln(xm+v). Gamma functions are computed once
 * for each different x.
 */
final class GammaGammaLikelihood implements Likelihood {
    private final SpendRows rows;

    GammaGammaLikelihood(SpendRows rows) {
        this.rows = rows;
    }

    @Override
    public double sum(double[] parameters, double[] gradient) {
        double p = parameters[0];
        double q = parameters[1];
        double v = parameters[2];
        double logV = StrictMath.log(v);
        double logGammaQ = LogGamma.value(q);
        double psiQ = LogGamma.derivative(q);
        double sum = 0;
        double byP = 0;
        double byQ = 0;
        double byV = 0;
        int lastX = 0;
        double gammas = 0;
        double psiBoth = 0;
        double psiX = 0;
        for (int i = 0; i < rows.size(); i++) {
            int x = rows.x(i);
            double px = p * x;
            if (x != lastX) {
                gammas = LogGamma.value(px + q) - LogGamma.value(px) - logGammaQ;
                psiBoth = LogGamma.derivative(px + q);
                psiX = LogGamma.derivative(px);
                lastX = x;
            }
            double total = x * rows.meanSpend(i);
            double logTotal = StrictMath.log(total);
            double logBoth = StrictMath.log(total + v);
            double logMean = StrictMath.log(rows.meanSpend(i));
            double weight = rows.weight(i);
            sum += weight * (gammas + q * logV + px * logTotal - logMean - (px + q) * logBoth);
            byP += weight * x * (psiBoth - psiX + logTotal - logBoth);
            byQ += weight * (psiBoth - psiQ + logV - logBoth);
            byV += weight * (q / v - (px + q) / (total + v));
        }
        gradient[0] = byP;
        gradient[1] = byQ;
        gradient[2] = byV;
        return sum;
    }
}
