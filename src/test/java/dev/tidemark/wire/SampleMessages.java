package dev.tidemark.wire;

import dev.tidemark.model.BuyerScores;
import dev.tidemark.model.Cause;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.ChurnRisk;
import dev.tidemark.model.CustomerValue;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.ErasureReceipt;
import dev.tidemark.model.KpiValue;
import dev.tidemark.model.ModelParameters;
import dev.tidemark.model.Moments;
import dev.tidemark.model.ParameterEstimate;
import dev.tidemark.model.PopulationNotice;
import dev.tidemark.model.PurchaseHistory;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.Relationship;
import dev.tidemark.model.RfmScores;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.SampleShare;
import dev.tidemark.model.Scorecard;
import dev.tidemark.model.SourcePosition;
import dev.tidemark.model.Tombstone;
import dev.tidemark.model.Transition;
import dev.tidemark.model.Versions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Messages to write and read: one of each kind as it may look, and any number at random. */
public final class SampleMessages {
    private static final String[] TEXTS = {
        "",
        "c-1",
        "Příliš žluťoučký",
        "日本 😀",
        "a\"b\\c",
        "\u0000\u001f\u007f\u2028",
        " ",
        "|",
        "null"
    };
    private static final Versions VERSIONS = new Versions("4f2a", "fixed", "configured:9c1e");

    private SampleMessages() {}

    public static Scorecard scorecard() {
        return new Scorecard(
                "c-17",
                42,
                Instant.parse("2024-05-30T20:05:00.250Z").toEpochMilli(),
                Cause.EVENT,
                "e-9",
                RfmSegment.CANNOT_LOSE_THEM,
                Instant.parse("2024-03-01T10:00:00Z").toEpochMilli(),
                Optional.of(
                        new BuyerScores(
                                new RfmScores(3, 7, 123_456, 5, 4, 5),
                                new CustomerValue(
                                        223_456,
                                        6.25,
                                        1,
                                        13,
                                        98_765,
                                        OptionalLong.of(54_321),
                                        94_321),
                                new ChurnRisk(
                                        0.1234567890123, 0.98, ChurnLevel.LOW, 1_709_287_200_000L),
                                new PurchaseHistory(
                                        19_783, 19_873, 6, 90, 90.836805555, 17_636.5))),
                Optional.of(SamplePlaces.places()),
                SamplePlaces.relationship(),
                List.of("frequency 3 to 4: 5 orders in the window", "churn high to low: \"x\""),
                Instant.parse("2024-06-29T20:05:00.250Z").toEpochMilli(),
                VERSIONS);
    }

    public static Scorecard prospect() {
        return new Scorecard(
                "c-18",
                1,
                Instant.parse("2024-05-30T20:05:00Z").toEpochMilli(),
                Cause.END,
                "",
                RfmSegment.PROSPECT,
                Instant.parse("2024-05-30T20:05:00Z").toEpochMilli(),
                Optional.empty(),
                Optional.of(SamplePlaces.placesOfAProspect()),
                Relationship.NONE,
                List.of(),
                Moments.NEVER,
                VERSIONS);
    }

    public static Transition transition() {
        return new Transition(
                "c-17",
                42,
                Dimension.CHURN,
                "medium",
                "high",
                Cause.SILENCE,
                "",
                List.of("churn medium to high: probability 0.800"),
                Instant.parse("2024-06-29T20:05:00.250Z").toEpochMilli(),
                VERSIONS,
                false,
                List.of(),
                List.of());
    }

    /** The last transition of one who has no class any more. */
    public static Transition closing() {
        return new Transition(
                "c-19",
                3,
                Dimension.CHURN,
                "low",
                "",
                Cause.EVENT,
                "e-11",
                List.of("every order was taken back"),
                Instant.parse("2024-05-30T20:05:00Z").toEpochMilli(),
                VERSIONS,
                false,
                List.of(),
                List.of());
    }

    /** A transition with advice, back to where the customer was. */
    public static Transition advised() {
        return new Transition(
                "c-9",
                7,
                Dimension.MATRIX,
                "Potential High-Value",
                "High-Value",
                Cause.POPULATION,
                "",
                List.of("matrix Potential High-Value to High-Value: others spent less"),
                Instant.parse("2024-06-03T00:00:00Z").toEpochMilli(),
                new Versions("4f2a", "2024-06-03/8b1d", "configured:9c1e"),
                true,
                List.of("premium products", "exclusive offers"),
                List.of("phone calls"));
    }

