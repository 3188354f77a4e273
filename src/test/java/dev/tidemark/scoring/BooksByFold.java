package dev.tidemark.scoring;

import dev.tidemark.kpi.Books;
import dev.tidemark.kpi.Entries;
import dev.tidemark.kpi.GroupSums;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.Account;
import dev.tidemark.model.AccountChange;
import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.DayEntry;
import dev.tidemark.model.DaySeries;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.SurveyKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A log carried through the fold, and from step to step what changes in the books: accounts of the
 * customers' memories, the diary of their purchases, the campaigns that their revenue followed.
 */
final class BooksByFold {
    private final Rules rules;
    private final int periodDays;
    private final int recentDays;
    private final KeyedWorld world;
    private final PurchaseDiary diary;
    private final Attribution attribution;
    private final GroupSums sums = new GroupSums(List.of("country"));
    private final Books books;
    private final Map<String, BigDecimal> derived = new HashMap<>();
    private final Map<DaySeries, TreeMap<Integer, Long>> days = new EnumMap<>(DaySeries.class);

    /** What each id counted for until now. */
    private final Map<String, Account> accounts = new HashMap<>();

    private final Map<String, Purchases> purchases = new HashMap<>();
    private final Map<String, Said> said = new HashMap<>();
    private final Map<String, Said> saidBefore = new HashMap<>();
    private int today;

    /** What a person said, the latest of each kind, and the touches; a plain value. */
    private record Said(Map<String, CustomerEvent> latest, Set<CampaignTouch> touches) {
        static final Said NOTHING = new Said(Map.of(), Set.of());

        Said with(String kind, CustomerEvent event) {
            Map<String, CustomerEvent> more = new HashMap<>(latest);
            more.merge(kind, event, (a, b) -> a.occurredAt() > b.occurredAt() ? a : b);
            return new Said(more, touches);
        }

        Said with(CampaignTouch touch) {
            Set<CampaignTouch> more = new HashSet<>(touches);
            more.add(touch);
            return new Said(latest, more);
        }

        Said and(Said other) {
            Said both = new Said(latest, new HashSet<>(touches));
            both.touches.addAll(other.touches);
            for (Map.Entry<String, CustomerEvent> entry : other.latest.entrySet()) {
                both = both.with(entry.getKey(), entry.getValue());
            }
            return both;
        }

        String profile(ProfileAttribute attribute) {
            CustomerEvent event = latest.get(attribute.name());
            return event == null
                    ? ""
                    : ((EventDetail.Profile) event.detail()).attributes().get(attribute);
        }

        int answer(SurveyKind kind) {
            CustomerEvent event = latest.get(kind.name());
            return event == null ? -1 : ((EventDetail.Survey) event.detail()).scoreTenths() / 10;
        }
    }

    BooksByFold(Rules rules, int activeDays, int periodDays, int recentDays, double margin) {
        this.rules = rules;
        this.periodDays = periodDays;
        this.recentDays = recentDays;
        this.world = new KeyedWorld(rules);
        this.diary = new PurchaseDiary(rules.dayMemory(), activeDays, periodDays);
        this.attribution = new Attribution(recentDays);
        this.books = new Books(20, margin);
    }

    /** Reads all events, and then looks at everyone as of the end. */
    void read(List<CustomerEvent> log, long now) {
        for (CustomerEvent event : log) {
            happens(event);
        }
        world.silenceUntil(now);
        settle(rules.calendar().today(now));
        sums.takeEntries().forEach(books::add);
        for (KpiValue value : books.takeChanged()) {
            derived.put(value.kpi() + value.labels(), value.number());
        }
    }

    private void happens(CustomerEvent event) {
        Map<String, Long> spent = Map.copyOf(world.spentByCampaign);
        String before = event.customerId().isEmpty() ? "" : world.personOf(event.customerId());
        int ignored = world.ignored.values().stream().mapToInt(i -> i).sum();
        world.happens(event).settle();
        boolean applied = ignored == world.ignored.values().stream().mapToInt(i -> i).sum();
        world.spentByCampaign.forEach(
                (id, sum) -> {
                    long more = sum - spent.getOrDefault(id, 0L);
                    if (more != 0) {
                        Entries.campaignCost(id, more).forEach(books::add);
                        int day = rules.calendar().dayOf(event.occurredAt());
                        enter(new DayEntry(DaySeries.CAMPAIGN_COST_MINOR, day, more));
                    }
                });
        if (applied && !event.customerId().isEmpty()) {
            listen(event, before);
        }
        settle(rules.calendar().today(event.occurredAt()));
    }

    private void listen(CustomerEvent event, String before) {
        String person = world.personOf(event.customerId());
        if (event.type() == EventType.ERASE) {
            said.keySet().removeIf(id -> !world.of(id).isScored());
        } else if (!person.equals(before)) {
            Said old = said.getOrDefault(before, Said.NOTHING);
            said.merge(person, old, Said::and);
            said.remove(before);
        }
        Said known = said.getOrDefault(person, Said.NOTHING);
        if (event.detail() instanceof EventDetail.Survey survey) {
            said.put(person, known.with(survey.kind().name(), event));
        } else if (event.detail() instanceof EventDetail.Profile profile) {
            for (ProfileAttribute attribute : profile.attributes().keySet()) {
                said.put(person, known.with(attribute.name(), event));
            }
        } else if (event.detail() instanceof EventDetail.Campaign campaign) {
            int day = rules.calendar().dayOf(event.occurredAt());
            said.put(person, known.with(new CampaignTouch(campaign.campaignId(), day)));
        }
    }

