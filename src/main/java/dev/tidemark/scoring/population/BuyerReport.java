package dev.tidemark.scoring.population;

import dev.tidemark.scoring.BuyerFacts;
import dev.tidemark.scoring.ByteReader;
import dev.tidemark.scoring.ByteWriter;
import dev.tidemark.scoring.CustomerHistory;
import dev.tidemark.scoring.Hash64;
import java.util.Optional;

/**
 * What the task that keeps a customer reports of them, whole: it takes the place of what was
 * reported before.
 *
 * @param customer a hash of the customer's id
 * @param asOf when it became so, event time in epoch milliseconds
 * @param facts empty if the customer is no buyer any more: erased, merged away, or all taken back
 */
public record BuyerReport(long customer, long asOf, Optional<BuyerFacts> facts) {
    private static final int MOST_BYTES = 48;

    /** The place of a customer between 0 and 1, evenly spread over all ids. */
    public static double place(String customerId) {
        return CustomerSample.place(Hash64.of(customerId));
    }

    /** The report of a customer. */
    public static BuyerReport of(String customerId, CustomerHistory history) {
        return new BuyerReport(Hash64.of(customerId), history.asOf(), BuyerFacts.of(history));
    }

    /** Its bytes on the way from one task to another. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter(MOST_BYTES);
        write(out);
        return out.toBytes();
    }

    void write(ByteWriter out) {
        out.writeFixed(customer);
        out.writeSigned(asOf);
        out.writeByte(facts.isPresent() ? 1 : 0);
        facts.ifPresent(f -> writeFacts(f, out));
    }

    /**
     * The report of these bytes.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static BuyerReport decode(byte[] bytes) {
        try {
            ByteReader in = new ByteReader(bytes);
            BuyerReport report = read(in);
            if (!in.atEnd()) {
                throw new IllegalArgumentException("bytes left over");
            }
            return report;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("damaged report: " + e.getMessage(), e);
        }
    }

    static BuyerReport read(ByteReader in) {
        long customer = in.readFixed();
        long asOf = in.readSigned();
        boolean buys = readFlag(in);
        return new BuyerReport(
                customer, asOf, buys ? Optional.of(readFacts(in)) : Optional.empty());
    }

    static void writeFacts(BuyerFacts facts, ByteWriter out) {
        out.writeSigned(facts.firstDay());
        out.writeUnsigned(facts.gapDays());
        out.writeUnsigned(facts.repeats());
        out.writeUnsigned(facts.repeatNetMinor());
    }

    static BuyerFacts readFacts(ByteReader in) {
        int firstDay = Math.toIntExact(in.readSigned());
        int lastDay = Math.addExact(firstDay, in.readInt());
        return new BuyerFacts(firstDay, lastDay, in.readInt(), in.readUnsigned());
    }

    static boolean readFlag(ByteReader in) {
        int flag = in.readByte();
        if (flag > 1) {
            throw new IllegalArgumentException("flag %d".formatted(flag));
        }
        return flag == 1;
    }
}
