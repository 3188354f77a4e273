package dev.tidemark.app.config;

import dev.tidemark.scoring.GroupBy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The options by which customers are told apart, beside RFM and churn. */
public final class ClassOptions {
    private static final OptionList LIST = new OptionList();
    private static final int MOST_GROUPS = 5;
    private static final BigDecimal MOST_AMOUNT = BigDecimal.valueOf(1_000_000_000_000L);
    private static final BigDecimal LEAST_AMOUNT = BigDecimal.ONE.movePointLeft(4);
    private static final double MOST_WEIGHT = 1000;
    private static final long MOST_DAYS = 36_525;

    public static final Option<List<BigDecimal>> ABC_LIMITS =
            LIST.add(
                    "abc.limits",
                    "400,100",
                    "two descending amounts over 0, at most 1000000000000, in whole units of the"
                            + " currency",
                    "Spend in the window from which class is A, and B; until cut points are"
                            + " published, or for good if they are fixed.",
                    ClassOptions::descendingAmounts);
    public static final Option<BigDecimal> HIGH_SPEND =
            LIST.add(
                    "matrix.high-spend",
                    "400",
                    "an amount over 0, at most 1000000000000, in whole units of the currency",
                    "Spend in the window from which a customer is of high value; likewise.",
                    ClassOptions::amount);
    public static final Option<BigDecimal> HIGH_EXPECTED =
            LIST.add(
                    "matrix.high-expected",
                    "400",
                    "an amount over 0, at most 1000000000000, in whole units of the currency",
                    "Expected spend of 12 months from which one is of potential high value;"
                            + " likewise.",
                    ClassOptions::amount);
    public static final Option<Integer> INTENT_DAYS =
            LIST.add(
                    "matrix.intent-days",
                    "14",
                    "a whole number from 1 to 365",
                    "For so long a cart or a checkout makes a prospect one of potential high"
                            + " value.",
                    Parsers.wholeNumber(1, 365));
    public static final Option<Integer> NEWCOMER_DAYS =
            LIST.add(
                    "matrix.newcomer-days",
                    "30",
                    "a whole number from 0 to 3650",
                    "So old a first order is, at most, of a newcomer.",
                    Parsers.wholeNumber(0, 3650));
    public static final Option<double[]> TIER_WEIGHTS =
            LIST.add(
                    "tier.weights",
                    "0.3,0.5,0.2",
                    "three numbers from 0 to 1000, one of them over 0",
                    "Weights of volume, profit and length of the relationship in the points of the"
                            + " tier.",
                    ClassOptions::weights);
    public static final Option<List<Long>> TIER_LENGTHS =
            LIST.add(
                    "tier.length-days",
                    "90,180,365,730",
                    "four ascending whole numbers from 1 to 36525",
                    "Days since the first order from which the length of the relationship scores"
                            + " 2, 3, 4 and 5.",
                    ClassOptions::lengths);
    public static final Option<Double> TIER_STRATEGIC =
            LIST.add(
                    "tier.strategic",
                    "4.2",
                    "a number over tier.important, at most 5",
                    "Points from which the tier is strategic.",
                    Parsers.number(v -> v > 1 && v <= 5));
    public static final Option<Double> TIER_IMPORTANT =
            LIST.add(
                    "tier.important",
                    "3.2",
                    "a number from 1 to under tier.strategic",
                    "Points from which the tier is important.",
                    Parsers.number(v -> v >= 1 && v < 5));
    public static final Option<Integer> ONBOARDING_DAYS =
            LIST.add(
                    "lifecycle.onboarding-days",
                    "30",
                    "a whole number from 0 to 3650",
                    "So old a first order is, at most, of one who is onboarding.",
                    Parsers.wholeNumber(0, 3650));
    public static final Option<Integer> LAPSED_DAYS =
            LIST.add(
                    "lifecycle.lapsed-days",
                    "365",
                    "a whole number from 1 to 3650, over lifecycle.won-back-days",
                    "From so many days without an order on a customer has lapsed.",
                    Parsers.wholeNumber(1, 3650));
    public static final Option<Integer> WON_BACK_DAYS =
            LIST.add(
                    "lifecycle.won-back-days",
                    "90",
                    "a whole number from 0 to under lifecycle.lapsed-days",
                    "For so long a customer who had lapsed and came back is won back.",
                    Parsers.wholeNumber(0, 3650));
    public static final Option<Integer> ADVOCATE_DAYS =
            LIST.add(
                    "lifecycle.advocate-days",
                    "365",
                    "a whole number from 0 to 3650",
                    "For so long a referral makes an advocate.",
                    Parsers.wholeNumber(0, 3650));
    public static final Option<Integer> PROMOTER_NPS =
            LIST.add(
                    "lifecycle.promoter-nps",
                    "9",
                    "a whole number from 0 to 10",
                    "From this answer to the NPS question on a customer is an advocate.",
                    Parsers.wholeNumber(0, 10));
    public static final Option<Double> HYSTERESIS =
            LIST.add(
                    "transitions.hysteresis",
                    "0.05",
                    "a number from 0 to under 1",
                    "A class is left only this share below the cut that leads into it, unless the"
                            + " customer's own spend fell.",
                    Parsers.number(v -> v >= 0 && v < 1));
    public static final Option<Duration> LEAST_DWELL =
            LIST.add(
                    "transitions.least-dwell",
                    "24h",
                    Options.DURATION + ", at most 3650d",
                    "A customer who has just moved meets new cut points only after so long.",
                    Parsers::someYears);
    public static final Option<Duration> FLAP_WITHIN =
            LIST.add(
                    "transitions.flap-within",
                    "7d",
                    Options.DURATION + ", at most 3650d",
                    "A move back into a class that was left so lately counts as a flap.",
                    Parsers::someYears);
    public static final Option<Double> ENGAGEMENT_HALF_LIFE =
            LIST.add(
                    "engagement.half-life-days",
                    "14",
                    "a number over 0, at most 3650",
                    "What a customer did counts half as much after so many days.",
                    Parsers.number(v -> v > 0 && v <= 3650));
    public static final Option<Double> ENGAGEMENT_SATURATION =
            LIST.add(
                    "engagement.saturation",
                    "20",
                    "a number over 0, at most 1000000",
                    "So many points make an engagement of 63 of 100, twice as many of 86.",
                    Parsers.number(v -> v > 0 && v <= 1e6));
    public static final Option<List<GroupBy>> GROUPS =
            LIST.add(
                    "profile.groups",
                    "country,acquisitionSource",
                    "up to five of country, acquisitionSource, language, segmentHint,"
                            + " preferredChannel and ageBand; empty for none",
                    "By what KPIs are told apart, beside the quadrant.",
                    ClassOptions::groups);
    public static final Option<Integer> MOST_GROUP_VALUES =
            LIST.add(
                    "profile.most-values",
                    "20",
                    "a whole number from 1 to 1000",
                    "So many values of an attribute, or campaigns, have KPIs of their own; what"
                            + " comes after them is `other`.",
                    Parsers.wholeNumber(1, 1000));
    public static final Option<Integer> ACTIVE_DAYS =
            LIST.add(
                    "kpi.active-days",
                    "90",
                    "a whole number from 1 to 365",
                    "For so long after a purchase a customer is active in the churn rate.",
                    Parsers.wholeNumber(1, 365));
    public static final Option<Integer> PERIOD_DAYS =
            LIST.add(
                    "kpi.period-days",
                    "30",
                    "a whole number from 1 to 365",
                    "Length of the period of the churn rate and of the figures of the last days.",
                    Parsers.wholeNumber(1, 365));
    public static final Option<Integer> ATTRIBUTION_DAYS =
            LIST.add(
                    "kpi.attribution-days",
                    "30",
                    "a whole number from 0 to 60",
                    "Revenue of so many days after a campaign's last touch is due to it.",
                    Parsers.wholeNumber(0, 60));

