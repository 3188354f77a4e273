package dev.tidemark.dashboards;

import static dev.tidemark.dashboards.Ask.grownBy;
import static dev.tidemark.dashboards.Ask.mean;
import static dev.tidemark.dashboards.Ask.meanBy;
import static dev.tidemark.dashboards.Ask.rateBy;
import static dev.tidemark.dashboards.Ask.total;
import static dev.tidemark.dashboards.Ask.totalBy;

import java.util.List;

/** For those who look after the customers: who they are, where they move, what they are worth. */
final class CustomersDashboard {
    private static final String EVERYONE = "by=\"all\"";
    private static final String QUADRANTS = "by=\"matrix\"";

    private CustomersDashboard() {}

    static DashboardSource source() {
        return new DashboardSource(
                        "tidemark-customers",
                        "Tidemark: customers",
                        "Where the customers stand, how they move, and what they are worth.",
                        "tidemark_build_info")
                .choice(
                        "minor",
                        "Minor units",
                        "How many minor units make one of the reporting currency: 100 cents.",
                        "100",
                        "1",
                        "1000")
                .row("The CRM matrix", matrix())
                .row("Sizes", sizes())
                .row("Flows", flows())
                .row("Churn and value", value())
                .row("The lifecycle in seven dimensions", lifecycle())
                .row("Campaigns and engagement", campaigns());
    }

    private static Panel[] matrix() {
        return new Panel[] {
            quadrant("High-Value", "green", "made most of the revenue in the window"),
            quadrant("Potential High-Value", "blue", "are expected to spend as much as those do"),
            Panel.lines(
                            "Quadrants over time",
                            "locale",
                            "Customers in each quadrant of the CRM matrix. Silence moves them too.")
                    .ask("{{segment}}", sizes("matrix"))
                    .line("High-Value", "green")
                    .line("Potential High-Value", "blue")
                    .line("Low-Value", "orange")
                    .line("Potential Low-Value", "purple")
                    .size(8, 10),
            byQuadrant("Revenue, by quadrant", "tidemark_window_revenue_minor")
                    .words("Net revenue of the window, in units of the reporting currency."),
            quadrant("Low-Value", "orange", "have bought, and not much"),
            quadrant("Potential Low-Value", "purple", "are new or not known well yet"),
            byQuadrant("Expected spend, by quadrant", "tidemark_expected_spend_minor")
                    .words("Net spend to expect of them, in units of the reporting currency."),
        };
    }

    private static Panel quadrant(String name, String color, String who) {
        return Panel.stat(name, "locale", "Customers who " + who + ".")
                .ask(
                        name,
                        total(
                                "tidemark_customers",
                                "dimension=\"matrix\"",
                                "segment=\"" + name + "\""))
                .color("fixed", color)
                .size(5, 5);
    }

    private static Panel byQuadrant(String title, String metric) {
        return Panel.bars(title, "locale", "")
                .ask("{{group}}", totalBy("group", metric, QUADRANTS) + " / $minor")
                .size(6, 5);
    }

    private static String sizes(String dimension) {
        return totalBy("segment", "tidemark_customers", "dimension=\"" + dimension + "\"");
    }

    private static Panel[] sizes() {
        return new Panel[] {
            Panel.bars(
                            "RFM segments now",
                            "locale",
                            "Customers in each segment. Who has not bought yet is a Prospect.")
                    .ask("{{segment}}", sizes("rfm"))
                    .size(8, 10),
            over("RFM segments", "rfm", "Customers in each of the eleven segments, and prospects.")
                    .size(16, 10),
            over("Churn levels", "churn", "Those who have bought, by how likely they are to leave.")
                    .line("low", "green")
                    .line("medium", "yellow")
                    .line("high", "red"),
            over("Lifecycle stages", "lifecycle", "From prospect to advocate, or to lapsed."),
            over("ABC classes", "abc", "By cumulated revenue in the window; A has the most."),
            over("Tiers", "tier", "By volume, profit and length of the relationship.").size(12, 8),
            Panel.lines(
                            "Significant customers",
                            "locale",
                            "How few customers made most of the revenue when the cut points in"
                                    + " force were counted.")
                    .ask("significant", total("tidemark_significant_customers"))
                    .fromZero()
                    .size(12, 8),
        };
    }

    private static Panel over(String title, String dimension, String description) {
        return Panel.lines(title, "locale", description)
                .ask("{{segment}}", sizes(dimension))
                .fromZero();
    }

