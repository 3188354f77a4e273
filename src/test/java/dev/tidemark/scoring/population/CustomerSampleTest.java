package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.Hash64;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CustomerSampleTest {
    private static final BuyerFacts ONCE = new BuyerFacts(1, 1, 0, 0);
    private static final BuyerFacts TWICE = new BuyerFacts(1, 2, 1, 500);

    private static List<Long> hashes(int customers) {
        List<Long> hashes = new ArrayList<>();
        for (int i = 1; i <= customers; i++) {
            hashes.add(Hash64.of("customer-" + i));
        }
        return hashes;
    }

    private static Set<Long> smallest(List<Long> hashes, int k) {
        List<Long> sorted = new ArrayList<>(hashes);
        sorted.sort(Long::compareUnsigned);
        return new TreeSet<>(sorted.subList(0, k));
    }

    @Test
    void itHoldsTheSmallestHashesInWhateverOrderTheyCome() {
        List<Long> hashes = hashes(5_000);
        Set<Long> expected = smallest(hashes, 300);
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            Collections.shuffle(hashes, random);
            CustomerSample sample = new CustomerSample(300);
            double share = 1;
            for (long hash : hashes) {
                sample.put(hash, ONCE);
                if (random.nextInt(100) == 0) {
                    sample.trim();
                    assertTrue(sample.size() <= 300, "seed " + seed);
                    assertTrue(sample.share() <= share, "the share rose, seed " + seed);
                    share = sample.share();
                }
            }
            sample.trim();
            assertEquals(expected, sample.byCustomer().keySet(), "seed " + seed);
            long next =
                    smallest(hashes, 301).stream()
                            .filter(h -> !expected.contains(h))
                            .toList()
                            .get(0);
            assertEquals(CustomerSample.place(next), sample.share(), "seed " + seed);
        }
    }

    @Test
    void asManyAsItMayHoldAreEverybody() {
        CustomerSample sample = new CustomerSample(300);
        hashes(300).forEach(hash -> sample.put(hash, ONCE));
        sample.trim();
        assertEquals(300, sample.size());
        assertEquals(1, sample.share());
    }

    @Test
    void onlyWhatIsNewIsAChange() {
        CustomerSample sample = new CustomerSample(10);
        assertTrue(sample.put(7, ONCE));
        assertFalse(sample.put(7, new BuyerFacts(1, 1, 0, 0)));
        assertTrue(sample.put(7, TWICE));
        assertEquals(TWICE, sample.of(7).orElseThrow());
        assertTrue(sample.remove(7));
        assertFalse(sample.remove(7));
        assertTrue(sample.of(7).isEmpty());
    }

    @Test
    void whoIsBeyondTheShareDoesNotComeBackWhenOthersGo() {
        List<Long> hashes = hashes(1_000);
        CustomerSample sample = new CustomerSample(100);
        hashes.forEach(hash -> sample.put(hash, ONCE));
        sample.trim();
        double share = sample.share();
        Set<Long> members = smallest(hashes, 100);
        members.stream().limit(30).toList().forEach(sample::remove);
        hashes.stream().filter(hash -> !members.contains(hash)).forEach(h -> sample.put(h, TWICE));
        sample.trim();
        assertEquals(70, sample.size());
        assertEquals(share, sample.share());
    }

    /** Chi-square of 63 degrees of freedom: over 103.4 once in a thousand times. */
    @Test
    void idsThatAreNumberedAreSpreadEvenly() {
        for (String prefix : List.of("customer-", "", "user:0000", "C")) {
            int[] cells = new int[64];
            for (int i = 1; i <= 100_000; i++) {
                cells[(int) (BuyerReport.place(prefix + i) * cells.length)]++;
            }
            double chiSquare = 0;
            for (int count : cells) {
                double off = count - 100_000 / 64.0;
                chiSquare += off * off / (100_000 / 64.0);
            }
            System.out.printf("ids %s1 to %s100000: chi-square %.1f%n", prefix, prefix, chiSquare);
            assertTrue(chiSquare < 103.4, "chi-square %.1f of %s".formatted(chiSquare, prefix));
            assertTrue(chiSquare > 32.4, "too even: %.1f of %s".formatted(chiSquare, prefix));
        }
    }

    /** Those in the sample are as the others: here, whether the number is even, and large. */
    @Test
    void whoIsInTheSampleHasNothingToDoWithWhoTheyAre() {
        CustomerSample sample = new CustomerSample(10_000);
        int even = 0;
        int large = 0;
        List<Long> hashes = hashes(100_000);
        hashes.forEach(hash -> sample.put(hash, ONCE));
        sample.trim();
        for (int i = 0; i < hashes.size(); i++) {
            boolean isIn = sample.of(hashes.get(i)).isPresent();
            even += isIn && i % 2 == 0 ? 1 : 0;
            large += isIn && i >= 50_000 ? 1 : 0;
        }
        double standardDeviation = Math.sqrt(10_000 * 0.25 * 0.9);
        System.out.printf("of 10,000 in the sample %d even, %d of the later half%n", even, large);
        assertEquals(5_000, even, 3.3 * standardDeviation);
        assertEquals(5_000, large, 3.3 * standardDeviation);
        assertEquals(0.1, sample.share(), 0.004);
    }
}
