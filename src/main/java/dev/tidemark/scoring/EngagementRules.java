package dev.tidemark.scoring;

import dev.tidemark.model.EventType;
import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How engagement is counted: each event brings points, which fade by half per half-life, and their
 * sum s is shown as {@code 100 (1 - exp(-s / saturation))}: at the saturation 63, at thrice it 95.
 *
 * @param points what an event of a type brings, 0 to {@value #MOST_POINTS}; types that are not
 *     named bring none
 * @param halfLifeDays after so many days of 24 hours points are half, over 0
 * @param saturationPoints over 0
 */
public record EngagementRules(
        Map<EventType, Double> points, double halfLifeDays, double saturationPoints)
        implements Serializable {

    /** The most that one event may bring. */
    public static final double MOST_POINTS = 1_000_000;

    private static final double LN_2 = 0.6931471805599453;

    public EngagementRules {
        Map<EventType, Double> copy = new EnumMap<>(EventType.class);
        copy.putAll(points);
        copy.forEach(
                (type, brings) -> {
                    if (!(brings >= 0 && brings <= MOST_POINTS)) {
                        throw new IllegalArgumentException(
                                "%s brings %s points; allowed are 0 to %s"
                                        .formatted(type.wireName(), brings, MOST_POINTS));
                    }
                });
        points = Collections.unmodifiableMap(copy);
        checkOverZero("half-life", halfLifeDays);
        checkOverZero("saturation", saturationPoints);
    }

    private static void checkOverZero(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s of engagement %s is not over 0".formatted(name, value));
        }
    }

    /** The points, the half-life of two weeks and the saturation that hold if nothing is said. */
    public static EngagementRules standard() {
        Map<EventType, Double> points = new EnumMap<>(EventType.class);
        points.put(EventType.PURCHASE, 5.0);
        points.put(EventType.REFERRAL, 5.0);
        points.put(EventType.CHECKOUT, 4.0);
        points.put(EventType.CART, 3.0);
        points.put(EventType.SIGNUP, 3.0);
        points.put(EventType.EMAIL_CLICKED, 2.0);
        points.put(EventType.SURVEY, 2.0);
        points.put(EventType.VIEW, 1.0);
        points.put(EventType.SEARCH, 1.0);
        points.put(EventType.LOGIN, 1.0);
        points.put(EventType.EMAIL_OPENED, 1.0);
        points.put(EventType.ENGAGEMENT, 1.0);
        return new EngagementRules(points, 14, 20);
    }

    /** What an event of that type brings. */
    double pointsOf(EventType type) {
        return points.getOrDefault(type, 0.0);
    }

    /** What is left of points after so many milliseconds, 0 or more. */
    double faded(double sum, long millis) {
        double halfLives = millis / (halfLifeDays * DayCalendar.DAY_MILLIS);
        return sum * StrictMath.exp(-LN_2 * halfLives);
    }

    /** The engagement that a sum of points is shown as, 0 to 100. */
    int level(double sum) {
        return (int) Math.round(-100 * StrictMath.expm1(-sum / saturationPoints));
    }
}
