package dev.tidemark.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the parameters that make a likelihood, with a prior, as large as it can be, and how sharp
 * the maximum is.
 *
 * <p>Works in logarithms of the parameters, so that they stay over 0, and per customer, so that
 * tolerances mean the same for a thousand and for a million. The search is {@link QuasiNewton};
 * Newton steps with the matrix of second derivatives, which the standard errors need anyway, then
 * take the last digits. That matrix is made of central differences of the analytic gradient.
 */
final class MaximumLikelihood {
    private static final double NEAR = 1e-6;
    private static final double CLOSE = 1e-7;
    private static final double FLAT = 1e-4;
    private static final int MOST_STEPS = 300;
    private static final int MOST_POLISHES = 3;
    private static final double DIFFERENCE = 1e-4;

    /** Past e^23, ten thousand million times the start, a parameter runs away. */
    private static final double BOX = 23;

    private final Likelihood likelihood;
    private final ParameterPrior prior;
    private final double weight;
    private final int n;

    /**
     * Where the maximum is and how sharp.
     *
     * @param covariance of the logarithms, with the prior; empty if this is no proper maximum
     * @param logErrors of the logarithms by the data alone, NaN if they do not bound them all
     * @param slope the largest derivative per customer that is left
     */
    record Maximum(
            double[] parameters,
            double logLikelihood,
            double[][] covariance,
            double[] logErrors,
            int steps,
            double slope) {

        List<Estimate> estimates(List<String> names) {
            List<Estimate> estimates = new ArrayList<>();
            for (int i = 0; i < parameters.length; i++) {
                boolean sharp = covariance.length > 0;
                double logError = sharp ? Math.sqrt(covariance[i][i]) : Double.NaN;
                estimates.add(new Estimate(names.get(i), parameters[i], parameters[i] * logError));
            }
            return estimates;
        }

        /** Whether the data alone hold ln of the parameter within ±1 or so. */
        boolean bounds(int parameter) {
            return logErrors[parameter] <= 1;
        }

        Verdict verdict(boolean dropoutIdentified) {
            // A ridge without end is flat: there the slope is small, if not zero.
            if (!dropoutIdentified && slope < FLAT) {
                return Verdict.DROPOUT_NOT_IDENTIFIED;
            }
            return slope < CLOSE ? Verdict.CONVERGED : Verdict.NOT_CONVERGED;
        }
    }

    private MaximumLikelihood(Likelihood likelihood, ParameterPrior prior, double weight) {
        this.likelihood = likelihood;
        this.prior = prior;
        this.weight = weight;
        this.n = prior.size();
    }

    /**
     * The maximum.
     *
     * @param weight how many customers the likelihood sums over, over 0
     */
    static Maximum find(Likelihood likelihood, ParameterPrior prior, double weight) {
        return new MaximumLikelihood(likelihood, prior, weight).find();
    }

    private Maximum find() {
        double[] start = new double[n];
        for (int i = 0; i < n; i++) {
            start[i] = StrictMath.log(prior.median(i));
        }
        QuasiNewton.Minimum minimum =
                QuasiNewton.minimise(this::lossPerCustomer, start, NEAR, MOST_STEPS);
        double[] at = minimum.at();
        double[] gradient = new double[n];
        lossPerCustomer(at, gradient);
        double[][] curvature = curvature(at);
        double[][] covariance = SymmetricMatrix.inverse(curvature);
        for (int polish = 0; polish < MOST_POLISHES && covariance.length > 0; polish++) {
            double[] to = newton(at, gradient, covariance);
            double[] gradientThere = new double[n];
            double there = lossPerCustomer(to, gradientThere);
            boolean better = QuasiNewton.largest(gradientThere) < QuasiNewton.largest(gradient);
            if (!(there < Double.POSITIVE_INFINITY && better)) {
                break;
            }
            at = to;
            gradient = gradientThere;
        }
        return maximum(at, curvature, minimum.steps(), QuasiNewton.largest(gradient));
    }

    private double[] newton(double[] at, double[] gradient, double[][] covariance) {
        double[] to = at.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                to[i] -= covariance[i][j] * gradient[j];
            }
        }
        return to;
    }

    private Maximum maximum(double[] at, double[][] curvature, int steps, double slope) {
        double[] parameters = exp(at);
        double logLikelihood = likelihood.sum(parameters, new double[n]);
        double[][] withPrior = new double[n][n];
        double[][] dataOnly = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                withPrior[i][j] = curvature[i][j] * weight;
                dataOnly[i][j] = withPrior[i][j] - (i == j ? prior.precision() : 0);
            }
        }
        double[][] covariance = SymmetricMatrix.inverse(dataOnly);
        double[] logErrors = new double[n];
        for (int i = 0; i < n; i++) {
            logErrors[i] = covariance.length > 0 ? Math.sqrt(covariance[i][i]) : Double.NaN;
        }
        double[][] inverse = SymmetricMatrix.inverse(withPrior);
        return new Maximum(parameters, logLikelihood, inverse, logErrors, steps, slope);
    }

    private double[] exp(double[] logs) {
        double[] parameters = new double[n];
        for (int i = 0; i < n; i++) {
            parameters[i] = StrictMath.exp(logs[i]);
        }
        return parameters;
    }

    /** Minus the log-likelihood with the prior, over the weight, by the logarithms. */
    private double lossPerCustomer(double[] logs, double[] gradient) {
        double penalty = 0;
        for (int i = 0; i < n; i++) {
            double off = logs[i] - StrictMath.log(prior.median(i));
            if (!(Math.abs(off) < BOX)) {
                return Double.POSITIVE_INFINITY;
            }
            penalty += prior.precision() / 2 * off * off;
        }
        double[] parameters = exp(logs);
        double sum = likelihood.sum(parameters, gradient);
        for (int i = 0; i < n; i++) {
            double off = logs[i] - StrictMath.log(prior.median(i));
            gradient[i] = (prior.precision() * off - gradient[i] * parameters[i]) / weight;
        }
        return (penalty - sum) / weight;
    }

    private double[][] curvature(double[] at) {
        double[][] curvature = new double[n][n];
        double[] above = new double[n];
        double[] below = new double[n];
        for (int i = 0; i < n; i++) {
            double[] moved = at.clone();
            moved[i] = at[i] + DIFFERENCE;
            lossPerCustomer(moved, above);
            moved[i] = at[i] - DIFFERENCE;
            lossPerCustomer(moved, below);
            for (int j = 0; j < n; j++) {
                double second = (above[j] - below[j]) / (2 * DIFFERENCE);
                curvature[i][j] += second / 2;
                curvature[j][i] += second / 2;
            }
        }
        return curvature;
    }
}
