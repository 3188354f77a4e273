package dev.tidemark.backtest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How the predictions for an audience turned out, at one origin or as a mean over several.
 *
 * @param size {@link Figure#CUSTOMERS} and {@link Figure#CHURN_RATE}
 * @param churn of each rival who fell silent
 * @param orders of each forecast how many purchases there were
 * @param value of each order {@link Figure#REVENUE_TOP_10}
 * @param flags the rule of three own intervals against as many of the model's highest risks
 * @param curves for the pictures
 */
public record AudienceReport(
        Figures size,
        Map<Rival, Figures> churn,
        Map<OrderForecast, Figures> orders,
        Map<ValueOrder, Figures> value,
        Figures flags,
        Curves curves) {

    /** The mean over origins, each counted the same. */
    static AudienceReport mean(Collection<AudienceReport> origins) {
        Curves curves = Curves.mean(origins.stream().map(AudienceReport::curves).toList());
        Map<Rival, Figures> churn =
                means(Rival.class, Rival.values(), origins, AudienceReport::churn);
        churn.replaceAll(
                (rival, figures) ->
                        figures.with(
                                Figure.POOLED_CALIBRATION_ERROR, curves.calibrationError(rival)));
        return new AudienceReport(
                Figures.mean(origins.stream().map(AudienceReport::size).toList()),
                churn,
                means(OrderForecast.class, OrderForecast.values(), origins, AudienceReport::orders),
                means(ValueOrder.class, ValueOrder.values(), origins, AudienceReport::value),
                Figures.mean(origins.stream().map(AudienceReport::flags).toList()),
                curves);
    }

    private static <K extends Enum<K>> Map<K, Figures> means(
            Class<K> type,
            K[] keys,
            Collection<AudienceReport> origins,
            Function<AudienceReport, Map<K, Figures>> part) {
        Map<K, Figures> means = new EnumMap<>(type);
        for (K key : keys) {
            List<Figures> all = new ArrayList<>();
            for (AudienceReport origin : origins) {
                if (part.apply(origin).containsKey(key)) {
                    all.add(part.apply(origin).get(key));
                }
            }
            if (!all.isEmpty()) {
                means.put(key, Figures.mean(all));
            }
        }
        return means;
    }

    /** A figure of the model's churn score. */
    public double model(Figure figure) {
        return churn.get(Rival.MODEL).of(figure);
    }
}
