package dev.tidemark.scoring.population;

import dev.tidemark.scoring.ByteReader;
import dev.tidemark.scoring.ByteWriter;
import java.util.Optional;

/** The part of {@link NotesCodec}'s bytes that is about predictions and how they turned out. */
final class JudgingCodec {
    private static final int LEAST_BYTES_OF_PREDICTION = 8 + 8 + 1;
    private static final int LEAST_BYTES_OF_JUDGED = 1 + 1 + 4 * 8 + 1;
    private static final int LEAST_BYTES_OF_ORIGIN = 3;

    private JudgingCodec() {}

    static void encode(ChurnJudging judging, ByteWriter out) {
        out.writeUnsigned(judging.horizonDays());
        out.writeUnsigned(judging.open.size());
        judging.open.forEach(origin -> writeOrigin(origin, out));
        out.writeUnsigned(judging.judged.size());
        judging.judged.forEach(judged -> writeJudged(judged, out));
        out.writeByte(judging.latest.isPresent() ? 1 : 0);
        judging.latest.ifPresent(latest -> writeSilence(latest, out));
    }

    private static void writeOrigin(Origin origin, ByteWriter out) {
        out.writeSigned(origin.day());
        out.writeByte(origin.hasRule() ? 1 : 0);
        out.writeUnsigned(origin.size());
        for (int i = 0; i < origin.size(); i++) {
            out.writeFixed(origin.customers()[i]);
            NotesCodec.writeDouble(origin.model()[i], out);
            out.writeUnsigned(origin.recencyDays()[i]);
            if (origin.hasRule()) {
                NotesCodec.writeDouble(origin.rule()[i], out);
            }
        }
    }

    private static void writeJudged(JudgedOrigin judged, ByteWriter out) {
        out.writeSigned(judged.day());
        out.writeUnsigned(judged.predictions());
        writeFigures(judged.model(), out);
        out.writeByte(judged.recency().isPresent() ? 1 : 0);
        judged.recency().ifPresent(figures -> writeFigures(figures, out));
    }

    private static void writeFigures(ForecastFigures figures, ByteWriter out) {
        NotesCodec.writeDouble(figures.brier(), out);
        NotesCodec.writeDouble(figures.calibrationError(), out);
        NotesCodec.writeDouble(figures.auc(), out);
        NotesCodec.writeDouble(figures.bias(), out);
    }

    /** Whether a customer was lost stands in the lowest bit. */
    private static void writeSilence(SilenceRecord silence, ByteWriter out) {
        out.writeUnsigned(silence.size());
        for (int i = 0; i < silence.size(); i++) {
            out.writeUnsigned(
                    (long) silence.recencyDays()[i] << 1 | (silence.churned()[i] ? 1 : 0));
        }
    }

    static ChurnJudging decode(JudgingRules rules, ByteReader in) {
        int horizonDays = in.readInt();
        ChurnJudging judging = new ChurnJudging(rules);
        int open = in.readCount(LEAST_BYTES_OF_ORIGIN);
        for (int i = 0; i < open; i++) {
            judging.open.addLast(readOrigin(in));
        }
        int judged = in.readCount(LEAST_BYTES_OF_JUDGED);
        for (int i = 0; i < judged; i++) {
            judging.judged.addLast(readJudged(in));
        }
        if (BuyerReport.readFlag(in)) {
            judging.latest = Optional.of(readSilence(in));
        }
        // What was said of another horizon is neither judged by this one nor a rule for it.
        return horizonDays == rules.horizonDays() ? judging : new ChurnJudging(rules);
    }

    private static Origin readOrigin(ByteReader in) {
        int day = Math.toIntExact(in.readSigned());
        boolean hasRule = BuyerReport.readFlag(in);
        int size = in.readCount(LEAST_BYTES_OF_PREDICTION);
        long[] customers = new long[size];
        double[] model = new double[size];
        int[] recency = new int[size];
        double[] rule = new double[hasRule ? size : 0];
        for (int i = 0; i < size; i++) {
            customers[i] = in.readFixed();
            model[i] = readProbability(in);
            recency[i] = in.readInt();
            if (hasRule) {
                rule[i] = readProbability(in);
            }
            if (i > 0 && Long.compareUnsigned(customers[i - 1], customers[i]) >= 0) {
                throw new IllegalArgumentException("prediction %d is out of order".formatted(i));
            }
        }
        return new Origin(day, customers, model, recency, rule);
    }

    private static double readProbability(ByteReader in) {
        double probability = NotesCodec.readDouble(in);
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability %s".formatted(probability));
        }
        return probability;
    }

    private static JudgedOrigin readJudged(ByteReader in) {
        int day = Math.toIntExact(in.readSigned());
        int predictions = in.readInt();
        ForecastFigures model = readFigures(in);
        boolean hasRule = BuyerReport.readFlag(in);
        return new JudgedOrigin(
                day, predictions, model, hasRule ? Optional.of(readFigures(in)) : Optional.empty());
    }

    private static ForecastFigures readFigures(ByteReader in) {
        return new ForecastFigures(
                NotesCodec.readDouble(in),
                NotesCodec.readDouble(in),
                NotesCodec.readDouble(in),
                NotesCodec.readDouble(in));
    }

    private static SilenceRecord readSilence(ByteReader in) {
        int size = in.readCount(1);
        if (size == 0) {
            throw new IllegalArgumentException("a record of nobody");
        }
        int[] recency = new int[size];
        boolean[] churned = new boolean[size];
        for (int i = 0; i < size; i++) {
            int packed = in.readInt();
            recency[i] = packed >>> 1;
            churned[i] = (packed & 1) != 0;
        }
        return new SilenceRecord(recency, churned);
    }
}
