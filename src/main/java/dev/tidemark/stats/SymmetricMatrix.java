package dev.tidemark.stats;

/** Inverts small symmetric matrices, if they are positive definite. */
final class SymmetricMatrix {
    private SymmetricMatrix() {}

    /**
     * The inverse by Cholesky's factors L·Lᵀ.
     *
     * @return an empty matrix, of no rows, if the matrix is not positive definite
     */
    static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                if (i > j) {
                    l[i][j] = sum / l[j][j];
                } else if (sum > 1e-14 * Math.abs(matrix[i][i])) {
                    l[i][i] = Math.sqrt(sum);
                } else {
                    return new double[0][0];
                }
            }
        }
        double[][] inverse = new double[n][];
        for (int column = 0; column < n; column++) {
            inverse[column] = solve(l, column);
        }
        return inverse;
    }

    /** A column of the inverse: forward with L, back with Lᵀ. */
    private static double[] solve(double[][] l, int column) {
        int n = l.length;
        double[] y = new double[n];
        for (int i = column; i < n; i++) {
            double sum = i == column ? 1 : 0;
            for (int k = column; k < i; k++) {
                sum -= l[i][k] * y[k];
            }
            y[i] = sum / l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = y[i];
            for (int k = i + 1; k < n; k++) {
                sum -= l[k][i] * y[k];
            }
            y[i] = sum / l[i][i];
        }
        return y;
    }
}