    private static Panel[] flows() {
        return new Panel[] {
            Panel.lines(
                            "Moves, by cause",
                            "cps",
                            "Moves between classes per second: EVENT when the customer did"
                                    + " something, SILENCE when time alone passed.")
                    .ask("{{cause}}", rateBy("cause", "tidemark_transitions_total")),
            Panel.lines(
                            "Moves, by dimension",
                            "cps",
                            "Moves between classes per second, in each dimension.")
                    .ask("{{dimension}}", rateBy("dimension", "tidemark_transitions_total")),
            Panel.lines(
                            "Moves back",
                            "cps",
                            "Moves per second into a class that the customer had left only lately."
                                    + " Many of them mean that a limit runs through a crowd.")
                    .ask("{{dimension}}", rateBy("dimension", "tidemark_flaps_total")),
            Panel.table(
                            "Most frequent moves",
                            "locale",
                            "Moves in the time that is shown. The first of a kind is missing: its"
                                    + " counter appears with it.")
                    .ask(
                            "",
                            "topk(25, "
                                    + grownBy(
                                            "dimension, from, to, cause",
                                            "tidemark_transitions_total")
                                    + " > 0)")
                    .columns(
                            "dimension",
                            "dimension",
                            "from",
                            "from",
                            "to",
                            "to",
                            "cause",
                            "cause",
                            "Value",
                            "moves")
                    .decimals(0)
                    .size(12, 10),
            flow("Between quadrants", "matrix"),
            flow("Between churn levels", "churn"),
        };
    }

    private static Panel flow(String title, String dimension) {
        return Panel.bars(title, "locale", "Moves in the time that is shown.")
                .ask(
                        "{{from}} → {{to}}",
                        "topk(12, "
                                + grownBy(
                                        "from, to",
                                        "tidemark_transitions_total",
                                        "dimension=\"" + dimension + "\"",
                                        "from!=\"none\"",
                                        "to!=\"none\"")
                                + ")")
                .decimals(0)
                .size(6, 10);
    }

    private static Panel[] value() {
        return new Panel[] {
            Panel.stat("High risk", "locale", "Customers whose churn risk is high.")
                    .ask("at risk", total("tidemark_at_risk_customers", EVERYONE))
                    .color("fixed", "red"),
            share("Revenue at risk", "tidemark_revenue_at_risk_share", EVERYONE)
                    .words("Share of the expected spend whose churn risk is high.")
                    .color("fixed", "orange"),
            share("Churn rate", "tidemark_churn_rate")
                    .words("Of those active at the start of the period, who did not buy in it."),
            money("Expected spend", "tidemark_expected_spend_minor", EVERYONE)
                    .words("Net spend to expect of all customers together."),
            money("Lifetime value", "tidemark_clv_minor", EVERYONE)
                    .words("Discounted lifetime value of all customers together."),
            share("Best fifth", "tidemark_top_fifth_revenue_share")
                    .words("Share of the revenue in the window that the best fifth made."),
            Panel.lines(
                            "Revenue at risk over time",
                            "locale",
                            "Expected net spend of those whose churn risk is high, by quadrant, in"
                                    + " units of the reporting currency.")
                    .ask(
                            "{{group}}",
                            totalBy("group", "tidemark_revenue_at_risk_minor", QUADRANTS)
                                    + " / $minor")
                    .fromZero(),
            Panel.lines(
                            "Spread of the lifetime value",
                            "locale",
                            "Percentiles of CLV over the buyers, in units of the reporting"
                                    + " currency. The mean lies above the median: few are worth"
                                    + " much.")
                    .ask(
                            "{{percentile}} %",
                            meanBy("percentile", "tidemark_clv_percentile_minor") + " / $minor")
                    .ask("mean", mean("tidemark_mean_clv_minor", EVERYONE) + " / $minor")
                    .fromZero(),
            Panel.lines(
                            "At risk, by quadrant",
                            "locale",
                            "Customers whose churn risk is high. Those of high value come first.")
                    .ask("{{group}}", totalBy("group", "tidemark_at_risk_customers", QUADRANTS))
                    .fromZero(),
        };
    }

