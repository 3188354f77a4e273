package dev.tidemark.scoring;

import dev.tidemark.model.AbcClass;
import dev.tidemark.model.Account;
import dev.tidemark.model.ChurnLevel;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.LifecycleStage;
import dev.tidemark.model.Moments;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.RfmSegment;
import dev.tidemark.model.Tier;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of where a customer stands, and of what they count for, within those of a history;
 * since version 3.
 */
final class PlacesCodec {
    private static final int HAS_BEFORE = 1;
    private static final int HAS_CUTS = 1 << 1;
    private static final int HAS_ACCOUNT = 1 << 2;
    private static final int NO_CLASS = 7;
    private static final int OWN_MOMENT = 7;
    private static final int OTHER_NAME = 255;
    private static final List<GroupBy> ATTRIBUTES = List.of(GroupBy.values());

    private static final int DIGIT = ATTRIBUTES.size() + 1;

    private static final Dimension[] DIMENSIONS = Dimension.values();
    private static final Dimension[] OF_CRM = {
        Dimension.MATRIX, Dimension.ABC, Dimension.TIER, Dimension.LIFECYCLE
    };
    private static final List<RfmSegment> SEGMENTS = RfmSegment.STANDARD;
    private static final ChurnLevel[] LEVELS = ChurnLevel.values();
    private static final Quadrant[] QUADRANTS = Quadrant.values();
    private static final AbcClass[] CLASSES = AbcClass.values();
    private static final Tier[] TIERS = Tier.values();
    private static final LifecycleStage[] STAGES = LifecycleStage.values();

    private PlacesCodec() {}

    /** A segment: its number in the standard grid, or its name. */
    static void encodeSegment(RfmSegment segment, ByteWriter out) {
        int index = standardIndexOf(segment);
        out.writeByte(index < 0 ? OTHER_NAME : index);
        if (index < 0) {
            out.writeText(segment.label());
        }
    }

    /** Those of the standard grid are constants; another grid may use their names. */
    private static int standardIndexOf(RfmSegment segment) {
        for (int i = 0; i < SEGMENTS.size(); i++) {
            if (SEGMENTS.get(i) == segment) {
                return i;
            }
        }
        return SEGMENTS.indexOf(segment);
    }

    static RfmSegment decodeSegment(ByteReader in) {
        int index = in.readByte();
        if (index == OTHER_NAME) {
            return new RfmSegment(in.readText());
        }
        HistoryCodec.check(index < SEGMENTS.size(), "segment");
        return SEGMENTS.get(index);
    }

    static void encode(CustomerHistory h, ByteWriter out) {
        Place<?>[] all = h.places.all();
        boolean hasBefore = false;
        for (Place<?> place : all) {
            hasBefore |= place.before() != null;
        }
        int flags = hasBefore ? HAS_BEFORE : 0;
        flags |= h.cutsFrom != Moments.BEFORE_ALL ? HAS_CUTS : 0;
        flags |= h.account.known() ? HAS_ACCOUNT : 0;
        out.writeByte(flags);
        long classes = 0;
        long moments = 0;
        for (int i = OF_CRM.length - 1; i >= 0; i--) {
            int dimension = OF_CRM[i].ordinal();
            classes = classes << 3 | code(all[dimension].current());
            moments = moments << 3 | moment(all, dimension);
        }
        out.writeByte((int) (classes & 0xFF));
        out.writeByte((int) (classes >> 8 | (moments & 0xF) << 4));
        out.writeByte((int) (moments >> 4));
        for (int i = 0; i < OF_CRM.length; i++) {
            if ((moments >> 3 * i & 7) == OWN_MOMENT) {
                out.writeUnsigned(h.asOf - all[OF_CRM[i].ordinal()].since());
            }
        }
        if (hasBefore) {
            encodeBefore(h, out);
        }
        out.writeByte(h.rulesHash & 0xFF);
        out.writeByte(h.rulesHash >> 8 & 0xFF);
        if (h.cutsFrom != Moments.BEFORE_ALL) {
            out.writeSigned(h.asOf - h.cutsFrom);
        }
        if (h.account.known()) {
            encodeAccount(h, out);
        }
    }

    private static int code(Object current) {
        return current == null ? NO_CLASS : ((Enum<?>) current).ordinal();
    }

    /**
     * The first dimension in which the customer moved at the same moment; most have few moments.
     */
    private static int moment(Place<?>[] all, int dimension) {
        long since = all[dimension].since();
        for (int i = 0; i < dimension; i++) {
            if (all[i].since() == since) {
                return i;
            }
        }
        return OWN_MOMENT;
    }

    private static void encodeBefore(CustomerHistory h, ByteWriter out) {
        int which = 0;
        for (int i = 0; i < DIMENSIONS.length; i++) {
            which |= h.places.in(DIMENSIONS[i]).before() != null ? 1 << i : 0;
        }
        out.writeByte(which);
        for (Dimension dimension : DIMENSIONS) {
            Place<?> place = h.places.in(dimension);
            if (place.before() instanceof RfmSegment segment) {
                encodeSegment(segment, out);
            } else if (place.before() != null) {
                out.writeByte(code(place.before()));
            }
            if (place.before() != null) {
                out.writeUnsigned(h.asOf - place.left());
            }
        }
    }

    private static void encodeAccount(CustomerHistory h, ByteWriter out) {
        Account account = h.account;
        out.writeUnsigned(account.orders());
        out.writeUnsigned(account.spendMinor());
        out.writeSigned(account.expectedSpendMinor());
        out.writeSigned(account.clvMinor());
        out.writeByte(account.engagement());
        List<String> groups = account.groups();
        boolean isKnown = !groups.equals(GroupBy.unknown(groups.size()));
        out.writeUnsigned(2L * groupsCode(h.groupedBy) + (isKnown ? 1 : 0));
        if (isKnown) {
            groups.forEach(out::writeText);
        }
    }

