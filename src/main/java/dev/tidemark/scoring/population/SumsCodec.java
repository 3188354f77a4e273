package dev.tidemark.scoring.population;

import dev.tidemark.model.DaySeries;
import dev.tidemark.scoring.ByteReader;
import dev.tidemark.scoring.ByteWriter;
import dev.tidemark.stats.AmountBuckets;
import dev.tidemark.stats.AmountHistogram;
import dev.tidemark.stats.KeyedSums;

/** The bytes of what the census adds up; part of the state format. */
final class SumsCodec {
    private static final int LEAST_BYTES_OF_SUM = 1 + 1;
    private static final int LEAST_BYTES_OF_BUCKET = 1 + 1 + 1 + Long.BYTES;

    private SumsCodec() {}

    static void write(CensusSums sums, ByteWriter out) {
        out.writeSigned(sums.customers);
        write(sums.recent, out);
        write(sums.lapsed, out);
        write(sums.expected, out);
        write(sums.clv, out);
        out.writeUnsigned(DaySeries.values().length);
        for (DaySeries series : DaySeries.values()) {
            write(sums.days.of(series), out);
        }
    }

    private static void write(BuyerSums sums, ByteWriter out) {
        write(sums.lastDays, out);
        write(sums.orders, out);
        write(sums.spend, out);
    }

    /** The first key is written as it is, each further one by how much it is larger. */
    private static void write(KeyedSums sums, ByteWriter out) {
        out.writeUnsigned(sums.size());
        long[] before = {0};
        sums.forEach(
                (key, sum) -> {
                    out.writeSigned(key - before[0]);
                    out.writeSigned(sum);
                    before[0] = key;
                });
    }

    private static void write(AmountHistogram histogram, ByteWriter out) {
        out.writeUnsigned(histogram.size());
        int[] before = {0};
        histogram.forEach(
                (bucket, count, sum, hashes) -> {
                    out.writeUnsigned(bucket - before[0]);
                    out.writeSigned(count);
                    out.writeSigned(sum);
                    out.writeFixed(hashes);
                    before[0] = bucket;
                });
    }

    static CensusSums read(ByteReader in) {
        CensusSums sums = new CensusSums();
        sums.customers = in.readSigned();
        read(in, sums.recent);
        read(in, sums.lapsed);
        read(in, sums.expected);
        read(in, sums.clv);
        int series = in.readCount(1);
        if (series > DaySeries.values().length) {
            throw new IllegalArgumentException("%d figures by day".formatted(series));
        }
        for (int i = 0; i < series; i++) {
            read(in, sums.days.of(DaySeries.values()[i]));
        }
        return sums;
    }

    private static void read(ByteReader in, BuyerSums sums) {
        read(in, sums.lastDays);
        read(in, sums.orders);
        read(in, sums.spend);
    }

    private static void read(ByteReader in, KeyedSums sums) {
        int size = in.readCount(LEAST_BYTES_OF_SUM);
        long key = 0;
        for (int i = 0; i < size; i++) {
            long before = key;
            key = Math.addExact(key, in.readSigned());
            long sum = in.readSigned();
            require(sum != 0 && (i == 0 || key > before), "sum", i);
            sums.add(Math.toIntExact(key), sum);
        }
    }

    private static void read(ByteReader in, AmountHistogram histogram) {
        int size = in.readCount(LEAST_BYTES_OF_BUCKET);
        int bucket = 0;
        for (int i = 0; i < size; i++) {
            int before = bucket;
            bucket = Math.addExact(bucket, in.readInt());
            require(bucket < AmountBuckets.size() && (i == 0 || bucket > before), "bucket", i);
            int filled = histogram.size();
            histogram.add(bucket, in.readSigned(), in.readSigned(), in.readFixed());
            require(histogram.size() > filled, "bucket", i);
        }
    }

    private static void require(boolean holds, String what, int number) {
        if (!holds) {
            throw new IllegalArgumentException("%s %d cannot be".formatted(what, number));
        }
    }
}
