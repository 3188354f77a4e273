package dev.tidemark.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.Moments;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private record Entry(long at, long rank) {}

    private static final Comparator<Entry> EARLIEST_FIRST =
            Comparator.comparingLong(Entry::at).thenComparingLong(Entry::rank);

    @Test
    void anyMixOfAddingTakingAndPostponingComesOutAsFromASortedQueue() {
        long seed = 7;
        SeededRandom random = new SeededRandom(seed);
        Agenda<Entry> agenda = new Agenda<>(0);
        PriorityQueue<Entry> reference = new PriorityQueue<>(EARLIEST_FIRST);
        for (int step = 0; step < 50_000; step++) {
            String where = "seed " + seed + ", step " + step;
            double choice = random.unit();
            if (agenda.isEmpty() || choice < 0.5) {
                Entry entry = new Entry(random.below(500), step);
                agenda.add(entry.at(), entry.rank(), entry);
                reference.add(entry);
            } else if (choice < 0.9) {
                assertEquals(reference.poll(), agenda.removeFirst(), where);
            } else {
                Entry first = reference.poll();
                assertEquals(first, agenda.first(), where);
                agenda.removeFirst();
                Entry later = new Entry(first.at() + random.below(100), first.rank());
                agenda.add(first.at(), first.rank(), later);
                agenda.postponeFirst(later.at());
                reference.add(later);
            }
            assertEquals(reference.size(), agenda.size(), where);
            long firstAt = reference.isEmpty() ? Moments.NEVER : reference.peek().at();
            assertEquals(firstAt, agenda.firstAt(), where);
        }
    }

    @Test
    void anEmptyAgendaHasNothingEver() {
        Agenda<String> agenda = new Agenda<>(0);
        assertTrue(agenda.isEmpty());
        assertEquals(Moments.NEVER, agenda.firstAt());
        agenda.add(3, 0, "only");
        assertEquals("only", agenda.removeFirst());
        assertEquals(Moments.NEVER, agenda.firstAt());
    }
}
