package dev.tidemark.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @Test
    void theDefaultsAreAllowed() {
        assertEquals(365, Settings.of(Map.of()).rules().windowDays());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rfm.window-days | 0",
                "rfm.window-days | a year",
                "rfm.recency-days | 30,90,180",
                "rfm.recency-days | 90,30,180,365",
                "rfm.monetary | 10,x,30,40",
                "time.zone | Mars/Olympus",
                "time.max-disorder | 10",
                "time.max-disorder | -1s",
                "time.max-lateness-days | 366",
                "currency | EURO",
                "currency.rates | EUR",
                "currency.rates | EUR=0",
                "currency.rates | EUR=1.08,EUR=1.09",
                "currency.rates | USD=1",
                "currency.rates | QQQ=2",
                "model.parameters | 0.5,6.2,0.9",
                "model.parameters | 0.5,6.2,0.9,-1",
                "model.gamma-gamma | 6,1,15",
                "model.family | mbg-cnbd-1",
                "model.family | mbg-cnbd-101",
                "model.unit-days | NaN",
                "model.prior | Infinity",
                "model.refit-change | 1.1",
                "model.least-customers | 20001",
                "model.sample | 1000001",
                "judge.rolling | 0",
                "churn.medium | 0.9",
                "churn.hysteresis | 0.4",
                "value.margin | 0",
                "orders.lines | add",
                "delivery | at-most-once",
                "delivery.transaction-timeout | 5s",
                "checkpoint.interval | 0s",
                "job.parallelism | 0",
                "job.parallelism | 721",
                "metrics.port | 70000",
                "state.timers | disk",
                "events.earliest | yesterday",
                "privacy.pseudonyms | yes",
                "privacy.rejected-bytes | keep",
                "flink.execution.checkpointing.unaligned.enabled | true",
                "flink.execution.checkpointing.mode | AT_LEAST_ONCE"
            })
    void aValueThatIsNotAllowedIsToldInOneLineThatNamesTheKey(String key, String value) {
        String message =
                assertThrows(ConfigurationException.class, () -> Settings.of(Map.of(key, value)))
                        .getMessage();
        assertTrue(message.contains(key), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void predictionsThatWouldNotFitInMemoryAreRefused() {
        Map<String, String> many = Map.of("churn.horizon-days", "3650", "judge.every-days", "1");
        String message =
                assertThrows(ConfigurationException.class, () -> Settings.of(many)).getMessage();
        assertEquals(
                "judge.every-days = '1' is not allowed: with churn.horizon-days and model.sample"
                        + " these are 73000000 open predictions, and at most 10000000 are kept",
                message);
        Map<String, String> none = Map.of("churn.horizon-days", "3650", "judge.every-days", "0");
        assertFalse(Settings.of(none).judging().judges());
        Map<String, String> large = Map.of("model.sample", "1000000");
        assertEquals(7, Settings.of(large).judging().mostOpenDays());
    }

    @Test
    void aMisspeltKeyIsNotPassedOver() {
        String message =
                assertThrows(
                                ConfigurationException.class,
                                () -> Settings.of(Map.of("rfm.windowdays", "30")))
                        .getMessage();
        assertTrue(message.contains("'rfm.windowdays'"), message);
    }

    @Test
    void keysForKafkaAndFlinkPassThroughWithoutTheirPrefix() {
        Settings settings =
                Settings.of(
                        Map.of("kafka.sasl.mechanism", "PLAIN", "flink.web.refresh-interval", "9"));
        assertEquals("PLAIN", settings.kafka().getProperty("sasl.mechanism"));
        assertEquals(Map.of("web.refresh-interval", "9"), settings.flink());
    }

    @Test
    void anotherRuleOrModelIsAnotherVersion() {
        Settings standard = Settings.of(Map.of());
        Settings rules = Settings.of(Map.of("churn.high", "0.7"));
        Settings model = Settings.of(Map.of("model.unit-days", "1"));
        assertNotEquals(
                standard.rules().versionsAt(0).rules(), rules.rules().versionsAt(0).rules());
        assertEquals(standard.rules().versionsAt(0).model(), rules.rules().versionsAt(0).model());
        assertNotEquals(
                standard.rules().versionsAt(0).model(), model.rules().versionsAt(0).model());
        Settings places = Settings.of(Map.of("metrics.port", "1234"));
        assertEquals(standard.rules().versionsAt(0), places.rules().versionsAt(0));
    }

    @Test
    void theSameRatesAreTheSameVersionHoweverTheyAreWritten() {
        assertEquals(rulesVersion("usd", "EUR=1.10"), rulesVersion("USD", " eur=1.1 "));
        assertEquals(rulesVersion("USD", ""), Settings.of(Map.of()).rules().versionsAt(0).rules());
        assertNotEquals(rulesVersion("USD", "EUR=1.1"), rulesVersion("USD", "EUR=1.2"));
        assertNotEquals(rulesVersion("USD", "EUR=1.1"), rulesVersion("USD", ""));
        assertNotEquals(rulesVersion("USD", ""), rulesVersion("EUR", ""));
    }

    private static String rulesVersion(String currency, String rates) {
        return Settings.of(Map.of("currency", currency, "currency.rates", rates))
                .rules()
                .versionsAt(0)
                .rules();
    }
}
