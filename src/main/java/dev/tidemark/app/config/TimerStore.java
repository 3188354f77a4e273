package dev.tidemark.app.config;

/** Where Flink keeps the timers. */
public enum TimerStore {
    ROCKSDB,
    HEAP
}
