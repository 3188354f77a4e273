package dev.tidemark.kpi;

import dev.tidemark.model.CustomerEvent;
import dev.tidemark.model.EventDetail;
import dev.tidemark.model.EventType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One order of one person, from everything that was ever said of it. */
final class PlainOrder {
    private final PlainBooks.Terms terms;
    private final List<CustomerEvent> lines = new ArrayList<>();
    private final List<CustomerEvent> backs = new ArrayList<>();

    PlainOrder(PlainBooks.Terms terms) {
        this.terms = terms;
    }

    void add(CustomerEvent event) {
        (event.type() == EventType.PURCHASE ? lines : backs).add(event);
    }

    boolean wasPlaced() {
        return !lines.isEmpty();
    }

    List<CustomerEvent> backs() {
        return backs;
    }

    /** The earliest day on which anything was bought. */
    LocalDate day() {
        return lines.stream().map(terms::day).min(Comparator.naturalOrder()).orElseThrow();
    }

    private boolean restates(CustomerEvent line) {
        return line.hasOrder()
                && (terms.lines().equals("replace")
                        || line.detail() instanceof EventDetail.Restatement);
    }

    private long gross() {
        Comparator<CustomerEvent> later =
                Comparator.comparingLong(CustomerEvent::occurredAt)
                        .thenComparingLong(CustomerEvent::amountMinor);
        var restated = lines.stream().filter(this::restates).max(later);
        if (restated.isPresent()) {
            return restated.get().amountMinor();
        }
        if (terms.lines().equals("sum")) {
            return lines.stream().mapToLong(CustomerEvent::amountMinor).sum();
        }
        LocalDate first = day();
        return lines.stream()
                .filter(line -> terms.day(line).equals(first))
                .findFirst()
                .orElseThrow()
                .amountMinor();
    }

    private boolean calledOff() {
        return backs.stream().anyMatch(b -> b.type() == EventType.CANCELLATION || !b.hasAmount());
    }

    private long refunded() {
        return backs.stream()
                .filter(b -> b.type() == EventType.REFUND && b.hasAmount())
                .mapToLong(CustomerEvent::amountMinor)
                .sum();
    }

    boolean stands() {
        boolean allBack = refunded() > 0 && refunded() >= gross();
        return wasPlaced() && !calledOff() && !allBack;
    }

    long net() {
        if (calledOff()) {
            return 0;
        }
        long left = gross() - refunded();
        return terms.lines().equals("sum") ? left : Math.max(0, left);
    }
}