    /**
     * The first so many of all attributes, as is usual; or else one digit for each, from the last.
     */
    private static int groupsCode(List<GroupBy> by) {
        int first = 0;
        while (first < by.size() && by.get(first) == ATTRIBUTES.get(first)) {
            first++;
        }
        if (first == by.size()) {
            return first;
        }
        int digits = 0;
        for (int i = by.size() - 1; i >= 0; i--) {
            digits = DIGIT * digits + by.get(i).ordinal() + 1;
        }
        return ATTRIBUTES.size() + 1 + digits;
    }

    private static List<GroupBy> groupsOf(int code) {
        if (code <= ATTRIBUTES.size()) {
            return ATTRIBUTES.subList(0, code);
        }
        List<GroupBy> by = new ArrayList<>();
        for (int rest = code - ATTRIBUTES.size() - 1; rest > 0; rest /= DIGIT) {
            HistoryCodec.check(rest % DIGIT > 0 && by.size() < ATTRIBUTES.size(), "groups");
            by.add(ATTRIBUTES.get(rest % DIGIT - 1));
        }
        return List.copyOf(by);
    }

    /** The customer's segment, churn level and scores are there already. */
    static void decode(CustomerHistory h, ByteReader in) {
        int flags = in.readByte();
        HistoryCodec.check(flags < HAS_ACCOUNT << 1, "flags of the places");
        int low = in.readByte();
        int middle = in.readByte();
        int classes = low | (middle & 0xF) << 8;
        int moments = middle >> 4 | in.readByte() << 4;
        Place<?>[] all = new Place<?>[DIMENSIONS.length];
        all[Dimension.RFM.ordinal()] = h.places.rfm();
        all[Dimension.CHURN.ordinal()] = h.places.churn();
        for (int i = 0; i < OF_CRM.length; i++) {
            int moment = moments >> 3 * i & 7;
            HistoryCodec.check(moment == OWN_MOMENT || moment < OF_CRM[i].ordinal(), "moment");
            long since = moment == OWN_MOMENT ? h.asOf - in.readUnsigned() : all[moment].since();
            Object current = current(OF_CRM[i], classes >> 3 * i & 7);
            all[OF_CRM[i].ordinal()] = new Place<>(current, since, null, 0);
        }
        if ((flags & HAS_BEFORE) != 0) {
            decodeBefore(all, h.asOf, in);
        }
        h.places = Places.of(all);
        h.rulesHash = in.readByte() | in.readByte() << 8;
        if ((flags & HAS_CUTS) != 0) {
            h.cutsFrom = Math.subtractExact(h.asOf, in.readSigned());
        }
        if ((flags & HAS_ACCOUNT) != 0) {
            decodeAccount(h, in);
        }
    }

    private static Object current(Dimension dimension, int code) {
        if (code == NO_CLASS) {
            return null;
        }
        return classOf(dimension, code);
    }

    private static Object classOf(Dimension dimension, int code) {
        Object[] all =
                switch (dimension) {
                    case RFM -> throw new IllegalArgumentException("segment");
                    case CHURN -> LEVELS;
                    case MATRIX -> QUADRANTS;
                    case ABC -> CLASSES;
                    case TIER -> TIERS;
                    case LIFECYCLE -> STAGES;
                };
        HistoryCodec.check(code < all.length, "class");
        return all[code];
    }

    private static void decodeBefore(Place<?>[] all, long asOf, ByteReader in) {
        int which = in.readByte();
        HistoryCodec.check(which > 0 && which < 1 << DIMENSIONS.length, "classes before");
        for (int i = 0; i < DIMENSIONS.length; i++) {
            if ((which & 1 << i) != 0) {
                Object before =
                        i == Dimension.RFM.ordinal()
                                ? decodeSegment(in)
                                : classOf(DIMENSIONS[i], in.readByte());
                all[i] = all[i].comingFrom(before, asOf - in.readUnsigned());
            }
        }
    }

    /** What else the customer counts for is to be read from the rest of the history. */
    private static void decodeAccount(CustomerHistory h, ByteReader in) {
        int orders = in.readInt();
        long spend = in.readUnsigned();
        long expected = in.readSigned();
        long clv = in.readSigned();
        int engagement = in.readByte();
        HistoryCodec.check(engagement <= 100, "engagement");
        int groups = in.readInt();
        h.groupedBy = groupsOf(groups / 2);
        List<String> values = GroupBy.unknown(h.groupedBy.size());
        if (groups % 2 == 1) {
            values = values.stream().map(unknown -> in.readText()).toList();
        }
        h.account =
                new Account(
                        true,
                        h.places.matrix().current(),
                        values,
                        Account.NO_DAY,
                        Account.NO_DAY,
                        orders,
                        spend,
                        0,
                        expected,
                        clv,
                        h.places.churn().current() == ChurnLevel.HIGH,
                        engagement,
                        -1,
                        -1,
                        0);
    }

    /** What the customer counts for, once the rest of the history was read. */
    static Account completed(CustomerHistory h) {
        Account part = h.account;
        if (!part.known()) {
            return part;
        }
        boolean buys = h.purchases.days > 0;
        return new Account(
                true,
                part.quadrant(),
                part.groups(),
                buys ? h.purchases.firstDay : Account.NO_DAY,
                buys ? h.purchases.lastDay : Account.NO_DAY,
                part.orders(),
                part.spendMinor(),
                h.purchases.net,
                part.expectedSpendMinor(),
                part.clvMinor(),
                part.atRisk(),
                part.engagement(),
                h.dealings.nps(),
                h.dealings.csat(),
                h.dealings.acquisitionCostMinor());
    }
}
