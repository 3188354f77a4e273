package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private static EventIds ids(long... hashesAndSeconds) {
        EventIds ids = new EventIds(0);
        for (int i = 0; i < hashesAndSeconds.length; i += 2) {
            ids.add(hashesAndSeconds[i], hashesAndSeconds[i + 1]);
        }
        return ids;
    }

    private static List<Long> said(EventIds ids) {
        List<Long> said = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            said.add(ids.hash(i));
            said.add(ids.second(i));
        }
        return said;
    }

    @Test
    void theUnionHasEachIdOnceAsOfItsLaterSecond() {
        EventIds union = ids(7, 10, 5, 10, 9, 12).union(ids(5, 11, 3, 12, -1, 12));
        assertEquals(List.of(7L, 10L, 5L, 11L, -1L, 12L, 3L, 12L, 9L, 12L), said(union));
    }

    @Test
    void whichIsUnitedWithWhichMakesNoDifference() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            EventIds a = random(random);
            EventIds b = random(random);
            EventIds c = random(random);
            assertEquals(said(a.union(b)), said(b.union(a)), "seed " + seed);
            assertEquals(said(a.union(b).union(c)), said(a.union(b.union(c))), "seed " + seed);
            EventIds sorted = a.union(new EventIds(0));
            assertEquals(said(sorted), said(sorted.union(sorted)), "seed " + seed);
        }
    }

    private static EventIds random(SplittableRandom random) {
        EventIds ids = new EventIds(0);
        long second = 100;
        for (int i = random.nextInt(8); i > 0; i--) {
            second += random.nextInt(3);
            long hash = random.nextInt(12);
            if (!ids.contains(hash)) {
                ids.add(hash, second);
            }
        }
        return ids;
    }
}