    public static Tombstone tombstone() {
        return new Tombstone(
                "c-17",
                43,
                Instant.parse("2024-07-01T08:00:00.500Z").toEpochMilli(),
                Cause.ERASURE);
    }

    public static ErasureReceipt receipt() {
        return new ErasureReceipt(
                "e-10",
                "c-17",
                Instant.parse("2024-07-01T08:00:00.500Z").toEpochMilli(),
                true,
                Instant.parse("2024-07-31T08:00:00.500Z").toEpochMilli());
    }

    public static KpiValue kpi() {
        return new KpiValue("customers", List.of("rfm", "At Risk"), 17);
    }

    public static KpiValue kpiWithDecimals() {
        return new KpiValue("churn_brier", List.of("model"), 216_900, 6);
    }

    /** Parameters of which the data do not bound one. */
    public static ModelParameters modelParameters() {
        return new ModelParameters(
                "mbg-nbd:5d02a7c41b9e",
                "mbg-nbd",
                7,
                Instant.parse("2024-06-03T00:00:00Z").toEpochMilli(),
                Instant.parse("2024-06-03T06:00:00.250Z").toEpochMilli(),
                List.of(
                        new ParameterEstimate("r", 0.5248, 0.0293),
                        new ParameterEstimate("alpha", 6.1829, 0.3712),
                        new ParameterEstimate("a", 0.8913, 0.1425),
                        new ParameterEstimate("b", 1.6144, Double.NaN)),
                19_846,
                -81_234.5678,
                "CONVERGED",
                List.of(
                        new ParameterEstimate("p", 6.2496, 1.1909),
                        new ParameterEstimate("q", 3.7442, 0.2901),
                        new ParameterEstimate("v", 15.4435, 5.0621)),
                8_012,
                -33_001.25);
    }

    public static SampleShare sampleShare() {
        return new SampleShare(0.0625);
    }

    /** Cut points of a shop in which half of the customers have ordered once. */
    public static CutPoints cutPoints() {
        return new CutPoints(
                "cut-2024-06-03-5b1f09ce",
                Instant.parse("2024-06-03T00:10:00Z").toEpochMilli(),
                19_846,
                List.of(12L, 41L, 97L, 203L),
                List.of(1L, 1L, 2L, 4L),
                List.of(1_999L, 4_950L, 11_238L, 25_117L),
                List.of(18_204L, 5_125L),
                18_204,
                9_902,
                5_127);
    }

    /** A rejection of these bytes. */
    public static Rejection rejection(byte[] raw) {
        SourcePosition at = new SourcePosition("tidemark.events.v1", 3, 12_345);
        return new Rejection(RejectionReason.BAD_TIME, "occurredAt 'x' is no time", raw, at);
    }

    /** The hash of erasures under a secret that everybody knows. */
    public static KeyedHash erasureHash() {
        byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        return KeyedHash.of(secret, ErasureNotice.HASH_LABEL);
    }

    static Scorecard scorecard(SplittableRandom random, String customerId, String eventId) {
        boolean buyer = random.nextInt(4) > 0;
        boolean placed = random.nextInt(4) > 0;
        return new Scorecard(
                customerId,
                random.nextLong(1, Long.MAX_VALUE),
                moment(random),
                Cause.values()[random.nextInt(Cause.values().length)],
                eventId,
                RfmSegment.STANDARD.get(random.nextInt(RfmSegment.STANDARD.size())),
                moment(random),
                buyer ? Optional.of(buyer(random)) : Optional.empty(),
                placed ? Optional.of(SamplePlaces.places(random)) : Optional.empty(),
                placed ? SamplePlaces.relationship(random) : Relationship.NONE,
                random.nextBoolean() ? List.of() : List.of(text(random), text(random)),
                random.nextBoolean() ? Moments.NEVER : moment(random),
                new Versions(text(random), text(random), text(random)));
    }

