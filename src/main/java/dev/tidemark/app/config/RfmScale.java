package dev.tidemark.app.config;

import dev.tidemark.scoring.RfmGrid;
import dev.tidemark.scoring.RfmLimits;
import dev.tidemark.wire.RfmGridFile;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * RFM as it is configured.
 *
 * @param grid what the cells are called
 * @param limits between the scores, as many as the grid has
 */
record RfmScale(RfmGrid grid, RfmLimits limits) {
    /** What holds with a grid of three scores if nothing is said. */
    private static final Map<String, String> OF_THREE_SCORES =
            Map.of(
                    Options.RECENCY_DAYS.key(), "180,365",
                    Options.FREQUENCY.key(), "2,4",
                    Options.MONETARY.key(), "100,400");

    /**
     * The scale of a configuration.
     *
     * @param fractionDigits of the reporting currency
     * @throws ConfigurationException in one line that names the key, or both that do not fit
     */
    static RfmScale of(Settings settings, int fractionDigits) {
        String name = settings.get(Options.GRID);
        RfmGrid grid = grid(name);
        List<Long> recencyDays = limits(settings, Options.RECENCY_DAYS, grid);
        if (!grid.recencyDays().isEmpty() && !grid.recencyDays().equals(recencyDays)) {
            throw notFor(settings, Options.RECENCY_DAYS, "it has " + text(grid.recencyDays()));
        }
        List<Long> orders = limits(settings, Options.FREQUENCY, grid);
        List<Long> spendMinor =
                limits(settings, Options.MONETARY, grid).stream()
                        .map(d -> d.movePointRight(fractionDigits))
                        .map(d -> d.setScale(0, RoundingMode.HALF_EVEN).longValueExact())
                        .toList();
        return new RfmScale(grid, new RfmLimits(recencyDays, orders, spendMinor));
    }

    private static RfmGrid grid(String name) {
        return switch (name) {
            case "standard" -> RfmGrid.standard();
            case "six-groups" -> RfmGrid.sixGroups();
            case "recency-frequency" -> RfmGrid.recencyFrequency();
            default -> OptionFile.read(Options.GRID, name, RfmScale::gridOfFile);
        };
    }

    private static RfmGrid gridOfFile(byte[] bytes) {
        RfmGridFile file = RfmGridFile.read(bytes);
        return RfmGrid.of(file.scores(), file.segments());
    }

    private static <T> List<T> limits(Settings settings, Option<List<T>> option, RfmGrid grid) {
        List<T> limits = option.parse(text(settings, option, grid));
        if (limits.size() != grid.scores() - 1) {
            throw notFor(
                    settings,
                    option,
                    "it has %d scores and needs %d ascending numbers"
                            .formatted(grid.scores(), grid.scores() - 1));
        }
        return limits;
    }

    /** What is configured, or else what holds with the grid. */
    private static String text(Settings settings, Option<?> option, RfmGrid grid) {
        return settings.has(option) || grid.scores() == 5
                ? settings.text(option)
                : OF_THREE_SCORES.get(option.key());
    }

    private static ConfigurationException notFor(
            Settings settings, Option<?> option, String because) {
        return new ConfigurationException(
                "%s = '%s' is not allowed with %s = '%s': %s"
                        .formatted(
                                option.key(),
                                settings.text(option),
                                Options.GRID.key(),
                                settings.text(Options.GRID),
                                because));
    }

    private static String text(List<Long> limits) {
        return limits.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
