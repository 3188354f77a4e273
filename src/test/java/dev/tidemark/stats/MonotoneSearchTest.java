package dev.tidemark.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The search for a deadline, against what is known to be the answer. */
class MonotoneSearchTest {
    private static final long SEED = 20_261_122;

    private int looks;

    private long search(long above, long reached, LongToDoubleFunction falling) {
        looks = 0;
        return MonotoneSearch.firstNotAboveZero(
                above,
                falling.applyAsDouble(above),
                reached,
                falling.applyAsDouble(reached),
                at -> {
                    assertTrue(at > above && at < reached, () -> "looked at " + at);
                    looks++;
                    return falling.applyAsDouble(at);
                });
    }

    /** Falling functions of all kinds, which are over zero before one number and not from it on. */
    private static LongToDoubleFunction falling(int kind, long zero, double scale) {
        return switch (kind) {
            case 0 -> at -> (zero - at - 0.5) * scale;
            case 1 -> at -> at < zero ? 1 : -1;
            case 2 -> at -> at < zero ? 1e-9 : -1e9;
            case 3 -> at -> at < zero ? 1e9 : 0;
            case 4 -> at -> StrictMath.expm1((zero - at - 0.25) * scale / 1e9);
            case 5 -> at -> -StrictMath.cbrt(at - zero + 0.75);
            default -> at -> StrictMath.floor((zero - 1 - at) / 7.0) + (at < zero ? 1 : 0);
        };
    }

    @Test
    void itFindsTheFirstOfAllThatAreNotAboveZero() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 20_000; i++) {
            long above = random.nextLong(-2_000_000_000_000L, 2_000_000_000_000L);
            long width = 1 + (long) StrictMath.exp(random.nextDouble(0, 24));
            long zero = above + 1 + random.nextLong(width);
            int kind = random.nextInt(7);
            LongToDoubleFunction falling = falling(kind, zero, random.nextDouble(0.1, 10));
            String where = "seed %d, case %d of kind %d".formatted(SEED, i, kind);
            assertEquals(zero, search(above, above + width, falling), where);
            double halvings = StrictMath.log(width) / StrictMath.log(2) + 1;
            assertTrue(looks <= 3 * halvings, where + ": " + looks + " looks");
        }
    }

    /** The functions that it is for. Halving takes 31 looks; two are needed to prove the answer. */
    @Test
    void aChanceOfBuyingTakesFewLooks() {
        MbgNbd model = MbgNbd.of(0.8, 5, 0.7, 2.3);
        SplittableRandom random = new SplittableRandom(SEED);
        long all = 0;
        int searches = 0;
        for (int i = 0; i < 500; i++) {
            int x = random.nextInt(6);
            double tx = x == 0 ? 0 : random.nextDouble(1, 30);
            double share = random.nextDouble(0.5, 0.95);
            double start = model.probabilityAlive(x, tx, tx);
            long month = 30L * 86_400_000;
            LongToDoubleFunction fades =
                    at -> model.probabilityAlive(x, tx, tx + at / 604_800_000.0) - share * start;
            if (fades.applyAsDouble(month) <= 0) {
                search(0, month, fades);
                searches++;
                all += looks;
            }
        }
        String found = all + " looks in " + searches + " searches";
        assertTrue(searches > 50 && all < 6 * searches, found);
    }
}
