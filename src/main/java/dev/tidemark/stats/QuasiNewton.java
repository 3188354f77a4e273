package dev.tidemark.stats;

/**
 * Finds a minimum of a smooth function of a few variables from its gradient: the method of Broyden,
 * Fletcher, Goldfarb and Shanno (Nocedal and Wright, Numerical Optimization, 2006, algorithm 6.1)
 * with a line search by halving and doubling that ends at the weak Wolfe conditions (Lewis and
 * Overton 2013, Mathematical Programming 141).
 *
 * <p>The variables are logarithms of parameters, so a step of more than {@link #LONGEST_STEP} in
 * one of them is never meant, and is cut. The function may be infinite where it must not go.
 */
final class QuasiNewton {
    private static final double LONGEST_STEP = 1.5;
    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int MOST_TRIALS = 50;

    private final Objective objective;
    private final int n;
    private double[] at;
    private double value;
    private double[] gradient;
    private double[][] inverse;

    /** What is made small. */
    interface Objective {
        /** The value at a point; {@code gradient} is set to its derivatives if it is finite. */
        double value(double[] at, double[] gradient);
    }

    /**
     * Where the search ended.
     *
     * @param steps how many it took
     */
    record Minimum(double[] at, double value, int steps) {}

    private QuasiNewton(Objective objective, double[] start) {
        this.objective = objective;
        this.n = start.length;
        this.at = start.clone();
        this.gradient = new double[n];
        this.value = objective.value(at, gradient);
        this.inverse = unit();
    }

    /**
     * Searches from a point at which the objective is finite.
     *
     * @param tolerance a derivative within it counts as zero
     */
    static Minimum minimise(Objective objective, double[] start, double tolerance, int mostSteps) {
        QuasiNewton search = new QuasiNewton(objective, start);
        int steps = 0;
        boolean fresh = true;
        while (largest(search.gradient) > tolerance && steps < mostSteps) {
            steps++;
            if (search.step(fresh)) {
                fresh = false;
            } else if (fresh) {
                break;
            } else {
                // What was learnt of the curvature misleads here: begin anew.
                search.inverse = search.unit();
                fresh = true;
            }
        }
        return new Minimum(search.at, search.value, steps);
    }

    static double largest(double[] v) {
        double largest = 0;
        for (double e : v) {
            largest = Math.max(largest, Math.abs(e));
        }
        return largest;
    }

    private double[][] unit() {
        double[][] unit = new double[n][n];
        for (int i = 0; i < n; i++) {
            unit[i][i] = 1;
        }
        return unit;
    }

    private double[] direction() {
        double[] direction = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                direction[i] -= inverse[i][j] * gradient[j];
            }
        }
        double longest = largest(direction);
        if (longest > LONGEST_STEP) {
            for (int i = 0; i < n; i++) {
                direction[i] *= LONGEST_STEP / longest;
            }
        }
        return direction;
    }

    /** Whether the value became smaller. */
    private boolean step(boolean fresh) {
        double[] direction = direction();
        double slope = dot(direction, gradient);
        if (!(slope < 0)) {
            return false;
        }
        double[] to = new double[n];
        double[] gradientThere = new double[n];
        double shortest = 0;
        double longest = Double.POSITIVE_INFINITY;
        double length = 1;
        double valueThere = Double.POSITIVE_INFINITY;
        boolean lower = false;
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            for (int i = 0; i < n; i++) {
                to[i] = at[i] + length * direction[i];
            }
            valueThere = objective.value(to, gradientThere);
            lower = valueThere <= value + DECREASE * length * slope;
            if (!lower) {
                longest = length;
            } else if (dot(direction, gradientThere) < CURVATURE * slope) {
                shortest = length;
            } else {
                break;
            }
            boolean closed = longest < Double.POSITIVE_INFINITY;
            length = closed ? (shortest + longest) / 2 : 2 * length;
        }
        if (!lower) {
            return false;
        }
        learn(to, gradientThere, fresh);
        at = to;
        value = valueThere;
        gradient = gradientThere;
        return true;
    }

    /** The update of the inverse of the matrix of second derivatives. */
    private void learn(double[] to, double[] gradientThere, boolean fresh) {
        double[] moved = new double[n];
        double[] bent = new double[n];
        for (int i = 0; i < n; i++) {
            moved[i] = to[i] - at[i];
            bent[i] = gradientThere[i] - gradient[i];
        }
        double curvature = dot(moved, bent);
        if (!(curvature > 1e-12 * Math.sqrt(dot(moved, moved) * dot(bent, bent)))) {
            return;
        }
        if (fresh) {
            double scale = curvature / dot(bent, bent);
            for (int i = 0; i < n; i++) {
                inverse[i][i] = scale;
            }
        }
        double[] image = new double[n];
        for (int i = 0; i < n; i++) {
            image[i] = dot(inverse[i], bent);
        }
        double factor = (1 + dot(bent, image) / curvature) / curvature;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double mixed = image[i] * moved[j] + moved[i] * image[j];
                inverse[i][j] += factor * moved[i] * moved[j] - mixed / curvature;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
