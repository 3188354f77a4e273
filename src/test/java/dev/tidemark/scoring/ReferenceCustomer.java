package dev.tidemark.scoring;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What the scores are by their definition: keeps every event for ever and works everything out
 * anew, as slowly as it likes. Shares no code with the fold, but for the hash by which orders of
 * one day are told apart where not all can be remembered; dates are those of java.time.
 */
final class ReferenceCustomer {
    /** An order: all that was ever said of it. */
    private static final class Order {
        private String name;
        private final List<CustomerEvent> lines = new ArrayList<>();
        private final List<CustomerEvent> refunds = new ArrayList<>();
        private boolean forgotten;
    }

    /** A refund of an order that is not known. */
    private static final class Unsettled {
        private CustomerEvent event;
        private boolean forgotten;
    }

    private record Remembered(String eventId, long second) {}

    /** The statistics of one moment. */
    record Statistics(
            int x,
            long txDays,
            double ageDays,
            long recencyDays,
            int orders,
            long spendMinor,
            long revenueMinor,
            double meanRepeatSpendMinor,
            LocalDate firstDay,
            LocalDate lastDay) {}

    private final ZoneId zone;
    private final int windowDays;
    private final OrderLines lines;
    private final MemoryLimits memory;

    private final List<Order> orders = new ArrayList<>();
    private final List<Unsettled> unsettled = new ArrayList<>();
    private final List<Remembered> applied = new ArrayList<>();
    private long latest = Long.MIN_VALUE;

    ReferenceCustomer(Rules rules) {
        zone = rules.calendar().zone();
        windowDays = rules.windowDays();
        lines = rules.orderLines();
        memory = rules.memory();
    }

    /** Whether the event counts; if so it is kept. */
    boolean keep(CustomerEvent event) {
        boolean known = !applied.isEmpty();
        if (known && seen(event.eventId())) {
            return false;
        }
        long lateness = memory.latenessDays() * 86_400_000L;
        boolean old = known && event.occurredAt() < latest - lateness;
        if (old && beforeLastPurchase(event)) {
            return false;
        }
        long now = Math.max(latest, event.occurredAt());
        LocalDate day = day(event.occurredAt());
        if (event.type() == EventType.PURCHASE && !purchase(event, day)) {
            return false;
        }
        if (takesBack(event)) {
            refund(event, day);
        }
        latest = now;
        forget(day(now - 1));
        applied.add(new Remembered(event.eventId(), Math.floorDiv(now, 1000L)));
        return true;
    }

    private static boolean takesBack(CustomerEvent event) {
        return event.type() == EventType.REFUND || event.type() == EventType.CANCELLATION;
    }

    private boolean purchase(CustomerEvent event, LocalDate day) {
        Order order = orderOfLine(name(event), day);
        if (order == null) {
            order = new Order();
            order.name = name(event);
            orders.add(order);
        } else if (event.orderId().isEmpty()) {
            return false;
        } else if (lines == OrderLines.IGNORE
                && !(event.detail() instanceof EventDetail.Restatement)
                && !day.isBefore(day(order))) {
            return false;
        }
        order.lines.add(event);
        for (Unsettled refund : List.copyOf(unsettled)) {
            if (!refund.forgotten && name(refund.event).equals(order.name) && near(refund, order)) {
                order.refunds.add(refund.event);
                unsettled.remove(refund);
            }
        }
        return true;
    }

    private static String name(CustomerEvent event) {
        return event.orderId().isEmpty() ? "e" + event.eventId() : "o" + event.orderId();
    }

    private Order orderOfLine(String name, LocalDate day) {
        Order found = null;
        for (Order order : orders) {
            long apart = Math.abs(ChronoUnit.DAYS.between(day(order), day));
            boolean fits = !order.forgotten && order.name.equals(name);
            found = fits && apart <= memory.orderDays() ? closer(found, order, day) : found;
        }
        return found;
    }

    /** The latest that is not after the day, else the earliest. */
    private Order closer(Order one, Order other, LocalDate day) {
        if (one == null) {
            return other;
        }
        boolean oneFirst = !day(one).isAfter(day(other));
        Order first = oneFirst ? one : other;
        Order second = oneFirst ? other : one;
        return day(second).isAfter(day) ? first : second;
    }

    private boolean near(Unsettled refund, Order order) {
        return near(day(refund.event.occurredAt()), order);
    }

    private boolean near(LocalDate refundDay, Order order) {
        long later = ChronoUnit.DAYS.between(day(order), refundDay);
        return later <= memory.orderDays()
                && -later <= memory.orderDays()
                && -later <= memory.latenessDays() + 1;
    }

    private void refund(CustomerEvent event, LocalDate day) {
        Order found = null;
        for (Order order : orders) {
            boolean fits = !order.forgotten && order.name.equals(name(event)) && near(day, order);
            found = fits ? closer(found, order, day) : found;
        }
        if (found != null && !event.orderId().isEmpty()) {
            found.refunds.add(event);
            return;
        }
        Unsettled refund = new Unsettled();
        refund.event = event;
        refund.forgotten = event.orderId().isEmpty();
        unsettled.add(refund);
    }

    private LocalDate day(Order order) {
        long first = order.lines.stream().mapToLong(CustomerEvent::occurredAt).min().orElseThrow();
        return day(first);
    }

