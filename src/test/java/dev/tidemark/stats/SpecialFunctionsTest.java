package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Against mpmath 1.3 at 50 digits, and against closed forms. */
class SpecialFunctionsTest {
    private static final double[][] GAMMA = {
        {1e-12, 27.631021115927971, -1000000000000.5772},
        {0.001, 6.9071788853838537, -1000.5755719318103},
        {0.5, 0.57236494292470009, -1.9635100260214235},
        {1, 0.0, -0.57721566490153286},
        {1.4616321449683622, -0.12148629053584961, -9.2412655217294275e-17},
        {2, 0.0, 0.42278433509846714},
        {3.75, 1.4868155785934171, 1.1825373886117962},
        {15.99, 27.871864475940013, 2.7403681825035517},
        {16, 27.899271383840892, 2.7410133283274604},
        {123.456, 469.60554712992948, 4.8118293238289854},
        {1e6, 12815504.569147612, 13.815510057964191},
        {1e15, 33538776394910669.0, 34.538776394910685},
    };

    @Test
    void logGammaAndItsDerivativeAreThoseOfMpmath() {
        for (double[] row : GAMMA) {
            double scale = Math.max(1, Math.abs(row[1]));
            assertEquals(row[1], LogGamma.value(row[0]), 5e-15 * scale, "ln gamma of " + row[0]);
            double slopeScale = Math.max(1, Math.abs(row[2]));
            double slope = LogGamma.derivative(row[0]);
            assertEquals(row[2], slope, 5e-15 * slopeScale, "psi of " + row[0]);
        }
    }

    @Test
    void theGaussRuleIsExactForPolynomials() {
        for (int degree = 0; degree < 2 * GaussLegendre.POINTS; degree++) {
            double sum = 0;
            for (int i = 0; i < GaussLegendre.POINTS; i++) {
                sum += GaussLegendre.weight(i) * Math.pow(GaussLegendre.node(i), degree);
            }
            assertEquals(degree % 2 == 0 ? 2.0 / (degree + 1) : 0, sum, 1e-14, "x^" + degree);
        }
    }

    /** With B = A both factors are one, and the integral is A·[1 − (1+D/A)^(1−n)]/(n−1). */
    @Test
    void theLomaxIntegralOfOneScaleIsClosed() {
        for (double n : new double[] {1.5, 3, 40, 2000}) {
            for (double width : new double[] {1e-9, 0.3, 7, 1e3, 1e12}) {
                double closed = 5 * -Math.expm1((1 - n) * Math.log1p(width / 5)) / (n - 1);
                double found = LomaxIntegral.of(5, 0.3 * n, 5, 0.7 * n, width);
                assertEquals(closed, found, 1e-13 * closed, "n=" + n + ", D=" + width);
            }
        }
    }

    @Test
    void theLomaxIntegralDoesNotMindTheOrderOfItsFactors() {
        LomaxIntegral one = new LomaxIntegral();
        LomaxIntegral other = new LomaxIntegral();
        one.take(3, 2.5, 80, 40, 60);
        other.take(80, 40, 3, 2.5, 60);
        assertEquals(one.value(), other.value());
        assertEquals(one.logMeanA(), other.logMeanB());
        assertEquals(one.inverseMeanB(), other.inverseMeanA());
        assertEquals(LomaxIntegral.of(3, 2.5, 80, 40, 60), one.value());
    }

    @Test
    void aNarrowValleyIsFollowedToItsBottom() {
        QuasiNewton.Objective rosenbrock =
                (at, gradient) -> {
                    double off = at[1] - at[0] * at[0];
                    gradient[0] = -400 * at[0] * off - 2 * (1 - at[0]);
                    gradient[1] = 200 * off;
                    return 100 * off * off + (1 - at[0]) * (1 - at[0]);
                };
        QuasiNewton.Minimum minimum =
                QuasiNewton.minimise(rosenbrock, new double[] {-1.2, 1}, 1e-9, 200);
        assertEquals(1, minimum.at()[0], 1e-8);
        assertEquals(1, minimum.at()[1], 1e-8);
        assertTrue(minimum.steps() < 60, minimum.steps() + " steps");
    }

    @Test
    void theSearchKeepsOutOfWhereTheFunctionIsInfinite() {
        QuasiNewton.Objective walled =
                (at, gradient) -> {
                    gradient[0] = 1 - 1 / at[0];
                    return at[0] > 0 ? at[0] - Math.log(at[0]) : Double.POSITIVE_INFINITY;
                };
        QuasiNewton.Minimum minimum = QuasiNewton.minimise(walled, new double[] {9}, 1e-10, 100);
        assertEquals(1, minimum.at()[0], 1e-9);
    }

    @Test
    void anInverseTimesItsMatrixIsOne() {
        double[][] m = {{4, 1, -2}, {1, 3, 0.5}, {-2, 0.5, 5}};
        double[][] inverse = SymmetricMatrix.inverse(m);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += m[i][k] * inverse[k][j];
                }
                assertEquals(i == j ? 1 : 0, sum, 1e-14, i + "," + j);
            }
        }
        assertEquals(0, SymmetricMatrix.inverse(new double[][] {{1, 2}, {2, 1}}).length);
    }
}
