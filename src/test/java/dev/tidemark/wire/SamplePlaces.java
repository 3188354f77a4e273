package dev.tidemark.wire;

import dev.tidemark.model.AbcClass;
import dev.tidemark.model.CrmPlaces;
import dev.tidemark.model.CrmPlaces.Advice;
import dev.tidemark.model.CutPoints;
import dev.tidemark.model.LifecycleStage;
import dev.tidemark.model.NextAction;
import dev.tidemark.model.Placement;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.Relationship;
import dev.tidemark.model.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Places in the CRM dimensions and what goes with them, as they may look and at random. */
final class SamplePlaces {
    private SamplePlaces() {}

    static CrmPlaces places() {
        return new CrmPlaces(
                placement(Quadrant.HIGH_VALUE.label(), "2024-04-02T09:30:00Z", "revenue"),
                Optional.of(placement(AbcClass.A.label(), "2024-04-02T09:30:00Z", "first part")),
                placement(Tier.STRATEGIC.label(), "2024-05-30T20:05:00.250Z", "strategic points"),
                placement(LifecycleStage.ADVOCATE.label(), "2024-05-01T12:00:00Z", "promoter"),
                NextAction.REFER,
                "advocate",
                new Advice(
                        List.of("premium products", "exclusive offers", "loyalty programmes"),
                        List.of("phone calls", "personalised e-mail"),
                        "an answer within the hour"));
    }

    /** Of someone who has not bought, and a playbook that says little. */
    static CrmPlaces placesOfAProspect() {
        String since = "2024-05-30T20:05:00Z";
        return new CrmPlaces(
                placement(Quadrant.POTENTIAL_LOW_VALUE.label(), since, "no order"),
                Optional.empty(),
                placement(Tier.POTENTIAL.label(), since, "no order"),
                placement(LifecycleStage.PROSPECT.label(), since, "no order"),
                NextAction.ATTRACT,
                "no order",
                new Advice(List.of("free trials"), List.of(), ""));
    }

    static Relationship relationship() {
        return new Relationship(
                73, OptionalInt.of(4), OptionalDouble.of(4.25), OptionalInt.of(9), 1, "phone");
    }

    private static Placement placement(String label, String since, String rule) {
        return new Placement(label, Instant.parse(since).toEpochMilli(), rule);
    }

    static CrmPlaces places(SplittableRandom random) {
        return new CrmPlaces(
                placement(random, oneOf(random, Quadrant.values()).label()),
                random.nextBoolean()
                        ? Optional.of(placement(random, oneOf(random, AbcClass.values()).label()))
                        : Optional.empty(),
                placement(random, oneOf(random, Tier.values()).label()),
                placement(random, oneOf(random, LifecycleStage.values()).label()),
                oneOf(random, NextAction.values()),
                SampleMessages.text(random),
                new Advice(texts(random), texts(random), SampleMessages.text(random)));
    }

    private static Placement placement(SplittableRandom random, String label) {
        return new Placement(label, SampleMessages.moment(random), SampleMessages.text(random));
    }

    static Relationship relationship(SplittableRandom random) {
        boolean satisfaction = random.nextBoolean();
        return new Relationship(
                random.nextInt(101),
                satisfaction ? OptionalInt.of(random.nextInt(1, 6)) : OptionalInt.empty(),
                satisfaction
                        ? OptionalDouble.of(1 + 4 * random.nextDouble())
                        : OptionalDouble.empty(),
                random.nextBoolean() ? OptionalInt.of(random.nextInt(11)) : OptionalInt.empty(),
                random.nextInt(1_000),
                SampleMessages.text(random));
    }

    static CutPoints cutPoints(SplittableRandom random) {
        int limits = random.nextBoolean() ? 2 : 4;
        return new CutPoints(
                SampleMessages.text(random),
                SampleMessages.moment(random),
                random.nextLong(Long.MAX_VALUE),
                limits(random, limits),
                limits(random, limits),
                limits(random, limits),
                limits(random, 2),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(Long.MAX_VALUE));
    }

    private static List<Long> limits(SplittableRandom random, int count) {
        return random.longs(count, -1, Long.MAX_VALUE).sorted().boxed().toList();
    }

    static List<String> texts(SplittableRandom random) {
        List<String> texts = new ArrayList<>();
        while (random.nextInt(3) > 0) {
            texts.add(SampleMessages.text(random));
        }
        return texts;
    }

    static <T> T oneOf(SplittableRandom random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
