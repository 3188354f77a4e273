package dev.tidemark.backtest;

/** The report of the made-up log, for the tests of what is made of it. */
public final class MadeUpReport {
    private MadeUpReport() {}

    /** A fresh one. */
    public static BacktestReport get() {
        return MadeUpLog.report(MadeUpLog.events());
    }
}
