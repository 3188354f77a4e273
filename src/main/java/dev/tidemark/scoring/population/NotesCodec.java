package dev.tidemark.scoring.population;

import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.ByteReader;
import dev.tidemark.scoring.ByteWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The byte format of what a statistician remembers: version 1, described in {@code
 * docs/state-format.md}. The newest version is written, every version is read.
 */
final class NotesCodec {
    /** The version that is written. */
    static final int VERSION = 1;

    private static final int LEAST_BYTES_OF_BUYER = 4;
    private static final int LEAST_BYTES_OF_REPORT = 8 + 1 + 1;

    private NotesCodec() {}

    static byte[] encode(Knowledge known) {
        ByteWriter out = new ByteWriter(64 + 24 * known.sample.size());
        out.writeByte(VERSION);
        Schedule schedule = known.schedule;
        out.writeSigned(schedule.nextDay());
        out.writeSigned(schedule.fitDay());
        out.writeUnsigned(schedule.fitCustomers());
        out.writeUnsigned(schedule.changes());
        writeDouble(known.toldShare, out);
        writeDouble(known.sample.share(), out);
        out.writeUnsigned(known.sample.size());
        for (Map.Entry<Long, BuyerFacts> buyer : known.sample.byCustomer().entrySet()) {
            out.writeFixed(buyer.getKey());
            BuyerReport.writeFacts(buyer.getValue(), out);
        }
        List<BuyerReport> waiting = known.waiting.reports();
        out.writeUnsigned(waiting.size());
        waiting.forEach(report -> report.write(out));
        writeOrder(known.ordered, out);
        JudgingCodec.encode(known.judging, out);
        return out.toBytes();
    }

    private static void writeOrder(Optional<FitOrder> ordered, ByteWriter out) {
        out.writeByte(ordered.isPresent() ? 1 : 0);
        if (ordered.isPresent()) {
            FitOrder order = ordered.get();
            out.writeSigned(order.day());
            out.writeUnsigned(order.customers().length);
            for (BuyerFacts facts : order.customers()) {
                BuyerReport.writeFacts(facts, out);
            }
        }
    }

    static Knowledge decode(byte[] bytes, StatisticianRules rules) {
        ByteReader in = new ByteReader(bytes);
        if (bytes.length > 0 && bytes[0] != VERSION) {
            throw new IllegalArgumentException(
                    "statistics of version %d; this release reads up to %d"
                            .formatted(bytes[0] & 0xff, VERSION));
        }
        try {
            return decode(in, rules);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("damaged statistics: " + e.getMessage(), e);
        }
    }

    private static Knowledge decode(ByteReader in, StatisticianRules rules) {
        in.readByte();
        Schedule schedule =
                new Schedule(
                        Math.toIntExact(in.readSigned()),
                        Math.toIntExact(in.readSigned()),
                        in.readInt(),
                        in.readUnsigned());
        double toldShare = readShare(in);
        CustomerSample sample =
                new CustomerSample(rules.fitting().sampleCustomers(), readShare(in));
        int buyers = in.readCount(Long.BYTES + LEAST_BYTES_OF_BUYER);
        for (int i = 0; i < buyers; i++) {
            if (!sample.restore(in.readFixed(), BuyerReport.readFacts(in))) {
                throw new IllegalArgumentException("customer %d is not of the sample".formatted(i));
            }
        }
        Waiting waiting = new Waiting();
        int reports = in.readCount(LEAST_BYTES_OF_REPORT);
        for (int i = 0; i < reports; i++) {
            waiting.add(BuyerReport.read(in));
        }
        Optional<FitOrder> ordered = readOrder(in);
        ChurnJudging judging = JudgingCodec.decode(rules.judging(), in);
        if (!in.atEnd()) {
            throw new IllegalArgumentException("bytes left over");
        }
        Knowledge known = new Knowledge(sample, judging, waiting);
        known.schedule = schedule;
        known.toldShare = toldShare;
        known.ordered = ordered;
        return known;
    }

    private static Optional<FitOrder> readOrder(ByteReader in) {
        if (!BuyerReport.readFlag(in)) {
            return Optional.empty();
        }
        int day = Math.toIntExact(in.readSigned());
        BuyerFacts[] customers = new BuyerFacts[in.readCount(LEAST_BYTES_OF_BUYER)];
        for (int i = 0; i < customers.length; i++) {
            customers[i] = BuyerReport.readFacts(in);
        }
        return Optional.of(new FitOrder(day, customers));
    }

    private static double readShare(ByteReader in) {
        double share = readDouble(in);
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share %s".formatted(share));
        }
        return share;
    }

    static void writeDouble(double value, ByteWriter out) {
        out.writeFixed(Double.doubleToLongBits(value));
    }

    static double readDouble(ByteReader in) {
        return Double.longBitsToDouble(in.readFixed());
    }
}
