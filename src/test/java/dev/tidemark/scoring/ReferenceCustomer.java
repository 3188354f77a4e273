package dev.tidemark.scoring;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What the scores are by their definition: keeps every event for ever and works everything out
 * anew, as slowly as it likes. Shares no code with the fold; dates are those of java.time.
 */
final class ReferenceCustomer {
    /** An order as the books of an accountant would have it. */
    private static final class Order {
        private String name;
        private LocalDate day;
        private long gross;
        private long refunded;
        private boolean reversed;
        private boolean forgotten;
    }

    private record Money(LocalDate day, long amountMinor) {}

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
    private final List<Money> unknownRefunds = new ArrayList<>();
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
        String order = event.orderId().isEmpty() ? "event " + event.eventId() : event.orderId();
        if (event.type() == EventType.PURCHASE && !purchase(event, order, day, now)) {
            return false;
        }
        if (event.type() == EventType.REFUND && !refund(event, order, day, now)) {
            return false;
        }
        latest = now;
        forget(now);
        applied.add(new Remembered(event.eventId(), Math.floorDiv(now, 1000L)));
        return true;
    }

    private boolean purchase(CustomerEvent event, String name, LocalDate day, long now) {
        Order known = remembered(name, now);
        if (known == null) {
            Order order = new Order();
            order.name = name;
            order.day = day;
            order.gross = event.amountMinor();
            orders.add(order);
            return true;
        }
        if (lines == OrderLines.IGNORE || event.orderId().isEmpty()) {
            return false;
        }
        boolean sum = lines == OrderLines.SUM;
        boolean wasReversed = known.reversed;
        known.gross = event.amountMinor() + (sum ? known.gross : 0);
        known.refunded = Math.min(known.refunded, known.gross);
        known.reversed = known.gross == known.refunded && (known.refunded > 0 || wasReversed);
        if (day.isBefore(known.day)) {
            known.day = day;
            orders.remove(known);
            orders.add(known);
        }
        return true;
    }

    private boolean refund(CustomerEvent event, String name, LocalDate day, long now) {
        Order known = event.orderId().isEmpty() ? null : remembered(name, now);
        if (known == null) {
            if (event.amountMinor() == CustomerEvent.NO_AMOUNT) {
                return false;
            }
            unknownRefunds.add(new Money(day, event.amountMinor()));
            return true;
        }
        long left = known.gross - known.refunded;
        if (event.amountMinor() == CustomerEvent.NO_AMOUNT) {
            known.refunded = known.gross;
            known.reversed = true;
            return true;
        }
        if (left > 0) {
            known.refunded += Math.min(left, event.amountMinor());
            known.reversed = known.refunded == known.gross;
        }
        if (event.amountMinor() > left) {
            unknownRefunds.add(new Money(day, event.amountMinor() - left));
        }
        return true;
    }

    private boolean beforeLastPurchase(CustomerEvent event) {
        LocalDate day = day(event.occurredAt());
        return orders.stream().anyMatch(order -> !order.reversed && order.day.isAfter(day));
    }

    private Order remembered(String name, long now) {
        Order found = null;
        for (Order order : orders) {
            boolean known = !order.forgotten && !tooOld(order, now);
            found = order.name.equals(name) && known ? order : found;
        }
        return found;
    }

    private boolean tooOld(Order order, long now) {
        return ChronoUnit.DAYS.between(order.day, day(now - 1)) > memory.orderDays();
    }

    /** Orders stay known for so many days, and only the latest so many of them. */
    private void forget(long now) {
        List<Order> known = orders.stream().filter(order -> !order.forgotten).toList();
        for (int i = 0; i < known.size(); i++) {
            Order order = known.get(i);
            int noEarlier = 0;
            for (int j = 0; j < known.size(); j++) {
                LocalDate other = known.get(j).day;
                boolean after = other.isAfter(order.day) || other.equals(order.day) && j >= i;
                noEarlier += after ? 1 : 0;
            }
            order.forgotten = noEarlier > memory.orders() || tooOld(order, now);
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
        return orders.stream().anyMatch(order -> !order.reversed);
    }

    /** The statistics as of a moment; there must be an order that was not reversed. */
    Statistics asOf(long now) {
        TreeSet<LocalDate> days = new TreeSet<>();
        long net = 0;
        LocalDate today = day(now - 1);
        int inWindow = 0;
        long spend = 0;
        for (Order order : orders) {
            long orderNet = order.gross - order.refunded;
            net += orderNet;
            spend += inWindow(order.day, today) ? orderNet : 0;
            if (!order.reversed) {
                days.add(order.day);
                inWindow += inWindow(order.day, today) ? 1 : 0;
            }
        }
        LocalDate first = days.first();
        long firstDayNet = 0;
        for (Order order : orders) {
            firstDayNet += order.day.equals(first) ? order.gross - order.refunded : 0;
        }
        for (Money refund : unknownRefunds) {
            net -= refund.amountMinor;
            spend -= inWindow(refund.day, today) ? refund.amountMinor : 0;
            firstDayNet -= refund.day.equals(first) ? refund.amountMinor : 0;
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
