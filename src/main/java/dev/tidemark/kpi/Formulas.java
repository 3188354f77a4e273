package dev.tidemark.kpi;

import java.util.EnumMap;
import java.util.Map;

/** How each KPI is computed: the part of the registry that is read and not run. */
final class Formulas {
    private static final String RFM_WINDOW = "`rfm.window-days`, rolling";
    private static final String PERIOD = "the period of churn, up to the last midnight";
    private static final String LAST_DAYS = "as many days as the label says, up to midnight";
    private static final String NEXT_YEAR = "the next 12 months";
    private static final String HORIZON = "`churn.horizon-days`, over the last `judge.rolling`";

    private static final Map<Kpi, Formula> ALL = new EnumMap<>(Kpi.class);

    static {
        books();
        sums();
        money();
        campaigns();
        days();
        models();
        judgement();
        for (Derived derived : Derived.all()) {
            put(derived.kpi(), derived.formula(), windowOf(derived.kpi()));
        }
    }

    private Formulas() {}

    static Formula of(Kpi kpi) {
        return ALL.get(kpi);
    }

    private static void books() {
        put(Kpi.EVENTS_READ, "scored + ignored + rejected + on the way");
        put(Kpi.EVENTS_SCORED, "count");
        put(Kpi.EVENTS_IGNORED, "count");
        put(Kpi.EVENTS_REJECTED, "count");
        put(Kpi.EVENTS_ON_THE_WAY, "sent on - arrived");
        put(Kpi.SCORECARDS, "count");
        put(Kpi.TOMBSTONES, "count");
        put(Kpi.ERASURES, "count");
        put(Kpi.CAMPAIGN_COST_MINOR, "Σ amount of `campaign_cost` events");
        put(Kpi.CUSTOMERS, "moves in - moves out");
        put(Kpi.TRANSITIONS, "count");
        put(Kpi.FLAPS, "count, within `transitions.flap-within`");
        put(
                Kpi.SIGNIFICANT_CUSTOMERS,
                "fewest customers who make `matrix.revenue-share` of Σ `rfm.spendMinor`",
                RFM_WINDOW);
        put(Kpi.GROUPS_REFUSED, "count");
    }

    private static void sums() {
        put(Kpi.GROUP_CUSTOMERS, "count of customers with a scorecard");
        put(Kpi.BUYERS, "count of customers with an order, all of which was not taken back");
        put(Kpi.ACTIVE_CUSTOMERS, "count of customers with 1 order or more", RFM_WINDOW);
        put(Kpi.REPEAT_CUSTOMERS, "count of customers with 2 orders or more", RFM_WINDOW);
        put(Kpi.WINDOW_ORDERS, "Σ `rfm.orders`", RFM_WINDOW);
        put(Kpi.AT_RISK_CUSTOMERS, "count of customers with `churn.level` high");
        put(Kpi.ENGAGEMENT_POINTS, "Σ engagement");
        put(Kpi.NPS_PROMOTERS, "count of last answers from 9");
        put(Kpi.NPS_DETRACTORS, "count of last answers up to 6");
        put(Kpi.NPS_ANSWERS, "count of last answers");
        put(Kpi.CSAT_POINTS, "Σ last answer");
        put(Kpi.CSAT_ANSWERS, "count of last answers");
    }

    private static void money() {
        put(Kpi.REVENUE_MINOR, "Σ `value.revenueToDateMinor`: orders - what went back");
        put(Kpi.WINDOW_REVENUE_MINOR, "Σ `rfm.spendMinor`", RFM_WINDOW);
        put(Kpi.EXPECTED_SPEND_MINOR, "Σ `value.expectedSpend12mMinor`", NEXT_YEAR);
        put(Kpi.CLV_MINOR, "Σ `value.clvMinor`", NEXT_YEAR);
        put(
                Kpi.REVENUE_AT_RISK_MINOR,
                "Σ `value.expectedSpend12mMinor` where `churn.level` is high",
                NEXT_YEAR);
        put(Kpi.ACQUISITION_COST_MINOR, "Σ `acquisitionCost` of the profile");
    }

    private static void campaigns() {
        put(Kpi.COST_BY_CAMPAIGN_MINOR, "Σ amount of `campaign_cost` events");
        put(
                Kpi.REVENUE_BY_CAMPAIGN_MINOR,
                "Σ net revenue of the days on which the campaign's touch is the customer's latest",
                "30 days from the touch");
    }

    private static void days() {
        put(
                Kpi.PERIOD_ACTIVE_CUSTOMERS,
                "count of those who had bought not long before the period began",
                PERIOD);
        put(
                Kpi.PERIOD_LOST_CUSTOMERS,
                "count of `period_active_customers` without an order in the period",
                PERIOD);
        put(Kpi.CHURN_RATE, "`period_lost_customers` / `period_active_customers`", PERIOD);
        put(Kpi.RETENTION_RATE, "1 - `churn_rate`", PERIOD);
        put(Kpi.RECENT_REVENUE_MINOR, "Σ net revenue by day", LAST_DAYS);
        put(Kpi.RECENT_ORDERS, "Σ orders by day", LAST_DAYS);
        put(Kpi.RECENT_NEW_CUSTOMERS, "count of first purchase days", LAST_DAYS);
        put(Kpi.RECENT_CAMPAIGN_COST_MINOR, "Σ amount of `campaign_cost` events", LAST_DAYS);
        put(
                Kpi.TOP_FIFTH_REVENUE_SHARE,
                "Σ `rfm.spendMinor` of the 20 % who spent most / `window_revenue_minor`",
                RFM_WINDOW);
        put(
                Kpi.CLV_PERCENTILE_MINOR,
                "the CLV that 10, 50 or 90 % of the buyers do not exceed, within 1 %",
                NEXT_YEAR);
    }

    private static void models() {
        put(Kpi.MODEL_FITS, "count");
        put(Kpi.MODEL_PARAMETER, "maximum of likelihood × prior");
        put(Kpi.MODEL_PARAMETER_ERROR, "√ of the diagonal of the inverse information");
        put(Kpi.MODEL_CUSTOMERS, "count of buyers in the sample");
        put(Kpi.MODEL_FITTED_AT_SECONDS, "moment of the last fit");
    }

    private static void judgement() {
        put(Kpi.CHURN_BRIER, "mean of (probability - outcome)²", HORIZON);
        put(
                Kpi.CHURN_CALIBRATION_ERROR,
                "mean distance of probability and share of churners over classes of risk",
                HORIZON);
        put(Kpi.CHURN_AUC, "P(a churner is ranked above one who is none)", HORIZON);
        put(Kpi.CHURN_BIAS, "mean probability - share of churners", HORIZON);
        put(Kpi.CHURN_SKILL, "1 - `churn_brier` of the model / that of recency", HORIZON);
        put(Kpi.CHURN_JUDGED, "count", HORIZON);
        put(Kpi.CHURN_ORIGINS_JUDGED, "count");
    }

    /** What is made of figures of a window is of that window. */
    private static String windowOf(Kpi derived) {
        return switch (derived) {
            case AVERAGE_ORDER_VALUE_MINOR, REPEAT_RATE -> RFM_WINDOW;
            case MEAN_CLV_MINOR, CLV_TO_ACQUISITION_COST, REVENUE_AT_RISK_SHARE -> NEXT_YEAR;
            case RETURN_BY_CAMPAIGN -> "30 days from the touch";
            default -> "";
        };
    }

    private static void put(Kpi kpi, String text) {
        put(kpi, text, "");
    }

    private static void put(Kpi kpi, String text, String window) {
        ALL.put(kpi, new Formula(text, window));
    }
}
