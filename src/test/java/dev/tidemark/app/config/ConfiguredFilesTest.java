package dev.tidemark.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CrmPlaces.Advice;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.LifecycleStage;
import dev.tidemark.model.Playbook;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.Tier;
import dev.tidemark.scoring.RfmGrid;
import dev.tidemark.scoring.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Grids and playbooks: those that come with Tidemark, and those of a file. */
class ConfiguredFilesTest {
    private static final String OWN_GRID = "docs/examples/grid.json";
    private static final String OWN_PLAYBOOK = "docs/examples/playbook.json";

    @TempDir private Path folder;

    private static Settings settings(String... keysAndTexts) {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < keysAndTexts.length; i += 2) {
            texts.put(keysAndTexts[i], keysAndTexts[i + 1]);
        }
        return Settings.of(texts);
    }

    private static String version(Settings settings) {
        return settings.rules().versionsAt(0).rules();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String mistake(String... keysAndTexts) {
        String message =
                assertThrows(ConfigurationException.class, () -> settings(keysAndTexts))
                        .getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private static CutPoints limits(Rules rules) {
        return rules.population().cutPointsAt(0);
    }

    @Test
    void withoutAWordItIsTheStandardGridAndItsLimits() {
        Rules rules = settings().rules();
        assertEquals(RfmGrid.standard(), rules.grid());
        assertEquals(List.of(30L, 90L, 180L, 365L), limits(rules).recencyDays());
        assertEquals(List.of(5_000L, 15_000L, 40_000L, 100_000L), limits(rules).spendMinor());
    }

    @Test
    void aGridOfThreeScoresHasLimitsOfItsOwnIfNothingIsSaid() {
        Rules rules = settings("rfm.grid", "six-groups").rules();
        assertEquals(RfmGrid.sixGroups(), rules.grid());
        CutPoints limits = limits(rules);
        assertEquals(List.of(180L, 365L), limits.recencyDays());
        assertEquals(List.of(2L, 4L), limits.orders());
        assertEquals(List.of(10_000L, 40_000L), limits.spendMinor());
        assertEquals(
                List.of(3L, 6L),
                limits(settings("rfm.grid", "six-groups", "rfm.frequency-orders", "3,6").rules())
                        .orders());
        assertEquals(limits, limits(settings("rfm.grid", OWN_GRID).rules()));
        String yen = "JPY";
        assertEquals(
                List.of(100L, 400L),
                limits(settings("rfm.grid", "six-groups", "currency", yen).rules()).spendMinor());
    }

    @Test
    void theGridOfAFileIsUsed() {
        Rules rules = settings("rfm.grid", OWN_GRID, "rfm.recency-days", "30,60").rules();
        assertEquals("Big spenders gone", rules.grid().segment(1, 2, 3).label());
        assertEquals(List.of(30L, 60L), limits(rules).recencyDays());
        assertEquals(
                RfmGrid.recencyFrequency(),
                settings("rfm.grid", "recency-frequency").rules().grid());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "six-groups | rfm.recency-days | 30,90,180,365 | it has 3 scores and needs 2"
                        + " ascending numbers",
                "six-groups | rfm.recency-days | 30,90 | it has 180,365",
                "six-groups | rfm.monetary | 1,2,3,4 | it has 3 scores and needs 2 ascending"
                        + " numbers",
                "standard | rfm.frequency-orders | 2,4 | it has 5 scores and needs 4 ascending"
                        + " numbers"
            })
    void limitsThatDoNotFitTheGridAreToldWithBothKeys(
            String grid, String key, String limits, String because) {
        assertEquals(
                "%s = '%s' is not allowed with rfm.grid = '%s': %s"
                        .formatted(key, limits, grid, because),
                mistake("rfm.grid", grid, key, limits));
    }

    @Test
    void limitsThatDoNotAscendAreToldAsEver() {
        assertEquals(
                "rfm.recency-days, rfm.frequency-orders, rfm.monetary: the frequency limits [4, 4]"
                        + " are not two ascending numbers",
                mistake("rfm.grid", "six-groups", "rfm.frequency-orders", "4,4"));
    }

    @Test
    void aGridThatCannotBeUsedIsToldWithItsFileAndWhatIsWrong() throws IOException {
        String hole = file("hole.json", "{\"scores\": 3, \"segments\": {\"All\": [\"3**\"]}}");
        assertEquals(
                "rfm.grid = '" + hole + "' is not allowed: cell 111 has no segment",
                mistake("rfm.grid", hole));
        String broken = file("broken.json", "{\"scores\": 3,\n \"segments\"}");
        assertEquals(
                "rfm.grid = '"
                        + broken
                        + "' is not allowed: the file is not JSON, near line 2,"
                        + " column 12",
                mistake("rfm.grid", broken));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rfm.grid", "playbook.file"})
    void aFileThatIsNotThereOrNotAFileOrTooLargeIsTold(String key) throws IOException {
        String wrong = " is not allowed: there is no file of that name to read";
        assertEquals(key + " = 'seven-groups'" + wrong, mistake(key, "seven-groups"));
        assertEquals(key + " = '" + folder + "'" + wrong, mistake(key, folder.toString()));
        assertEquals(key + " = 'a\0b'" + wrong, mistake(key, "a\0b"));
        String large = file("large.json", " ".repeat(1_000_001));
        assertEquals(
                key + " = '" + large + "' is not allowed: it has over 1000000 bytes",
                mistake(key, large));
    }

    private static Advice advice(Settings settings, Quadrant quadrant, Tier tier) {
        return settings.playbook().advice(quadrant, tier, LifecycleStage.AT_RISK, "", Set.of());
    }

    /** The words of those who asked for it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HIGH_VALUE | premium products, exclusive offers, loyalty programmes"
                        + " | personalised e-mail, phone calls, social media"
                        + " | email, phone, social",
                "POTENTIAL_HIGH_VALUE | special offers, upselling, cross-selling"
                        + " | e-mail, social media, targeted ads | email, social, ads",
                "LOW_VALUE | discounts, promotions, referral programmes"
                        + " | e-mail, social media, targeted ads | email, social, ads",
                "POTENTIAL_LOW_VALUE | free trials, low-cost products, educational content"
                        + " | e-mail, social media, targeted ads | email, social, ads"
            })
    void theBuiltInPlaybookSaysWhatIsUsual(
            Quadrant quadrant, String strategy, String channels, String ids) {
        Advice advice = advice(settings(), quadrant, Tier.STRATEGIC);
        assertEquals(List.of(strategy.split(", ")), advice.strategy());
        assertEquals(List.of(channels.split(", ")), advice.channels());
        assertEquals(
                List.of(ids.split(", ")),
                settings().playbook().plays().get(quadrant).channels().stream()
                        .map(Playbook.Channel::id)
                        .toList());
        assertEquals(Map.of(), settings().playbook().stageStrategies());
    }

    @Test
    void thePlaybookOfAFileIsUsed() {
        Advice advice =
                advice(settings("playbook.file", OWN_PLAYBOOK), Quadrant.LOW_VALUE, Tier.ORDINARY);
        assertEquals(
                List.of("discounts", "promotions", "referral programmes", "a reason to come back"),
                advice.strategy());
    }

    @Test
    void aPlaybookThatCannotBeUsedIsToldWithItsFileAndWhatIsWrong() throws IOException {
        String empty = file("empty.json", "{\"matrix\": {}}");
        assertEquals(
                "playbook.file = '" + empty + "' is not allowed: matrix has no High-Value",
                mistake("playbook.file", empty));
    }

    @Test
    void theVersionOfTheRulesFollowsFromWhatTheFilesSayAndNotFromTheirNames() throws IOException {
        String grid = version(settings("rfm.grid", OWN_GRID));
        String copy = file("copy.json", Files.readString(Path.of(OWN_GRID)));
        assertEquals(grid, version(settings("rfm.grid", copy)));
        assertNotEquals(grid, version(settings("rfm.grid", "six-groups")));
        assertNotEquals(version(settings()), version(settings("rfm.grid", "recency-frequency")));
        String playbook = version(settings("playbook.file", OWN_PLAYBOOK));
        String other = Files.readString(Path.of(OWN_PLAYBOOK));
        assertEquals(playbook, version(settings("playbook.file", file("same.json", other))));
        assertTrue(other.contains("discounts"));
        String changed = file("changed.json", other.replace("discounts", "rebates"));
        assertNotEquals(playbook, version(settings("playbook.file", changed)));
        assertNotEquals(version(settings()), playbook);
    }
}
