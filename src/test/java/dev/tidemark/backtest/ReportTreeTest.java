package dev.tidemark.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTreeTest {
    private final Map<String, Object> tree = ReportTree.of(MadeUpReport.get());

    @Test
    void theKeysAreTheOnesThatAreDocumented() {
        assertEquals(
                List.of(
                        "reportVersion",
                        "trust",
                        "log",
                        "settings",
                        "means",
                        "leadTime",
                        "tracking",
                        "origins"),
                List.copyOf(tree.keySet()));
        Map<?, ?> all = (Map<?, ?>) ((Map<?, ?>) tree.get("means")).get("all");
        Map<?, ?> churn = (Map<?, ?>) all.get("churn");
        assertEquals(
                List.of(
                        "model",
                        "notAlive",
                        "recency",
                        "frequency",
                        "silent90",
                        "silent180",
                        "ownInterval3"),
                List.copyOf(churn.keySet()));
        assertTrue(
                ((Map<?, ?>) churn.get("model"))
                        .keySet()
                        .containsAll(
                                List.of(
                                        "auc",
                                        "brier",
                                        "logLoss",
                                        "calibrationError",
                                        "bias",
                                        "precisionTop10",
                                        "liftTop10")));
        assertEquals(List.of("model", "rate", "zero"), keys(all.get("orders")));
        assertEquals(
                List.of("model", "rateTimesMean", "pastSpend", "perfect"), keys(all.get("value")));
    }

    @Test
    void theSameLogMakesTheSameTree() {
        assertEquals(tree.toString(), ReportTree.of(MadeUpReport.get()).toString());
    }

    private static List<Object> keys(Object map) {
        return List.copyOf(((Map<?, ?>) map).keySet());
    }
}
