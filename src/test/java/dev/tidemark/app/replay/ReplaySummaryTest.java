package dev.tidemark.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemark.app.config.Settings;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.kpi.Ledger;
import dev.tidemark.model.KpiValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplaySummaryTest {
    private static ReplaySummary summary(KpiValue... totals) {
        Ledger ledger = new Ledger();
        for (KpiValue total : totals) {
            ledger.add(total);
        }
        return new ReplaySummary("log", "0", Settings.of(Map.of()).rules(), ledger, 1, 1, 1, 1);
    }

    @Test
    void theJudgementIsWhatTheJudgeSaysAndNotHowManyWereLost() {
        ReplaySummary summary =
                summary(
                        Kpi.CHURN_RATE.ofDecimal(0.25),
                        Kpi.CHURN_BRIER.ofDecimal(0.125, "model"),
                        Kpi.CHURN_BRIER.ofDecimal(0.5, "recency"),
                        Kpi.CHURN_SKILL.ofDecimal(0.75),
                        Kpi.CHURN_JUDGED.of(40),
                        Kpi.CHURN_ORIGINS_JUDGED.of(2));
        assertEquals(
                Map.of(
                        "churn_brier_model", 0.125,
                        "churn_brier_recency", 0.5,
                        "churn_skill", 0.75,
                        "churn_judged", 40.0,
                        "churn_origins_judged", 2.0),
                summary.judgement());
    }

    @Test
    void whereNothingWasJudgedThereIsNoJudgement() {
        assertEquals(Map.of(), summary(Kpi.CHURN_RATE.ofDecimal(0.25)).judgement());
    }
}
