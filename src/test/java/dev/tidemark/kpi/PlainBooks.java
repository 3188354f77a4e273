package dev.tidemark.kpi;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.SurveyKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The realised KPIs from a raw log, worked out the plain way: everything is read, then everything
 * is counted. It shares no code with what it is held against, not even the names of the KPIs, and
 * has no memory to run out of: what the service would have to forget, or to refuse as too late,
 * must not be in the log.
 */
public final class PlainBooks {
    private static final int DECIMALS = 6;

    private final Terms terms;
    private final List<PlainPerson> people;
    private final List<CustomerEvent> costs;
    private final Map<String, BigDecimal> figures = new TreeMap<>();

    /**
     * What is asked.
     *
     * @param now the end, epoch milliseconds; what is dated then or later is left out
     * @param zone in which days are counted
     * @param windowDays length of the rolling window
     * @param activeDays who bought so recently is active
     * @param periodDays over which active customers stay or are lost, up to now
     * @param recentDays for figures of the last days
     * @param attributionDays a touch by a campaign counts so many days after its own
     * @param margin share of revenue that is profit
     * @param lines what a second purchase event of an order means: sum, replace or ignore
     */
    public record Terms(
            long now,
            ZoneId zone,
            int windowDays,
            int activeDays,
            int periodDays,
            int recentDays,
            int attributionDays,
            double margin,
            String lines) {

        LocalDate today() {
            return Instant.ofEpochMilli(now - 1).atZone(zone).toLocalDate();
        }

        LocalDate day(CustomerEvent event) {
            return Instant.ofEpochMilli(event.occurredAt()).atZone(zone).toLocalDate();
        }
    }

    private PlainBooks(Terms terms, List<PlainPerson> people, List<CustomerEvent> costs) {
        this.terms = terms;
        this.people = people;
        this.costs = costs;
    }

    /**
     * All figures over everyone.
     *
     * @param log in the order of arrival
     * @return by name; those of a campaign by name, bar and campaign
     */
    public static Map<String, BigDecimal> of(List<CustomerEvent> log, Terms terms) {
        List<CustomerEvent> events = onceEach(log, terms);
        List<CustomerEvent> costs =
                events.stream().filter(e -> e.type() == EventType.CAMPAIGN_COST).toList();
        return new PlainBooks(terms, people(events, terms), costs).count();
    }

    /** The figures of those of whom an attribute says the same; {@code unknown} of the others. */
    public static Map<String, Map<String, BigDecimal>> by(
            ProfileAttribute attribute, List<CustomerEvent> log, Terms terms) {
        Map<String, List<PlainPerson>> groups =
                people(onceEach(log, terms), terms).stream()
                        .collect(
                                Collectors.groupingBy(
                                        p ->
                                                p.said(attribute).isEmpty()
                                                        ? "unknown"
                                                        : p.said(attribute)));
        Map<String, Map<String, BigDecimal>> figures = new TreeMap<>();
        groups.forEach(
                (group, members) ->
                        figures.put(group, new PlainBooks(terms, members, List.of()).count()));
        return figures;
    }

    private static List<CustomerEvent> onceEach(List<CustomerEvent> log, Terms terms) {
        Map<String, CustomerEvent> first = new LinkedHashMap<>();
        for (CustomerEvent event : log) {
            if (event.occurredAt() < terms.now()) {
                first.putIfAbsent(event.eventId(), event);
            }
        }
        return List.copyOf(first.values());
    }

    /** Who is who, as of the end; what was before an erasure is gone, links included. */
    private static List<PlainPerson> people(List<CustomerEvent> events, Terms terms) {
        Map<String, Set<String>> together = new HashMap<>();
        Map<String, Long> erasedAt = new HashMap<>();
        List<CustomerEvent> inTime = new ArrayList<>(events);
        inTime.sort(Comparator.comparingLong(CustomerEvent::occurredAt));
        for (CustomerEvent event : inTime) {
            String id = event.customerId();
            Set<String> same = together.computeIfAbsent(id, i -> new HashSet<>(Set.of(i)));
            if (event.type() == EventType.ERASE) {
                for (String alias : Set.copyOf(same)) {
                    erasedAt.put(alias, event.occurredAt());
                    together.put(alias, new HashSet<>(Set.of(alias)));
                }
            } else if (event.detail() instanceof EventDetail.Merge merge) {
                same.addAll(
                        together.computeIfAbsent(merge.intoId(), i -> new HashSet<>(Set.of(i))));
                same.forEach(alias -> together.put(alias, same));
            }
        }
        Map<Set<String>, List<CustomerEvent>> byPerson = new LinkedHashMap<>();
        for (CustomerEvent event : events) {
            String id = event.customerId();
            boolean erased = event.occurredAt() <= erasedAt.getOrDefault(id, Long.MIN_VALUE);
            boolean ofSomeone = !id.isEmpty() && event.type() != EventType.ERASE;
            if (ofSomeone && !erased) {
                byPerson.computeIfAbsent(together.get(id), p -> new ArrayList<>()).add(event);
            }
        }
        return byPerson.values().stream().map(theirs -> new PlainPerson(theirs, terms)).toList();
    }