    private static Panel[] lifecycle() {
        return new Panel[] {
            count("Attract: known", "tidemark_group_customers", EVERYONE)
                    .words("Customers who are known, prospects among them."),
            count("Attract: new in 30 days", "tidemark_recent_new_customers", "days=\"30\"")
                    .words("Customers whose first order is of the last 30 days."),
            money("Attract: cost of a buyer", "tidemark_customer_acquisition_cost_minor", EVERYONE)
                    .words("What it cost to win a buyer, campaigns included.")
                    .decimals(2),
            share("Convert: conversion", "tidemark_conversion_rate", EVERYONE)
                    .words("Share of the known who have bought."),
            share("Retain: retention", "tidemark_retention_rate")
                    .words("Of those active at the start of the period, who bought in it."),
            count("Retain: active", "tidemark_active_customers", EVERYONE)
                    .words("Customers with an order in the window."),
            share("Loyalty: repeat rate", "tidemark_repeat_rate", EVERYONE)
                    .words("Share of the active who bought again."),
            money("Loyalty: mean CLV", "tidemark_mean_clv_minor", EVERYONE)
                    .words("Mean discounted lifetime value of a buyer.")
                    .decimals(2),
            Panel.stat("Service: satisfaction", "none", "Mean satisfaction, 1 to 5.")
                    .ask("CSAT", mean("tidemark_csat", EVERYONE))
                    .untilThen("no answers")
                    .decimals(2),
            Panel.stat(
                            "Refer: net promoter score",
                            "none",
                            "-100 to 100: promoters less detractors.")
                    .ask("NPS", mean("tidemark_nps", EVERYONE))
                    .untilThen("no answers")
                    .decimals(0),
            count("Refer: promoters", "tidemark_nps_promoters", EVERYONE)
                    .words("Customers who last answered 9 or 10.")
                    .untilThen("no answers"),
            money("Optimise: order value", "tidemark_average_order_value_minor", EVERYONE)
                    .words("Mean net revenue of an order.")
                    .decimals(2),
            Panel.lines(
                            "Rates over time",
                            "percentunit",
                            "Conversion, retention, repeat and churn rates of all customers.")
                    .ask("conversion", mean("tidemark_conversion_rate", EVERYONE))
                    .ask("retention", mean("tidemark_retention_rate"))
                    .ask("repeat", mean("tidemark_repeat_rate", EVERYONE))
                    .ask("churn", mean("tidemark_churn_rate"))
                    .range(0, 1),
            Panel.lines(
                            "Optimise: CLV over the cost of winning",
                            "none",
                            "Lifetime value of the buyers over what it cost to win them. Under 1,"
                                    + " the red line, they cost more than they bring.")
                    .ask("ratio", mean("tidemark_clv_to_acquisition_cost", EVERYONE))
                    .thresholds("red", "green", 1)
                    .fromZero(),
            Panel.lines(
                            "Revenue of the last 30 days",
                            "locale",
                            "Net revenue and cost of campaigns, in units of the reporting"
                                    + " currency.")
                    .ask(
                            "revenue",
                            total("tidemark_recent_revenue_minor", "days=\"30\"") + " / $minor")
                    .ask(
                            "campaigns",
                            total("tidemark_recent_campaign_cost_minor", "days=\"30\"")
                                    + " / $minor")
                    .fromZero(),
        };
    }

    private static Panel[] campaigns() {
        return new Panel[] {
            Panel.table(
                            "Campaigns",
                            "locale",
                            "Cost, revenue that followed their touches (in units of the reporting"
                                    + " currency), and return: 0 is what it cost, 1 twice that.")
                    .ask(
                            "",
                            totalBy("campaign", "tidemark_cost_by_campaign_minor_total")
                                    + " / $minor")
                    .ask(
                            "",
                            totalBy("campaign", "tidemark_revenue_by_campaign_minor") + " / $minor")
                    .ask("", meanBy("campaign", "tidemark_return_by_campaign"))
                    .columns(
                            "campaign",
                            "campaign",
                            "Value #A",
                            "cost",
                            "Value #B",
                            "revenue",
                            "Value #C",
                            "return")
                    .decimals(2)
                    .size(12, 9),
            Panel.lines(
                            "Engagement",
                            "none",
                            "Mean engagement of customers, 0 to 100, by quadrant of the matrix.")
                    .ask("{{group}}", meanBy("group", "tidemark_engagement", QUADRANTS))
                    .fromZero()
                    .size(6, 9),
            Panel.bars(
                            "Customers by source",
                            "locale",
                            "Where customers came from, as their profiles say. Another attribute is"
                                    + " chosen with profile.groups.")
                    .ask(
                            "{{group}}",
                            totalBy(
                                    "group",
                                    "tidemark_group_customers",
                                    "by=\"acquisitionSource\""))
                    .size(6, 9),
        };
    }

    private static Panel count(String title, String metric, String... matchers) {
        return Panel.stat(title, "locale", "").ask(title, total(metric, matchers));
    }

    private static Panel share(String title, String metric, String... matchers) {
        return Panel.stat(title, "percentunit", "").ask(title, mean(metric, matchers)).decimals(1);
    }

    private static Panel money(String title, String metric, String... matchers) {
        String figure =
                List.of("tidemark_clv_minor", "tidemark_expected_spend_minor").contains(metric)
                        ? total(metric, matchers)
                        : mean(metric, matchers);
        return Panel.stat(title, "locale", "").ask(title, figure + " / $minor").decimals(0);
    }
}