    /** Enters what has become of everyone since. */
    private void settle(int day) {
        today = Math.max(today, day);
        Set<String> all = new HashSet<>(world.known());
        all.addAll(accounts.keySet());
        for (String id : all) {
            CustomerHistory history = world.of(id);
            Account account = account(history, said.getOrDefault(id, Said.NOTHING));
            Purchases was = purchases.getOrDefault(id, Purchases.none());
            List<DayEntry> changes = diary.changes(was, history.purchases, today);
            changes.forEach(this::enter);
            attribution
                    .changes(
                            touches(saidBefore, id),
                            was,
                            touches(said, id),
                            history.purchases,
                            diary.firstDay(today))
                    .forEach((k, net) -> books.add(Entries.campaignRevenue(k, net)));
            Account last = accounts.getOrDefault(id, Account.NONE);
            sums.add(new AccountChange(0, last, account, changes));
            accounts.put(id, account);
            purchases.put(id, history.purchases);
        }
        saidBefore.clear();
        saidBefore.putAll(said);
    }

    private static List<CampaignTouch> touches(Map<String, Said> said, String id) {
        return new ArrayList<>(said.getOrDefault(id, Said.NOTHING).touches());
    }

    private Account account(CustomerHistory history, Said heard) {
        if (!history.isScored()) {
            return Account.NONE;
        }
        Purchases p = history.purchases;
        String cost = heard.profile(ProfileAttribute.ACQUISITION_COST);
        return new Account(
                true,
                p.days > 2 ? Quadrant.HIGH_VALUE : Quadrant.LOW_VALUE,
                List.of(heard.profile(ProfileAttribute.COUNTRY)),
                p.days > 0 ? p.firstDay : Account.NO_DAY,
                p.days > 0 ? p.lastDay : Account.NO_DAY,
                p.ordersInWindow(today, rules.windowDays()),
                Math.max(0, p.netInWindow(today, rules.windowDays())),
                p.net,
                0,
                0,
                false,
                0,
                heard.answer(SurveyKind.NPS),
                heard.answer(SurveyKind.CSAT),
                cost.isEmpty() ? 0 : Long.parseLong(cost));
    }

    private void enter(DayEntry entry) {
        days.computeIfAbsent(entry.series(), s -> new TreeMap<>())
                .merge(entry.day(), entry.delta(), Long::sum);
    }

    /** All figures over everyone, by name. */
    Map<String, BigDecimal> figures() {
        Map<String, BigDecimal> figures = new TreeMap<>();
        for (KpiValue total : books.totals()) {
            if (total.labels().isEmpty() || total.labels().equals(List.of("all", "all"))) {
                figures.put(total.kpi(), total.number());
            } else if (total.labels().size() == 1) {
                figures.put(total.kpi() + "|" + total.labels().get(0), total.number());
            }
        }
        derived.forEach((line, number) -> figures.put(line.replace("[all, all]", ""), number));
        for (String campaign : world.spentByCampaign.keySet()) {
            String line = "return_by_campaign[" + campaign + "]";
            figures.put("return_by_campaign|" + campaign, derived.get(line));
        }
        long active = until(DaySeries.ACTIVE_CHANGE, today - periodDays);
        long lost = until(DaySeries.LOST_CHANGE, today - periodDays);
        figures.put("period_active_customers", BigDecimal.valueOf(active));
        figures.put("period_lost_customers", BigDecimal.valueOf(lost));
        figures.put("churn_rate", share(lost, active));
        figures.put("retention_rate", share(active - lost, active));
        figures.put("recent_revenue_minor", recent(DaySeries.REVENUE_MINOR));
        figures.put("recent_orders", recent(DaySeries.ORDERS));
        figures.put("recent_new_customers", recent(DaySeries.NEW_CUSTOMERS));
        figures.put("recent_campaign_cost_minor", recent(DaySeries.CAMPAIGN_COST_MINOR));
        return figures;
    }

    private static BigDecimal share(long part, long whole) {
        return whole == 0
                ? BigDecimal.ZERO
                : Kpi.CHURN_RATE.ofDecimal((double) part / whole).number();
    }

    private long until(DaySeries series, int day) {
        return days.getOrDefault(series, new TreeMap<>()).headMap(day, true).values().stream()
                .mapToLong(delta -> delta)
                .sum();
    }

    private BigDecimal recent(DaySeries series) {
        return BigDecimal.valueOf(until(series, today) - until(series, today - recentDays));
    }

    /** A figure of one group; 0 if there is none. */
    BigDecimal figure(Kpi kpi, String by, String group) {
        return kpi.decimals() == 0
                ? BigDecimal.valueOf(books.total(kpi, by, group))
                : derived.getOrDefault(kpi.wireName() + List.of(by, group), BigDecimal.ZERO);
    }

    List<KpiValue> totals() {
        return books.totals();
    }
}
