package dev.tidemark.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
        Set<Kpi> gauges = Set.of(Kpi.CUSTOMERS, Kpi.EVENTS_ON_THE_WAY);
        for (Kpi kpi : Kpi.values()) {
            Kpi.Kind expected = gauges.contains(kpi) ? Kpi.Kind.GAUGE : Kpi.Kind.COUNTER;
            assertEquals(expected, kpi.kind(), kpi.wireName());
        }
    }
}