    private static boolean whole(CustomerEvent refund) {
        return refund.type() == EventType.CANCELLATION
                || refund.amountMinor() == CustomerEvent.NO_AMOUNT;
    }

    private long gross(Order order) {
        List<CustomerEvent> restating =
                order.lines.stream()
                        .filter(line -> lines == OrderLines.REPLACE || restates(line))
                        .sorted(
                                Comparator.comparingLong(CustomerEvent::occurredAt)
                                        .thenComparingLong(CustomerEvent::amountMinor))
                        .toList();
        if (!restating.isEmpty()) {
            return restating.get(restating.size() - 1).amountMinor();
        }
        if (lines == OrderLines.SUM) {
            return order.lines.stream().mapToLong(CustomerEvent::amountMinor).sum();
        }
        return order.lines.stream()
                .filter(line -> day(line.occurredAt()).equals(day(order)))
                .findFirst()
                .orElseThrow()
                .amountMinor();
    }

    private static boolean restates(CustomerEvent line) {
        return line.detail() instanceof EventDetail.Restatement;
    }

    private static long refunded(Order order) {
        return order.refunds.stream()
                .filter(refund -> !whole(refund))
                .mapToLong(CustomerEvent::amountMinor)
                .sum();
    }

    private long net(Order order) {
        if (order.refunds.stream().anyMatch(ReferenceCustomer::whole)) {
            return 0;
        }
        long net = gross(order) - refunded(order);
        return lines == OrderLines.SUM ? net : Math.max(0, net);
    }

    private boolean reversed(Order order) {
        long refunded = refunded(order);
        return order.refunds.stream().anyMatch(ReferenceCustomer::whole)
                || refunded > 0 && refunded >= gross(order);
    }

    private boolean beforeLastPurchase(CustomerEvent event) {
        LocalDate day = day(event.occurredAt());
        return orders.stream().anyMatch(order -> !reversed(order) && day(order).isAfter(day));
    }

    /** Orders stay known for so many days, and only the latest so many of them. */
    private void forget(LocalDate today) {
        List<Order> known =
                orders.stream()
                        .filter(order -> !order.forgotten)
                        .sorted(
                                Comparator.<Order, LocalDate>comparing(this::day)
                                        .thenComparingLong(order -> Hash64.of(order.name)))
                        .toList();
        int keptFor = memory.orderDays() + memory.latenessDays() + 1;
        for (int i = 0; i < known.size(); i++) {
            Order order = known.get(i);
            boolean tooOld = ChronoUnit.DAYS.between(day(order), today) > keptFor;
            order.forgotten = known.size() - i > memory.orders() || tooOld;
        }
        for (Unsettled refund : unsettled) {
            LocalDate day = day(refund.event.occurredAt());
            long age = ChronoUnit.DAYS.between(day, today);
            refund.forgotten |= age > memory.latenessDays() + 1;
        }
    }

    private boolean seen(String eventId) {
        int newest = applied.size() - 1;
        long oldest = applied.get(newest).second - memory.eventIdHours() * 3600L;
        for (int i = newest; i >= 0 && newest - i < memory.eventIds(); i--) {
            if (applied.get(i).second >= oldest && applied.get(i).eventId.equals(eventId)) {
                return true;
            }
        }
        return false;
    }

    long latest() {
        return latest;
    }

    boolean buyer() {
        return orders.stream().anyMatch(order -> !reversed(order));
    }

    /** The statistics as of a moment; there must be an order that was not reversed. */
    Statistics asOf(long now) {
        TreeSet<LocalDate> days = new TreeSet<>();
        long net = 0;
        LocalDate today = day(now - 1);
        int inWindow = 0;
        long spend = 0;
        for (Order order : orders) {
            long orderNet = net(order);
            net += orderNet;
            spend += inWindow(day(order), today) ? orderNet : 0;
            if (!reversed(order)) {
                days.add(day(order));
                inWindow += inWindow(day(order), today) ? 1 : 0;
            }
        }
        LocalDate first = days.first();
        long firstDayNet = 0;
        for (Order order : orders) {
            firstDayNet += day(order).equals(first) ? net(order) : 0;
        }
        for (Unsettled refund : unsettled) {
            long amount = whole(refund.event) ? 0 : refund.event.amountMinor();
            LocalDate day = day(refund.event.occurredAt());
            net -= amount;
            spend -= inWindow(day, today) ? amount : 0;
            firstDayNet -= day.equals(first) ? amount : 0;
        }
        int x = days.size() - 1;
        long tx = ChronoUnit.DAYS.between(first, days.last());
        long firstDayEnd = first.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        double age = Math.max(tx, (now - firstDayEnd) / 86_400_000.0);
        double mean = x == 0 ? 0 : Math.max(0, net - firstDayNet) / (double) x;
        long recency = Math.max(0, ChronoUnit.DAYS.between(days.last(), today));
        return new Statistics(
                x,
                tx,
                age,
                recency,
                inWindow,
                Math.max(0, spend),
                Math.max(0, net),
                mean,
                first,
                days.last());
    }

    private boolean inWindow(LocalDate day, LocalDate today) {
        return ChronoUnit.DAYS.between(day, today) < windowDays;
    }

    private LocalDate day(long moment) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(moment), zone);
    }
}
