package dev.tidemark.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** Only what can never be taken back is a counter. */
    @Test
    void onlyWhatIsThereNowGoesUpAndDown() {
        Set<Kpi> counters =
                Set.of(
                        Kpi.EVENTS_READ,
                        Kpi.EVENTS_SCORED,
                        Kpi.EVENTS_IGNORED,
                        Kpi.EVENTS_REJECTED,
                        Kpi.SCORECARDS,
                        Kpi.TOMBSTONES,
                        Kpi.ERASURES,
                        Kpi.CAMPAIGN_COST_MINOR,
                        Kpi.COST_BY_CAMPAIGN_MINOR,
                        Kpi.TRANSITIONS,
                        Kpi.FLAPS,
                        Kpi.GROUPS_REFUSED,
                        Kpi.MODEL_FITS,
                        Kpi.CHURN_ORIGINS_JUDGED);
        for (Kpi kpi : Kpi.values()) {
            Kpi.Kind expected = counters.contains(kpi) ? Kpi.Kind.COUNTER : Kpi.Kind.GAUGE;
            assertEquals(expected, kpi.kind(), kpi.wireName());
        }
    }

    @Test
    void whatIsCountedHasNoDecimalsAndARatioHas() {
        Set<Unit> divided = Set.of(Unit.RATIO, Unit.MODEL);
        for (Kpi kpi : Kpi.values()) {
            assertEquals(kpi.decimals(), kpi.of(1, texts(kpi)).decimals(), kpi.wireName());
            boolean exact = kpi.kind() == Kpi.Kind.COUNTER || kpi.unit() == Unit.CUSTOMERS;
            assertTrue(!exact || kpi.decimals() == 0, kpi.wireName());
            assertTrue(!divided.contains(kpi.unit()) || kpi.decimals() == 6, kpi.wireName());
        }
        for (Derived derived : Derived.all()) {
            assertEquals(6, derived.kpi().decimals(), derived.kpi().wireName());
        }
    }

    @Test
    void moneyIsInMinorUnitsAndItsNameSaysSo() {
        for (Kpi kpi : Kpi.values()) {
            boolean named = kpi.wireName().endsWith("_minor");
            assertEquals(kpi.unit() == Unit.MINOR_UNITS, named, kpi.wireName());
        }
    }

    @Test
    void everyKpiSaysHowItIsComputed() {
        for (Kpi kpi : Kpi.values()) {
            assertTrue(kpi.formula().text().length() >= "count".length(), kpi.wireName());
            assertFalse((kpi.formula().text() + kpi.formula().window()).contains("|"));
        }
        assertEquals(
                "(`campaign_cost_minor` + `acquisition_cost_minor`) / `buyers`",
                Kpi.CUSTOMER_ACQUISITION_COST_MINOR.formula().text());
        assertEquals(
                "100 × (`nps_promoters` - `nps_detractors`) / `nps_answers`",
                Kpi.NPS.formula().text());
        assertEquals(
                "(`value.margin` × `revenue_by_campaign_minor` - `cost_by_campaign_minor`)"
                        + " / `cost_by_campaign_minor`",
                Kpi.RETURN_BY_CAMPAIGN.formula().text());
    }

    /** Names that tell of a time, and what is made of them. */
    @Test
    void whatIsOverAWindowSaysWhich() {
        for (Kpi kpi : Kpi.values()) {
            String name = kpi.wireName();
            boolean timed =
                    name.matches("(window|recent|period|active|repeat|expected|top)_.*")
                            || name.matches(".*(clv|risk_minor|risk_share|retention|churn_rate).*")
                            || kpi.formula().text().matches(".*`window_.*");
            assertTrue(!timed || !kpi.formula().window().isEmpty(), name);
        }
        assertEquals("`rfm.window-days`, rolling", Kpi.REPEAT_RATE.formula().window());
        assertEquals("", Kpi.REVENUE_MINOR.formula().window());
    }

    /** A KPI that a formula names is one. */
    @Test
    void formulasNameWhatThereIs() {
        Set<String> names = new HashSet<>();
        for (Kpi kpi : Kpi.values()) {
            names.add(kpi.wireName());
        }
        Pattern named = Pattern.compile("`([a-z]+_[a-z_]+)`");
        Set<String> found = new HashSet<>();
        for (Kpi kpi : Kpi.values()) {
            named.matcher(kpi.formula().text()).results().forEach(m -> found.add(m.group(1)));
        }
        found.remove("campaign_cost");
        found.removeAll(names);
        assertEquals(Set.of(), found);
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
