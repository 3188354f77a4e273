package dev.tidemark.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiTest {
    @Test
    void everyKpiIsFoundByItsName() {
        for (Kpi kpi : Kpi.values()) {
            assertEquals(Optional.of(kpi), Kpi.ofWireName(kpi.wireName()));
        }
        assertEquals(Optional.empty(), Kpi.ofWireName("EVENTS_READ"));
    }

    /** What Prometheus takes as it is. */
    @Test
    void namesAndLabelsArePlainAndTheHelpIsASentence() {
        for (Kpi kpi : Kpi.values()) {
            assertTrue(kpi.wireName().matches("[a-z][a-z_]*"), kpi.wireName());
            assertTrue(kpi.help().matches("[A-Z].*\\."), kpi.help());
            Set<String> labels = new HashSet<>(kpi.labels());
            assertEquals(kpi.labels().size(), labels.size(), kpi.wireName());
            labels.forEach(label -> assertTrue(label.matches("[a-z][a-z_]*"), label));
        }
    }

    @Test
    void aValueNeedsOneTextForEachLabel() {
        assertEquals("customers", Kpi.CUSTOMERS.of(1, "rfm", "New").kpi());
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Kpi.CUSTOMERS.of(1, "rfm"));
        assertEquals("CUSTOMERS has the labels [dimension, segment], got 1 values", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Kpi.EVENTS_READ.of(1, "x"));
    }

    @Test
    void onlyWhatIsThereNowGoesUpAndDown() {
        Set<Kpi> gauges =
                Set.of(
                        Kpi.CUSTOMERS,
                        Kpi.EVENTS_ON_THE_WAY,
                        Kpi.MODEL_PARAMETER,
                        Kpi.MODEL_PARAMETER_ERROR,
                        Kpi.MODEL_CUSTOMERS,
                        Kpi.MODEL_FITTED_AT_SECONDS,
                        Kpi.CHURN_BRIER,
                        Kpi.CHURN_CALIBRATION_ERROR,
                        Kpi.CHURN_AUC,
                        Kpi.CHURN_BIAS,
                        Kpi.CHURN_SKILL,
                        Kpi.CHURN_JUDGED);
        for (Kpi kpi : Kpi.values()) {
            Kpi.Kind expected = gauges.contains(kpi) ? Kpi.Kind.GAUGE : Kpi.Kind.COUNTER;
            assertEquals(expected, kpi.kind(), kpi.wireName());
        }
    }

    @Test
    void onlyGaugesHaveDecimals() {
        for (Kpi kpi : Kpi.values()) {
            boolean counts = kpi.kind() == Kpi.Kind.COUNTER || kpi == Kpi.MODEL_CUSTOMERS;
            assertEquals(kpi.decimals(), kpi.of(1, texts(kpi)).decimals(), kpi.wireName());
            assertTrue(!counts || kpi.decimals() == 0, kpi.wireName());
        }
        assertEquals(6, Kpi.CHURN_SKILL.decimals());
    }

    private static String[] texts(Kpi kpi) {
        return kpi.labels().toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "0.2169, 216900",
        "-0.031, -31000",
        "0, 0",
        "-0.0, 0",
        "1, 1000000",
        "1e-22, 0",
        // A power of two, which lies halfway exactly, as a double can.
        "0.0078125, 7812",
        "0.0234375, 23438",
        "-0.0078125, -7812",
        "1e300, 9223372036854775807",
        "-1e300, -9223372036854775808"
    })
    void aNumberIsRoundedHalfEvenToTheDigits(double number, long units) {
        assertEquals(units, Kpi.CHURN_SKILL.ofDecimal(number).value());
        assertEquals(units, Kpi.CHURN_SKILL.units(number));
    }

    @Test
    void aNumberOfACountIsRoundedToAWholeOne() {
        assertEquals(Kpi.CHURN_JUDGED.of(2), Kpi.CHURN_JUDGED.ofDecimal(2.5));
        assertEquals(Kpi.CHURN_JUDGED.of(4), Kpi.CHURN_JUDGED.ofDecimal(3.5));
        assertEquals(
                Kpi.CHURN_BRIER.of(216_900, "model"), Kpi.CHURN_BRIER.ofDecimal(0.2169, "model"));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        for (double bad : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0}) {
            assertThrows(IllegalArgumentException.class, () -> Kpi.CHURN_SKILL.ofDecimal(bad));
        }
    }
}
