package dev.tidemark.scoring.population;

import dev.tidemark.scoring.ByteReader;
import dev.tidemark.scoring.ByteWriter;

/**
 * How the sums over all customers change by some decisions of one day. It names nobody, and sheets
 * may be added up in any order.
 */
public final class TallySheet {
    private static final int USUAL_BYTES = 512;

    private final int day;
    private final CensusSums sums;

    TallySheet(int day, CensusSums sums) {
        this.day = day;
        this.sums = sums;
    }

    /** The day of the decisions, days since 1970-01-01. */
    public int day() {
        return day;
    }

    CensusSums sums() {
        return sums;
    }

    /** Its bytes on the way from one task to another. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter(USUAL_BYTES);
        write(out);
        return out.toBytes();
    }

    void write(ByteWriter out) {
        out.writeSigned(day);
        SumsCodec.write(sums, out);
    }

    /**
     * The sheet of these bytes.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static TallySheet decode(byte[] bytes) {
        try {
            ByteReader in = new ByteReader(bytes);
            TallySheet sheet = read(in);
            if (!in.atEnd()) {
                throw new IllegalArgumentException("bytes left over");
            }
            return sheet;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("damaged tally sheet: " + e.getMessage(), e);
        }
    }

    static TallySheet read(ByteReader in) {
        return new TallySheet(Math.toIntExact(in.readSigned()), SumsCodec.read(in));
    }
}
