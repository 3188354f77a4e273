package dev.tidemark.kpi;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.SurveyKind;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One person, from the events that are theirs: worked out anew for each question. */
final class PlainPerson {
    private static final List<EventType> TOUCHES =
            List.of(EventType.CAMPAIGN_TOUCH, EventType.EMAIL_OPENED, EventType.EMAIL_CLICKED);

    private final PlainBooks.Terms terms;
    private final List<CustomerEvent> events;
    private final List<PlainOrder> orders = new ArrayList<>();

    /** Money by the day it is dated. */
    private final Map<LocalDate, Long> money = new HashMap<>();

    PlainPerson(List<CustomerEvent> events, PlainBooks.Terms terms) {
        this.events = events;
        this.terms = terms;
        Map<String, PlainOrder> known = new LinkedHashMap<>();
        for (CustomerEvent event : events) {
            boolean back =
                    event.type() == EventType.REFUND || event.type() == EventType.CANCELLATION;
            if (back && !event.hasOrder()) {
                takeBack(event);
            } else if (back || event.type() == EventType.PURCHASE) {
                String id = event.hasOrder() ? "order " + event.orderId() : event.eventId();
                known.computeIfAbsent(id, i -> new PlainOrder(terms)).add(event);
            }
        }
        for (PlainOrder order : known.values()) {
            if (order.wasPlaced()) {
                orders.add(order);
                money.merge(order.day(), order.net(), Long::sum);
            } else {
                order.backs().forEach(this::takeBack);
            }
        }
    }

    private void takeBack(CustomerEvent back) {
        if (back.type() == EventType.REFUND && back.hasAmount()) {
            money.merge(terms.day(back), -back.amountMinor(), Long::sum);
        }
    }

    private boolean inWindow(LocalDate day, int days) {
        return ChronoUnit.DAYS.between(day, terms.today()) < days;
    }

    long net() {
        return money.values().stream().mapToLong(m -> m).sum();
    }

    long net(int days) {
        return money.entrySet().stream()
                .filter(e -> inWindow(e.getKey(), days))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** What the person spent in the window: never less than nothing. */
    long spend() {
        return Math.max(0, net(terms.windowDays()));
    }

    long orders(int days) {
        return orders.stream().filter(o -> o.stands() && inWindow(o.day(), days)).count();
    }

    TreeSet<LocalDate> purchaseDays() {
        TreeSet<LocalDate> days = new TreeSet<>();
        orders.stream().filter(PlainOrder::stands).forEach(order -> days.add(order.day()));
        return days;
    }

    boolean isBuyer() {
        return !purchaseDays().isEmpty();
    }

    boolean isNew() {
        return isBuyer() && inWindow(purchaseDays().first(), terms.recentDays());
    }

    boolean wasActive() {
        LocalDate end = terms.today().minusDays(terms.periodDays());
        LocalDate from = end.minusDays(terms.activeDays() - 1L);
        return !purchaseDays().subSet(from, true, end, true).isEmpty();
    }

    boolean isLost() {
        LocalDate end = terms.today().minusDays(terms.periodDays());
        return wasActive() && purchaseDays().tailSet(end, false).isEmpty();
    }

    /** The last answer in tenths: of one moment the larger; none if there is no answer. */
    Optional<Integer> answer(SurveyKind kind) {
        return events.stream()
                .filter(e -> e.detail() instanceof EventDetail.Survey s && s.kind() == kind)
                .max(
                        Comparator.comparingLong(CustomerEvent::occurredAt)
                                .thenComparingInt(PlainPerson::score))
                .map(PlainPerson::score);
    }

    private static int score(CustomerEvent event) {
        return ((EventDetail.Survey) event.detail()).scoreTenths();
    }

    /** What was last said; empty if nothing, or if it was taken back. */
    String said(ProfileAttribute attribute) {
        return events.stream()
                .filter(
                        e ->
                                e.detail() instanceof EventDetail.Profile p
                                        && p.attributes().containsKey(attribute))
                .max(Comparator.comparingLong(CustomerEvent::occurredAt))
                .map(e -> ((EventDetail.Profile) e.detail()).attributes().get(attribute))
                .orElse("")
                .strip();
    }

    long acquisitionCost() {
        String said = said(ProfileAttribute.ACQUISITION_COST);
        return said.isEmpty() ? 0 : Long.parseLong(said);
    }

    /** Net revenue by the campaign that touched the person last, if not long before. */
    Map<String, Long> netByCampaign() {
        Map<String, Long> net = new HashMap<>();
        money.forEach(
                (day, amount) ->
                        touchBefore(day).ifPresent(id -> net.merge(id, amount, Long::sum)));
        return net;
    }

    private Optional<String> touchBefore(LocalDate day) {
        return events.stream()
                .filter(e -> TOUCHES.contains(e.type()))
                .filter(e -> e.detail() instanceof EventDetail.Campaign)
                .filter(e -> !terms.day(e).isAfter(day))
                .max(Comparator.comparing(terms::day).thenComparing(PlainPerson::campaign))
                .filter(e -> ChronoUnit.DAYS.between(terms.day(e), day) <= terms.attributionDays())
                .map(PlainPerson::campaign);
    }

    static String campaign(CustomerEvent event) {
        return event.detail() instanceof EventDetail.Campaign c ? c.campaignId() : "";
    }
}