    private Map<String, BigDecimal> count() {
        long known = put("group_customers", people.size());
        long buyers = put("buyers", count(PlainPerson::isBuyer));
        long active = put("active_customers", count(p -> p.orders(terms.windowDays()) > 0));
        long repeat = put("repeat_customers", count(p -> p.orders(terms.windowDays()) > 1));
        put("revenue_minor", sum(PlainPerson::net));
        long revenue = put("window_revenue_minor", sum(PlainPerson::spend));
        long orders = put("window_orders", sum(p -> p.orders(terms.windowDays())));
        long profileCost = put("acquisition_cost_minor", sum(PlainPerson::acquisitionCost));
        long campaignCost = put("campaign_cost_minor", cost(costs));
        ratio("average_order_value_minor", revenue, orders);
        ratio("repeat_rate", repeat, active);
        ratio("conversion_rate", buyers, known);
        ratio("customer_acquisition_cost_minor", campaignCost + profileCost, buyers);
        surveys();
        period();
        campaigns();
        return figures;
    }

    private void surveys() {
        List<Integer> nps = answers(SurveyKind.NPS);
        long promoters = put("nps_promoters", nps.stream().filter(a -> a >= 90).count());
        long detractors = put("nps_detractors", nps.stream().filter(a -> a <= 60).count());
        put("nps_answers", nps.size());
        ratio("nps", 100 * (promoters - detractors), nps.size());
        List<Integer> csat = answers(SurveyKind.CSAT);
        put("csat_answers", csat.size());
        ratio("csat", csat.stream().mapToInt(a -> a / 10).sum(), csat.size());
    }

    private List<Integer> answers(SurveyKind kind) {
        return people.stream().flatMap(p -> p.answer(kind).stream()).toList();
    }

    private void period() {
        long active = put("period_active_customers", count(PlainPerson::wasActive));
        long lost = put("period_lost_customers", count(PlainPerson::isLost));
        ratio("churn_rate", lost, active);
        ratio("retention_rate", active - lost, active);
        put("recent_revenue_minor", sum(p -> p.net(terms.recentDays())));
        put("recent_orders", sum(p -> p.orders(terms.recentDays())));
        put("recent_new_customers", count(PlainPerson::isNew));
        LocalDate first = terms.today().minusDays(terms.recentDays() - 1L);
        put(
                "recent_campaign_cost_minor",
                cost(costs.stream().filter(e -> !terms.day(e).isBefore(first)).toList()));
    }

    private void campaigns() {
        Map<String, List<CustomerEvent>> spent =
                costs.stream().collect(Collectors.groupingBy(PlainPerson::campaign));
        Map<String, Long> revenue = new TreeMap<>();
        people.forEach(p -> p.netByCampaign().forEach((id, m) -> revenue.merge(id, m, Long::sum)));
        spent.forEach((id, events) -> put("cost_by_campaign_minor|" + id, cost(events)));
        revenue.forEach((id, net) -> put("revenue_by_campaign_minor|" + id, net));
        spent.forEach(
                (id, events) -> {
                    BigDecimal profit =
                            BigDecimal.valueOf(revenue.getOrDefault(id, 0L))
                                    .multiply(BigDecimal.valueOf(terms.margin()));
                    BigDecimal cost = BigDecimal.valueOf(cost(events));
                    ratio("return_by_campaign|" + id, profit.subtract(cost), cost);
                });
    }

    private static long cost(Collection<CustomerEvent> events) {
        return events.stream().mapToLong(CustomerEvent::amountMinor).sum();
    }

    private long count(Predicate<PlainPerson> predicate) {
        return people.stream().filter(predicate).count();
    }

    private long sum(ToLongFunction<PlainPerson> measure) {
        return people.stream().mapToLong(measure).sum();
    }

    private long put(String name, long value) {
        figures.put(name, BigDecimal.valueOf(value));
        return value;
    }

    private void ratio(String name, long above, long below) {
        ratio(name, BigDecimal.valueOf(above), BigDecimal.valueOf(below));
    }

    /** 0 where there is nothing to divide by. */
    private void ratio(String name, BigDecimal above, BigDecimal below) {
        BigDecimal value =
                below.signum() == 0
                        ? BigDecimal.ZERO.setScale(DECIMALS)
                        : above.divide(below, DECIMALS, RoundingMode.HALF_EVEN);
        figures.put(name, value);
    }
}
