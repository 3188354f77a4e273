package dev.tidemark.app.replay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A front-to-back look at one sorted file of frames. */
final class SortRun implements Closeable, Comparable<SortRun> {
    private final int rank;
    private final FrameInput input;
    private byte[] key = {};
    private byte[] payload = {};

    /**
     * @param rank place among the runs that are merged; of equal keys the lower comes first
     */
    SortRun(Path file, int rank, int bufferBytes) throws IOException {
        this.rank = rank;
        this.input = new FrameInput(file, 0, bufferBytes);
    }

    /** Goes to the next frame; false at the end. */
    boolean next() throws IOException {
        if (input.atEnd()) {
            return false;
        }
        int keyLength = input.readInt();
        int payloadLength = input.readInt();
        key = input.readBytes(keyLength);
        payload = input.readBytes(payloadLength);
        return true;
    }

    byte[] key() {
        return key;
    }

    byte[] payload() {
        return payload;
    }

    @Override
    public int compareTo(SortRun other) {
        int byKey = Arrays.compareUnsigned(key, other.key);
        return byKey != 0 ? byKey : Integer.compare(rank, other.rank);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
