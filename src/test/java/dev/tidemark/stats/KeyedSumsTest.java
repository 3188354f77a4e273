package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeyedSumsTest {
    private static KeyedSums of(List<Integer> values) {
        KeyedSums sums = new KeyedSums();
        values.forEach(value -> sums.add(value, 1));
        return sums;
    }

    /** As the formula reads. */
    private static int score(int value, List<Integer> all, int scores) {
        long below = all.stream().filter(other -> other < value).count();
        long equal = all.stream().filter(other -> other == value).count();
        return 1 + (int) Math.floor(scores * (below + equal / 2.0) / all.size());
    }

    private static int scoreByCuts(int value, KeyedSums sums, int scores) {
        int score = 1;
        for (int k = 1; k < scores; k++) {
            score += value >= sums.cut((double) k / scores) ? 1 : 0;
        }
        return score;
    }

    @Test
    void cutsGiveTheScoresOfTheFormula() {
        for (long seed = 1; seed <= 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Integer> all = new ArrayList<>();
            int range = 1 + random.nextInt(60);
            for (int n = 1 + random.nextInt(40); n > 0; n--) {
                all.add(random.nextInt(range) * random.nextInt(2) - 9);
            }
            for (int scores : new int[] {3, 5}) {
                KeyedSums sums = of(all);
                for (int value : all) {
                    assertEquals(
                            score(value, all, scores),
                            scoreByCuts(value, sums, scores),
                            "seed %d, %d of %s".formatted(seed, value, all));
                }
            }
        }
    }

    @Test
    void theFormulaIsMetWhereAShareOfAllIsAClassExactly() {
        for (int n = 1; n <= 500; n++) {
            KeyedSums sums = new KeyedSums();
            for (int value = 0; value < n; value++) {
                sums.add(value, 1);
            }
            for (int k = 1; k < 5; k++) {
                // 5 (2v + 1) >= 2 k n, in whole numbers
                int first = 0;
                while (first < n && 5 * (2 * first + 1) < 2 * k * n) {
                    first++;
                }
                assertEquals(first, sums.cut(k / 5.0), n + " values, cut " + k);
            }
        }
    }

    @Test
    void equalOnesHaveTheScoreOfTheirMiddle() {
        KeyedSums sums = new KeyedSums();
        sums.add(7, 1_000);
        assertEquals(3, scoreByCuts(7, sums, 5));
        assertEquals(2, scoreByCuts(7, sums, 3));
        assertEquals(List.of(7L, 7L, 8L, 8L), cuts(sums), "limits repeat");
        sums.add(1, 600);
        sums.add(9, 300);
        assertEquals(List.of(7L, 7L, 9L, 9L), cuts(sums), "a score is skipped");
    }

    private static List<Long> cuts(KeyedSums sums) {
        return List.of(sums.cut(0.2), sums.cut(0.4), sums.cut(0.6), sums.cut(0.8));
    }

    @Test
    void theLargestKeyOfAllHasOneMore() {
        KeyedSums sums = new KeyedSums();
        sums.add(Integer.MAX_VALUE, 3);
        assertEquals(Integer.MAX_VALUE + 1L, sums.cut(0.8));
    }

    @Test
    void anEmptyOneIsNotCut() {
        assertThrows(IllegalStateException.class, () -> new KeyedSums().cut(0.5));
    }

    @Test
    void whatIsTakenBackLeavesNothing() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            KeyedSums sums = new KeyedSums();
            KeyedSums other = new KeyedSums();
            for (int i = 0; i < 300; i++) {
                int key = random.nextInt(-20, 20);
                long delta = random.nextLong();
                sums.add(key, delta);
                other.add(key, -delta);
            }
            sums.addAll(other);
            assertTrue(sums.isEmpty(), "seed " + seed);
            assertEquals(0, sums.size(), "seed " + seed);
            assertEquals(0, sums.total(), "seed " + seed);
            assertEquals(OptionalInt.empty(), sums.lastKey(), "seed " + seed);
        }
    }

    @Test
    void totalsAreThoseOfAPlainMapHoweverOftenItIsPruned() {
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            KeyedSums folded = new KeyedSums();
            KeyedSums dropped = new KeyedSums();
            TreeMap<Integer, Long> plain = new TreeMap<>();
            int pruned = -1_000;
            for (int i = 0; i < 400; i++) {
                int key = random.nextInt(-100, 300);
                long delta = random.nextLong(-50, 50);
                folded.add(key, delta);
                dropped.add(key, delta);
                plain.merge(key, delta, Long::sum);
                if (random.nextInt(20) == 0) {
                    pruned = Math.max(pruned, random.nextInt(-100, 200));
                    folded.foldBefore(pruned, Integer.MIN_VALUE);
                    dropped.dropBefore(pruned);
                }
            }
            folded.foldBefore(pruned, Integer.MIN_VALUE);
            dropped.dropBefore(pruned);
            int to = pruned + random.nextInt(100);
            String seeded = "seed " + seed;
            assertEquals(
                    sum(plain, Integer.MIN_VALUE, to), folded.total(Integer.MIN_VALUE, to), seeded);
            assertEquals(sum(plain, pruned, to), dropped.total(Integer.MIN_VALUE, to), seeded);
            assertEquals(sum(plain, Integer.MIN_VALUE, 1_000), folded.total(), seeded);
            assertEquals(sum(plain, pruned, 1_000), dropped.total(), seeded);
        }
    }

    private static long sum(TreeMap<Integer, Long> plain, int from, int to) {
        return plain.subMap(from, true, to, true).values().stream().mapToLong(v -> v).sum();
    }
}
