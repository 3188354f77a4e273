package dev.tidemark.scoring.population;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Who is erased is in no note once the moment of the erasure has passed. */
class ForgettingTest {
    private static final long DAY = ReportedShop.DAY;

    private static boolean holds(byte[] bytes, long customer) {
        for (int at = 0; at + Long.BYTES <= bytes.length; at++) {
            long here = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                here = here << 8 | bytes[at + i] & 0xff;
            }
            if (here == customer) {
                return true;
            }
        }
        return false;
    }

    /** Reports of the last day, and the one that takes them back, may wait: see the next test. */
    @Test
    void nothingOfAnErasedCustomerIsKept() {
        int wereThere = 0;
        int fitsOnTheirWay = 0;
        for (long seed = 1; seed <= 6; seed++) {
            StatisticianRules rules =
                    new SampleStatistics().sample(seed % 2 == 0 ? 120 : 20_000).least(50).rules();
            ReportedShop shop = new ReportedShop(seed, 500, 150);
            List<BuyerReport> reports = shop.reports();
            SplittableRandom random = new SplittableRandom(seed);
            try (LastMoment late = new LastMoment()) {
                Statistician statistician = Statistician.beginning(rules, late);
                double share = 1;
                for (BuyerReport report : reports) {
                    byte[] before = statistician.notes().bytes();
                    boolean isGone = report.facts().isEmpty();
                    // As the tasks do, who know the share a little later.
                    if (CustomerSample.place(report.customer()) < share) {
                        statistician.hear(report);
                    }
                    statistician.passTo(report.asOf());
                    Knowledge known = NotesCodec.decode(statistician.notes().bytes(), rules);
                    share = known.toldShare;
                    if (isGone) {
                        String where = "customer %x, seed %d".formatted(report.customer(), seed);
                        byte[] after = statistician.notes().bytes();
                        assertFalse(holds(after, report.customer()), where);
                        wereThere += holds(before, report.customer()) ? 1 : 0;
                        fitsOnTheirWay += known.ordered.isPresent() ? 1 : 0;
                    }
                    if (random.nextInt(200) == 0) {
                        statistician = Statistician.resuming(rules, statistician.notes(), late);
                    }
                }
            }
        }
        assertTrue(wereThere > 100, wereThere + " were there before");
        assertTrue(fitsOnTheirWay > 30, fitsOnTheirWay + " fits on their way");
    }

    /** Of a day that has not come for all: as of its beginning the customer is still one. */
    @Test
    void anErasureOfTomorrowWaitsLikeEverythingElseOfTomorrow() {
        StatisticianRules rules = SampleStatistics.standard();
        ReportedShop shop = new ReportedShop(2, 300, 60);
        Statistician statistician = Statistician.beginning(rules, Runnable::run);
        shop.reports().forEach(statistician::hear);
        int day = 30;
        long moment = (ReportedShop.OPENING + day) * DAY;
        statistician.passTo(moment);
        BuyerReport tomorrow =
                shop.reports().stream()
                        .filter(report -> report.facts().isEmpty())
                        .filter(report -> report.asOf() >= moment + DAY)
                        .filter(report -> holds(statistician.notes().bytes(), report.customer()))
                        .findFirst()
                        .orElseThrow();
        statistician.passTo(moment + DAY - 2);
        assertTrue(holds(statistician.notes().bytes(), tomorrow.customer()));
        statistician.passTo(shop.end() + DAY);
        List<BuyerReport> later =
                shop.reports().stream()
                        .filter(report -> report.customer() == tomorrow.customer())
                        .filter(report -> report.asOf() > tomorrow.asOf())
                        .toList();
        boolean cameBack = !later.isEmpty() && later.get(later.size() - 1).facts().isPresent();
        assertEquals(cameBack, holds(statistician.notes().bytes(), tomorrow.customer()));
    }

    @Test
    void whoLeftTheSampleIsInNoPredictionEither() {
        StatisticianRules rules = new SampleStatistics().sample(60).least(20).rules();
        ReportedShop shop = new ReportedShop(9, 400, 100);
        Statistician statistician = Statistician.beginning(rules, Runnable::run);
        shop.reports().forEach(statistician::hear);
        statistician.passTo(shop.end() - 1);
        Knowledge known = NotesCodec.decode(statistician.notes().bytes(), rules);
        assertTrue(known.sample.share() < 0.5, "share " + known.sample.share());
        assertTrue(known.judging.open.size() > 2);
        for (Origin origin : known.judging.open) {
            for (long customer : origin.customers()) {
                assertTrue(known.sample.isOpenTo(customer));
            }
        }
    }
}