    private ClassOptions() {}

    static List<Option<?>> all() {
        return LIST.all();
    }

    private static BigDecimal amount(String text) {
        BigDecimal amount = new BigDecimal(text.strip());
        if (amount.compareTo(LEAST_AMOUNT) < 0 || amount.compareTo(MOST_AMOUNT) > 0) {
            throw new IllegalArgumentException("not an amount");
        }
        return amount;
    }

    private static List<BigDecimal> descendingAmounts(String text) {
        List<BigDecimal> amounts =
                Arrays.stream(text.split(",")).map(ClassOptions::amount).toList();
        if (amounts.size() != 2 || amounts.get(0).compareTo(amounts.get(1)) <= 0) {
            throw new IllegalArgumentException("not two descending amounts");
        }
        return amounts;
    }

    private static List<Long> lengths(String text) {
        List<Long> days = Parsers.wholeNumbers(text);
        boolean ascending = days.size() == 4 && days.get(0) >= 1 && days.get(3) <= MOST_DAYS;
        for (int i = 1; ascending && i < days.size(); i++) {
            ascending = days.get(i - 1) < days.get(i);
        }
        if (!ascending) {
            throw new IllegalArgumentException("not ascending days");
        }
        return days;
    }

    private static double[] weights(String text) {
        double[] weights =
                Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
        boolean allowed = weights.length == 3 && Arrays.stream(weights).sum() > 0;
        if (!allowed || !Arrays.stream(weights).allMatch(w -> w >= 0 && w <= MOST_WEIGHT)) {
            throw new IllegalArgumentException("weights");
        }
        return weights;
    }

    private static List<GroupBy> groups(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        List<GroupBy> groups =
                Arrays.stream(text.split(",")).map(String::strip).map(ClassOptions::group).toList();
        if (groups.size() > MOST_GROUPS || groups.stream().distinct().count() < groups.size()) {
            throw new IllegalArgumentException("groups");
        }
        return groups;
    }

    private static GroupBy group(String name) {
        return Stream.of(GroupBy.values())
                .filter(by -> by.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }
}
