package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFamilyTest {
    @ParameterizedTest
    @CsvSource({
        "mbg-nbd, MBG/NBD",
        "bg-nbd, BG/NBD",
        "pareto-nbd, Pareto/NBD",
        "mbg-cnbd-3, MBG/CNBD-3"
    })
    void aNameGivesItsModelAndItsFit(String id, String name) {
        ModelFamily family = ModelFamily.parse(id);
        assertEquals(id, family.id());
        PurchaseModel model = family.model(0.5, 6, 0.9, 1.6);
        assertEquals(name, model.name());
        assertEquals(family.parameterNames(), model.parameterNames());
        PurchaseRows rows = CdnowCustomers.ofReference().rows();
        Fit<? extends PurchaseModel> fit = family.fit(rows, family.defaultPrior(7));
        assertEquals(Verdict.CONVERGED, fit.verdict(), fit.toString());
        assertEquals(name, fit.model().name());
        for (int i = 0; i < 4; i++) {
            Estimate estimate = fit.estimates().get(i);
            assertEquals(family.parameterNames().get(i), estimate.name());
            assertEquals(fit.model().parameters()[i], estimate.value());
        }
        assertTrue(rows.logLikelihood(fit.model()) >= rows.logLikelihood(model), fit.toString());
        double sum = rows.logLikelihood(fit.model());
        assertEquals(sum, fit.logLikelihood(), 1e-9 * Math.abs(sum), fit.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MBG-NBD", "mbg-cnbd", "mbg-cnbd-0", "mbg-cnbd-101", "nbd"})
    void anUnknownNameIsRefused(String id) {
        assertThrows(IllegalArgumentException.class, () -> ModelFamily.parse(id));
    }

    @Test
    void tooFewParametersAreRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ModelFamily.parse("bg-nbd").model(1, 2, 3));
        assertEquals("3 parameters, not [r, alpha, a, b]", e.getMessage());
    }
}