    private static BuyerScores buyer(SplittableRandom random) {
        boolean known = random.nextInt(4) > 0;
        return new BuyerScores(
                new RfmScores(
                        random.nextInt(40_000),
                        random.nextInt(Integer.MAX_VALUE),
                        random.nextLong(Long.MAX_VALUE),
                        random.nextInt(1, 6),
                        random.nextInt(1, 6),
                        random.nextInt(1, 6)),
                new CustomerValue(
                        random.nextLong(Long.MAX_VALUE),
                        number(random),
                        known ? random.nextInt(1_000) : 0,
                        known
                                ? random.nextInt(1_000, CustomerValue.UNKNOWN_HIGH)
                                : CustomerValue.UNKNOWN_HIGH,
                        random.nextLong(Long.MAX_VALUE),
                        known
                                ? OptionalLong.of(random.nextLong(Long.MAX_VALUE))
                                : OptionalLong.empty(),
                        random.nextLong(Long.MAX_VALUE)),
                new ChurnRisk(
                        random.nextDouble(),
                        random.nextDouble(),
                        ChurnLevel.values()[random.nextInt(3)],
                        moment(random)),
                new PurchaseHistory(
                        random.nextInt(-20_000, 60_000),
                        random.nextInt(-20_000, 60_000),
                        random.nextInt(100_000),
                        random.nextInt(40_000),
                        number(random),
                        number(random)));
    }

    static PopulationNotice notice(SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return new SampleShare(1 - random.nextDouble());
        }
        return random.nextBoolean() ? cutPoints(random) : modelParameters(random);
    }

    private static CutPoints cutPoints(SplittableRandom random) {
        return new CutPoints(
                text(random),
                moment(random),
                random.nextLong(Long.MAX_VALUE),
                limits(random, -1),
                limits(random, 0),
                limits(random, 0),
                limits(random, 0),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(Long.MAX_VALUE));
    }

    private static List<Long> limits(SplittableRandom random, long least) {
        return random.longs(random.nextInt(6), least, Long.MAX_VALUE >>> random.nextInt(60))
                .boxed()
                .toList();
    }

    private static ModelParameters modelParameters(SplittableRandom random) {
        return new ModelParameters(
                text(random),
                text(random),
                number(random),
                moment(random),
                random.nextBoolean() ? Moments.NEVER : moment(random),
                estimates(random),
                random.nextLong(Long.MAX_VALUE),
                -number(random),
                text(random),
                estimates(random),
                random.nextLong(Long.MAX_VALUE),
                random.nextBoolean() ? Double.NaN : number(random));
    }

    private static List<ParameterEstimate> estimates(SplittableRandom random) {
        List<ParameterEstimate> estimates = new ArrayList<>();
        while (random.nextInt(4) > 0) {
            double error = random.nextBoolean() ? Double.NaN : number(random);
            estimates.add(new ParameterEstimate(text(random), number(random), error));
        }
        return estimates;
    }

    static Transition transition(SplittableRandom random, String customerId, String eventId) {
        Dimension dimension = SamplePlaces.oneOf(random, Dimension.values());
        boolean advised = dimension == Dimension.MATRIX || dimension == Dimension.LIFECYCLE;
        return new Transition(
                customerId,
                random.nextLong(1, Long.MAX_VALUE),
                dimension,
                text(random),
                text(random),
                Cause.values()[random.nextInt(Cause.values().length)],
                eventId,
                List.of(text(random)),
                moment(random),
                new Versions(text(random), text(random), text(random)),
                random.nextBoolean(),
                advised ? SamplePlaces.texts(random) : List.of(),
                advised ? SamplePlaces.texts(random) : List.of());
    }

    static String text(SplittableRandom random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    static long moment(SplittableRandom random) {
        return random.nextLong(0, 95_617_584_000_000L);
    }

    /** From the smallest to the largest, whole and not. */
    static double number(SplittableRandom random) {
        double exact = Double.longBitsToDouble(random.nextLong(0, 0x7ff0000000000000L));
        return switch (random.nextInt(4)) {
            case 0 -> exact;
            case 1 -> random.nextInt(1_000);
            case 2 -> 0;
            default -> random.nextDouble() * 1_000;
        };
    }
}
