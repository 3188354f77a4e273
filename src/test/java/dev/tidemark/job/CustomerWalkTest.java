package dev.tidemark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CustomerWalkTest {
    private final List<String> customers = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
    private final List<String> visited = new ArrayList<>();
    private int opened;
    private int closed;

    private CustomerWalk walk() {
        return new CustomerWalk(this::open, visited::add);
    }

    private Stream<String> open() {
        opened++;
        return List.copyOf(customers).stream().onClose(() -> closed++);
    }

    @Test
    void whoHasNotBegunLooksAtNobody() {
        CustomerWalk walk = walk();
        assertFalse(walk.isOnItsWay());
        walk.step(10);
        assertEquals(0, opened);
    }

    @Test
    void eachStepLooksAtTheNextAndTheEndClosesTheWay() {
        CustomerWalk walk = walk();
        walk.begin();
        walk.step(2);
        assertEquals(List.of("a", "b"), visited);
        walk.step(2);
        assertEquals(List.of("a", "b", "c", "d"), visited);
        assertEquals(0, closed);
        walk.step(2);
        assertEquals(customers, visited);
        assertFalse(walk.isOnItsWay());
        assertEquals(1, closed);
    }

    @Test
    void theLastCustomerEndsItEvenIfTheStepIsFull() {
        CustomerWalk walk = walk();
        walk.begin();
        walk.step(5);
        assertFalse(walk.isOnItsWay());
        assertEquals(1, closed);
    }

    @Test
    void whereNobodyIsItIsOverAtOnce() {
        customers.clear();
        CustomerWalk walk = walk();
        walk.begin();
        walk.step(3);
        assertFalse(walk.isOnItsWay());
        assertEquals(1, closed);
    }

    /** It does not turn back: with something new ever so often it would never reach the last. */
    @Test
    void somethingNewMakesItGoOnceMoreWhenItHasReachedTheLast() {
        CustomerWalk walk = walk();
        walk.begin();
        walk.step(3);
        walk.begin();
        walk.begin();
        customers.add("f");
        walk.step(3);
        assertEquals(List.of("a", "b", "c", "d", "e", "a"), visited);
        assertTrue(walk.isOnItsWay());
        walk.step(100);
        assertEquals(List.of("a", "b", "c", "d", "e", "a", "b", "c", "d", "e", "f"), visited);
        assertFalse(walk.isOnItsWay());
        assertEquals(2, opened);
        assertEquals(2, closed);
    }

    @Test
    void whoIsStoppedOnTheWayClosesIt() {
        CustomerWalk walk = walk();
        walk.begin();
        walk.step(1);
        walk.close();
        assertEquals(1, closed);
        walk.close();
        assertEquals(1, closed);
    }

    @Test
    void aVisitThatFailsIsNotPassedOver() {
        CustomerWalk walk =
                new CustomerWalk(
                        this::open,
                        customer -> {
                            throw new IllegalStateException("cannot read " + customer);
                        });
        walk.begin();
        assertThrows(IllegalStateException.class, () -> walk.step(2));
        walk.close();
        assertEquals(1, closed);
    }

    @Test
    void allTasksTogetherKeepToTheRate() {
        for (int perSecond : new int[] {1, 10, 33, 999, 1_000, 1_000_000}) {
            for (int tasks : new int[] {1, 2, 3, 4, 7, 128}) {
                WalkPace pace = WalkPace.of(perSecond, tasks);
                String which = perSecond + " a second, " + tasks + " tasks: " + pace;
                assertTrue(pace.stepMillis() >= 100, which);
                assertTrue(pace.perStep() >= 1, which);
                double rate = 1000.0 * pace.perStep() * tasks / pace.stepMillis();
                assertTrue(rate <= perSecond, which);
                assertTrue(rate > perSecond / 2.0, which);
                assertTrue(pace.mostWaiting() >= pace.perStep(), which);
            }
        }
        assertEquals(new WalkPace(100, 100), WalkPace.of(1_000, 1));
        assertEquals(new WalkPace(100, 25), WalkPace.of(1_000, 4));
    }
}
