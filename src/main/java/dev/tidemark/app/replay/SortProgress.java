package dev.tidemark.app.replay;

/** Is told again and again how far the sorting of a log has come. */
public interface SortProgress {
    /** Tells nobody. */
    SortProgress NONE =
            new SortProgress() {
                @Override
                public void read(long bytes, long totalBytes) {}

                @Override
                public void written(long records, long totalRecords) {}
            };

    /**
     * First the log is read.
     *
     * @param bytes read so far, of the file as it is packed
     */
    void read(long bytes, long totalBytes);

    /**
     * Then its records are written in order.
     *
     * @param records written so far
     */
    void written(long records, long totalRecords);
}
