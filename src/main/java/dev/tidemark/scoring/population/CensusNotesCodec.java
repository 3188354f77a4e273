package dev.tidemark.scoring.population;

import dev.tidemark.model.CutPoints;
import dev.tidemark.scoring.ByteReader;
import dev.tidemark.scoring.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The byte format of what a census remembers: version 1, described in {@code docs/state-format.md}.
 * The newest version is written, every version is read.
 */
final class CensusNotesCodec {
    /** The version that is written. */
    static final int VERSION = 1;

    private static final int USUAL_BYTES = 1 << 14;

    /** Day, customers, six and two histograms, and the number of figures by day. */
    private static final int LEAST_BYTES_OF_SHEET = 1 + 1 + 6 + 2 + 1;

    private CensusNotesCodec() {}

    static byte[] encode(Census census) {
        ByteWriter out = new ByteWriter(USUAL_BYTES);
        out.writeByte(VERSION);
        out.writeSigned(census.nextDay());
        out.writeSigned(census.cutDay());
        out.writeByte(census.newest().isPresent() ? 1 : 0);
        census.newest().ifPresent(cuts -> write(cuts, out));
        SumsCodec.write(census.sums(), out);
        out.writeUnsigned(census.waiting().size());
        census.waiting().forEach((day, sums) -> new TallySheet(day, sums).write(out));
        return out.toBytes();
    }

    private static void write(CutPoints cuts, ByteWriter out) {
        out.writeText(cuts.version());
        out.writeSigned(cuts.effectiveFrom());
        out.writeUnsigned(cuts.customers());
        write(cuts.recencyDays(), out);
        write(cuts.orders(), out);
        write(cuts.spendMinor(), out);
        write(cuts.abcMinor(), out);
        out.writeUnsigned(cuts.highSpendMinor());
        out.writeUnsigned(cuts.highExpectedMinor());
        out.writeUnsigned(cuts.significantCustomers());
    }

    private static void write(List<Long> limits, ByteWriter out) {
        out.writeUnsigned(limits.size());
        limits.forEach(out::writeSigned);
    }

    static Census decode(byte[] bytes, CensusRules rules) {
        if (bytes.length > 0 && bytes[0] != VERSION) {
            throw new IllegalArgumentException(
                    "a census of version %d; this release reads up to %d"
                            .formatted(bytes[0] & 0xff, VERSION));
        }
        try {
            return decode(new ByteReader(bytes), rules);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("damaged census: " + e.getMessage(), e);
        }
    }

    private static Census decode(ByteReader in, CensusRules rules) {
        in.readByte();
        int nextDay = Math.toIntExact(in.readSigned());
        int cutDay = Math.toIntExact(in.readSigned());
        Optional<CutPoints> newest =
                BuyerReport.readFlag(in) ? Optional.of(readCuts(in)) : Optional.empty();
        CensusSums sums = SumsCodec.read(in);
        TreeMap<Integer, CensusSums> waiting = new TreeMap<>();
        int sheets = in.readCount(LEAST_BYTES_OF_SHEET);
        for (int i = 0; i < sheets; i++) {
            TallySheet sheet = TallySheet.read(in);
            boolean isLater =
                    waiting.isEmpty()
                            ? nextDay == Census.NONE || sheet.day() >= nextDay - 1
                            : sheet.day() > waiting.lastKey();
            if (!isLater || sheet.sums().isEmpty()) {
                throw new IllegalArgumentException("sheet %d cannot be".formatted(i));
            }
            waiting.put(sheet.day(), sheet.sums());
        }
        if (!in.atEnd()) {
            throw new IllegalArgumentException("bytes left over");
        }
        return new Census(rules, nextDay, sums, waiting, new CutMaking(rules, cutDay, newest));
    }

    private static CutPoints readCuts(ByteReader in) {
        return new CutPoints(
                in.readText(),
                in.readSigned(),
                in.readUnsigned(),
                readLimits(in),
                readLimits(in),
                readLimits(in),
                readLimits(in),
                in.readUnsigned(),
                in.readUnsigned(),
                in.readUnsigned());
    }

    private static List<Long> readLimits(ByteReader in) {
        int size = in.readCount(1);
        List<Long> limits = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            limits.add(in.readSigned());
        }
        return limits;
    }
}
