package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.app.config.ModelOptions;
import dev.tidemark.app.config.Options;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.replay.LogFormat;
import dev.tidemark.app.replay.Replay;
import dev.tidemark.app.replay.ReplayConsole;
import dev.tidemark.app.replay.ReplaySummary;
import dev.tidemark.kpi.AnyShop;
import dev.tidemark.kpi.PlainBooks;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.Scorecard;
import dev.tidemark.wire.NativeEventJson;
import dev.tidemark.wire.NativeEventReader;
import dev.tidemark.wire.ScorecardJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The KPIs at the end of a replay, against a plain count of the raw log and against the scorecards:
 * of a shop with late events, refunds, merges, erasures, campaigns, surveys and profiles.
 */
class ReplayKpisTest {
    private static final long SEED = 31;
    private static final int CUSTOMERS = 1_500;
    private static final String WHERE = ", seed " + SEED;

    private static final Settings SETTINGS =
            Settings.of(
                    Map.of(
                            ModelOptions.REFIT_DAYS.key(), "0",
                            Options.MARGIN.key(), "0.3",
                            Options.TIMERS.key(), "heap",
                            Options.ZONE.key(), "Europe/Prague"));

    @TempDir private static Path directory;

    private static List<CustomerEvent> log;
    private static PlainBooks.Terms terms;
    private static List<KpiValue> totals;

    @BeforeAll
    static void theLogIsReplayed() throws IOException {
        log = plain(AnyShop.log(SEED, CUSTOMERS));
        Path file = directory.resolve("shop.jsonl");
        NativeEventJson json = new NativeEventJson(SETTINGS.eventLimits());
        try (OutputStream out = Files.newOutputStream(file)) {
            for (CustomerEvent event : log) {
                out.write(json.write(event));
                out.write('\n');
            }
        }
        Replay.Order order =
                new Replay.Order(
                        file,
                        new LogFormat.Native(),
                        (header, digest) -> NativeEventReader.of(SETTINGS.eventLimits()),
                        OptionalLong.empty(),
                        directory.resolve("out"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        ReplaySummary summary =
                new Replay(
                                order,
                                SETTINGS.rules(),
                                SETTINGS::learning,
                                scratch -> FlinkEnvironment.forReplay(SETTINGS, scratch),
                                new ReplayConsole(nowhere, false))
                        .run();
        assertTrue(summary.booksBalance(), WHERE);
        assertEquals(log.size(), summary.read(), WHERE);
        assertEquals(0, summary.rejected(), WHERE);
        totals = summary.ledger().totals();
        terms = RealisedKpis.terms(SETTINGS, summary.rules().closesAt());
    }

    /**
     * Without some of the erasures. A replay knows from the beginning who is who, so that of two
     * ids that become one both are erased; and what was due to a campaign so long ago that the day
     * is forgotten stays so.
     */
    static List<CustomerEvent> plain(List<CustomerEvent> log) {
        Set<String> spared = new HashSet<>();
        for (CustomerEvent event : log) {
            if (event.detail() instanceof EventDetail.Merge merge) {
                spared.addAll(List.of(event.customerId(), merge.intoId()));
            } else if (event.type() == EventType.CAMPAIGN_TOUCH) {
                spared.add(event.customerId());
            }
        }
        return log.stream()
                .filter(e -> e.type() != EventType.ERASE || !spared.contains(e.customerId()))
                .toList();
    }

    private static long count(EventType type) {
        return log.stream().filter(event -> event.type() == type).count();
    }

    @Test
    void everyRealisedFigureIsThatOfThePlainCount() {
        Map<String, BigDecimal> plain = new TreeMap<>(PlainBooks.of(log, terms));
        // Touches are remembered for 62 days: a refund later than that no longer lowers what the
        // campaign is credited with, as docs/topics.md says.
        plain.keySet().removeIf(name -> name.matches("re(venue|turn)_by_campaign.*"));
        TreeSet<String> seen = RealisedKpis.assertSame(plain, totals, terms, WHERE);
        assertTrue(seen.size() > 25, seen.size() + " figures are not 0: " + seen);
        assertTrue(count(EventType.ERASE) > 5 && count(EventType.MERGE) > 50, WHERE);
    }

    @Test
    void everyRealisedFigureOfACountryIsThatOfItsPeople() {
        var countries = PlainBooks.by(ProfileAttribute.COUNTRY, log, terms);
        assertEquals(5, countries.size(), countries.keySet() + WHERE);
        countries.forEach(
                (country, figures) ->
                        RealisedKpis.assertSameOfGroup(
                                figures, totals, List.of("country", country), WHERE));
    }

    @Test
    void whatIsExpectedAndWhatIsMeasuredAreTheSumsOverTheScorecards() throws IOException {
        List<Scorecard> cards = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("out/scores.jsonl"))) {
            cards.add(ScorecardJson.read(line.getBytes(StandardCharsets.UTF_8)));
        }
        assertTrue(cards.size() > CUSTOMERS / 2, cards.size() + WHERE);
        ScorecardSums.assertSame(cards, totals, WHERE);
    }
}
