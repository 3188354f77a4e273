package dev.tidemark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.model.AbcClass;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.LifecycleStage;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where a customer stands and stood comes back from the bytes, whatever it is. */
class PlacesCodecTest {
    private static final int RUNS = 3_000;
    private static final long DAY = DayCalendar.DAY_MILLIS;

    @Test
    void placesAreReadBackAsTheyWere() {
        for (long seed = 0; seed < RUNS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            CustomerHistory history = history(random);
            byte[] bytes = HistoryCodec.encode(history);
            CustomerHistory read = HistoryCodec.decode(bytes);
            for (Dimension dimension : Dimension.values()) {
                String where = dimension + ", seed " + seed;
                Place<?> was = history.places.in(dimension);
                Place<?> is = read.places.in(dimension);
                assertEquals(was.current(), is.current(), where);
                assertEquals(was.before(), is.before(), where);
                assertEquals(history.places.label(dimension), read.places.label(dimension), where);
                if (was.current() != null) {
                    assertEquals(was.since(), is.since(), where);
                }
                if (was.before() != null) {
                    assertEquals(was.left(), is.left(), where);
                }
            }
            assertEquals(history.cutsFrom, read.cutsFrom, "seed " + seed);
            assertEquals(history.rulesHash, read.rulesHash, "seed " + seed);
            assertArrayEquals(bytes, HistoryCodec.encode(read), "seed " + seed);
        }
    }

    /** Also of the time before 1970, and of one who was last scored by an earlier release. */
    private static CustomerHistory history(SplittableRandom random) {
        long at = random.nextLong(-10_000 * DAY, 20_000 * DAY);
        FoldedCustomer customer = new FoldedCustomer(SampleRules.standard());
        customer.apply(Events.purchase("e1", at, "o1", 6_000));
        CustomerHistory history = customer.history().copy();
        boolean isOld = random.nextInt(5) == 0;
        List<Long> moments = new ArrayList<>();
        Place<?>[] all = Places.NONE.all();
        for (Dimension dimension : Dimension.values()) {
            int i = dimension.ordinal();
            boolean isRfm = dimension == Dimension.RFM;
            boolean isOfCrm = dimension.ordinal() > Dimension.CHURN.ordinal();
            boolean hasClass = isRfm || !(isOld && isOfCrm) && random.nextInt(6) > 0;
            if (hasClass) {
                long since = moment(moments, at, random);
                all[i] = new Place<>(anyOf(dimension, random), since, null, 0);
            }
            if (!isOld && random.nextInt(3) == 0) {
                long left = moment(moments, at, random);
                all[i] = all[i].comingFrom(anyOf(dimension, random), left);
            }
        }
        history.places = Places.of(all);
        history.cutsFrom = random.nextBoolean() ? history.cutsFrom : at + random.nextLong(DAY) - 9;
        history.rulesHash = random.nextInt(1 << 16);
        return history;
    }

    /** Often one of those before. */
    private static long moment(List<Long> moments, long at, SplittableRandom random) {
        if (!moments.isEmpty() && random.nextBoolean()) {
            return moments.get(random.nextInt(moments.size()));
        }
        moments.add(at - random.nextLong(400 * DAY));
        return moments.get(moments.size() - 1);
    }

    private static Object anyOf(Dimension dimension, SplittableRandom random) {
        List<?> all =
                switch (dimension) {
                    case RFM -> RfmSegment.STANDARD;
                    case CHURN -> List.of(ChurnLevel.values());
                    case MATRIX -> List.of(Quadrant.values());
                    case ABC -> List.of(AbcClass.values());
                    case TIER -> List.of(Tier.values());
                    case LIFECYCLE -> List.of(LifecycleStage.values());
                };
        int index = random.nextInt(all.size() + 1);
        boolean isOfOwnGrid = dimension == Dimension.RFM && index == all.size();
        return isOfOwnGrid ? new RfmSegment("Our Own") : all.get(Math.min(index, all.size() - 1));
    }
}
