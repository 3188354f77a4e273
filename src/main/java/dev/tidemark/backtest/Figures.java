package dev.tidemark.backtest;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Numbers by name. One that is not there could not be computed. */
public final class Figures {
    private final Map<Figure, Double> values;

    private Figures(Map<Figure, Double> values) {
        this.values = values;
    }

    /** None yet. */
    static Figures none() {
        return new Figures(new EnumMap<>(Figure.class));
    }

    /** These and one more; NaN is none. */
    Figures with(Figure figure, double value) {
        if (Double.isNaN(value)) {
            return this;
        }
        Map<Figure, Double> more = new EnumMap<>(values);
        more.put(figure, value);
        return new Figures(more);
    }

    /** For each figure the mean over those that have it. */
    static Figures mean(Collection<Figures> all) {
        Map<Figure, Double> means = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            all.stream()
                    .filter(figures -> figures.has(figure))
                    .mapToDouble(figures -> figures.of(figure))
                    .average()
                    .ifPresent(mean -> means.put(figure, mean));
        }
        return new Figures(means);
    }

    /** Whether the figure is there. */
    public boolean has(Figure figure) {
        return values.containsKey(figure);
    }

    /** The figure; NaN if it is not there. */
    public double of(Figure figure) {
        return values.getOrDefault(figure, Double.NaN);
    }

    /** All that are there, in the order of their definition. */
    public void forEach(BiConsumer<Figure, Double> consumer) {
        Collections.unmodifiableMap(values).forEach(consumer);
    }
}
