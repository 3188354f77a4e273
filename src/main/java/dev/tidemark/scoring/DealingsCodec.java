package dev.tidemark.scoring;

import dev.tidemark.model.EventDetail;
import dev.tidemark.model.Moments;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.model.SurveyKind;
import java.util.List;

/**
 * The bytes of {@link Dealings} within those of a history. What is not there takes none; moments
 * are counted from the one at which the customer was last heard, days from the day of that moment
 * in UTC.
 */
final class DealingsCodec {
    private static final int ENGAGED = 1;
    private static final int SEEN_APART = 1 << 1;
    private static final int RESPONDED = 1 << 2;
    private static final int INTENT = 1 << 3;
    private static final int TOUCHED = 1 << 4;
    private static final int TICKETS = 1 << 5;
    private static final int ATTRIBUTES = 1 << 6;
    private static final int NPS = 1 << 7;
    private static final int CSAT = 1 << 8;
    private static final int REFERRED = 1 << 9;

    /** Channels whose name takes one byte: its place here, and one more. New ones at the end. */
    private static final List<String> KNOWN_CHANNELS =
            List.of(
                    "web", "app", "store", "email", "mobile", "phone", "sms", "push", "social",
                    "chat", "ads", "mail", "api", "ios", "android", "partner");

    /** The name follows. */
    private static final int UNKNOWN_CHANNEL = 0;

    private static final int LEAST_BYTES_OF_CHANNEL = 1 + 1;
    private static final int LEAST_BYTES_OF_TICKET = 8 + 1;
    private static final int LEAST_BYTES_OF_TOUCH = 1 + 1;
    private static final int LEAST_BYTES_OF_ATTRIBUTE = 1 + 1;

    /** No event is farther than this from 1970: some 10,000 years, in milliseconds. */
    private static final long FAR = 10_000L * 366 * DayCalendar.DAY_MILLIS;

    private static final long MOST_ANSWERS = 1L << 40;

    private static final ProfileAttribute[] PROFILE = ProfileAttribute.values();

    private DealingsCodec() {}

    /** What there is beyond what the purchases tell; 0 if there is nothing. */
    static int flags(Dealings d, Purchases purchases) {
        int flags = d.engagedAt != Moments.BEFORE_ALL ? ENGAGED : 0;
        flags |= isSeenApart(d, purchases) ? SEEN_APART : 0;
        flags |= d.responses.size() > 0 ? RESPONDED : 0;
        flags |= d.lastIntentAt != Moments.BEFORE_ALL ? INTENT : 0;
        flags |= d.touches.list().isEmpty() ? 0 : TOUCHED;
        flags |= d.tickets.size() > 0 ? TICKETS : 0;
        flags |= d.attributes.isEmpty() ? 0 : ATTRIBUTES;
        flags |= d.answers.knowsNps() ? NPS : 0;
        flags |= d.answers.knowsCsat() ? CSAT : 0;
        return flags | (d.lastReferralDay != Purchases.NO_DAY ? REFERRED : 0);
    }

    /** Most are first seen on the day of their first purchase. */
    private static boolean isSeenApart(Dealings d, Purchases purchases) {
        return d.firstSeenDay != Dealings.NOT_SEEN && d.firstSeenDay != seenByPurchase(purchases);
    }

    private static int seenByPurchase(Purchases purchases) {
        return purchases.days > 0 ? purchases.firstDay : Dealings.NOT_SEEN;
    }

    /** What the purchases alone tell: where nothing else is known. */
    static Dealings of(Purchases purchases) {
        Dealings dealings = Dealings.none();
        dealings.see(seenByPurchase(purchases));
        return dealings;
    }

    private static long dayOf(long heardAt) {
        return Math.floorDiv(heardAt, DayCalendar.DAY_MILLIS);
    }

    /**
     * Appends the dealings.
     *
     * @param heardAt when the customer was last heard, epoch milliseconds
     */
    static void encode(Dealings d, Purchases purchases, long heardAt, ByteWriter out) {
        int flags = flags(d, purchases);
        long heardOn = dayOf(heardAt);
        out.writeUnsigned(flags);
        if ((flags & ENGAGED) != 0) {
            out.writeFixed(Double.doubleToLongBits(d.points));
            out.writeSigned(d.engagedAt - heardAt);
        }
        if ((flags & SEEN_APART) != 0) {
            out.writeSigned(d.firstSeenDay - heardOn);
        }
        if ((flags & RESPONDED) != 0) {
            encode(d.responses, out);
        }
        if ((flags & INTENT) != 0) {
            out.writeSigned(d.lastIntentAt - heardAt);
        }
        if ((flags & TOUCHED) != 0) {
            encode(d.touches, heardOn, out);
        }
        if ((flags & TICKETS) != 0) {
            encode(d.tickets, heardAt, out);
        }
        if ((flags & ATTRIBUTES) != 0) {
            encode(d.attributes, heardAt, out);
        }
        encode(d.answers, flags, heardAt, out);
        if ((flags & REFERRED) != 0) {
            out.writeSigned(d.lastReferralDay - heardOn);
        }
    }

    private static void encode(Responses responses, ByteWriter out) {
        out.writeByte(responses.size());
        for (int i = 0; i < responses.size(); i++) {
            int known = KNOWN_CHANNELS.indexOf(responses.name(i));
            out.writeByte(known + 1);
            if (known < 0) {
                out.writeText(responses.name(i));
            }
            out.writeUnsigned(responses.weight(i));
        }
    }

    private static void encode(Touches touches, long heardOn, ByteWriter out) {
        long before = heardOn;
        out.writeByte(touches.list().size());
        for (CampaignTouch touch : touches.list()) {
            out.writeText(touch.campaignId());
            out.writeSigned(touch.day() - before);
            before = touch.day();
        }
    }

    private static void encode(Tickets tickets, long heardAt, ByteWriter out) {
        long before = 2 * heardAt;
        out.writeByte(tickets.size());
        for (int i = 0; i < tickets.size(); i++) {
            out.writeFixed(tickets.hash(i));
            out.writeSigned(tickets.state(i) - before);
            before = tickets.state(i);
        }
    }

    /** What was said at once, as one event does, has its moment once. */
    private static void encode(Attributes attributes, long heardAt, ByteWriter out) {
        long before = Moments.BEFORE_ALL;
        out.writeByte(attributes.count());
        for (ProfileAttribute attribute : PROFILE) {
            if (attributes.isSaid(attribute)) {
                long moment = attributes.moment(attribute);
                out.writeByte(attribute.ordinal() << 1 | (moment == before ? 1 : 0));
                if (moment != before) {
                    out.writeSigned(moment - heardAt);
                    before = moment;
                }
                out.writeText(attributes.value(attribute));
            }
        }
    }

    private static void encode(Answers answers, int flags, long heardAt, ByteWriter out) {
        if ((flags & NPS) != 0) {
            out.writeSigned(answers.npsAt() - heardAt);
            out.writeByte(answers.npsTenths());
        }
        if ((flags & CSAT) != 0) {
            out.writeSigned(answers.csatAt() - heardAt);
            out.writeByte(answers.csatTenths());
            out.writeUnsigned(answers.csatCount());
            out.writeUnsigned(answers.csatSumTenths());
        }
    }

    /**
     * Reads the dealings.
     *
     * @throws IllegalArgumentException if the bytes are damaged
     */
    static Dealings decode(Purchases purchases, long heardAt, ByteReader in) {
        int flags = in.readInt();
        HistoryCodec.check(flags != 0 && flags < REFERRED << 1, "flags of the dealings");
        Dealings d = of(purchases);
        long heardOn = dayOf(heardAt);
        if ((flags & ENGAGED) != 0) {
            d.points = Double.longBitsToDouble(in.readFixed());
            HistoryCodec.check(d.points >= 0 && d.points <= Dealings.MOST_POINTS, "points");
            d.engagedAt = moment(heardAt, in);
        }
        if ((flags & SEEN_APART) != 0) {
            d.firstSeenDay = Math.toIntExact(heardOn + in.readSigned());
        }
        if ((flags & RESPONDED) != 0) {
            d.responses = responses(in);
        }
        if ((flags & INTENT) != 0) {
            d.lastIntentAt = moment(heardAt, in);
        }
        if ((flags & TOUCHED) != 0) {
            d.touches = touches(heardOn, in);
        }
        if ((flags & TICKETS) != 0) {
            d.tickets = tickets(heardAt, in);
        }
        if ((flags & ATTRIBUTES) != 0) {
            d.attributes = attributes(heardAt, in);
        }
        d.answers = answers(flags, heardAt, in);
        if ((flags & REFERRED) != 0) {
            d.lastReferralDay = Math.toIntExact(heardOn + in.readSigned());
        }
        return d;
    }

    private static long moment(long heardAt, ByteReader in) {
        long moment = heardAt + in.readSigned();
        HistoryCodec.check(moment > -FAR && moment < FAR, "moment of the dealings");
        return moment;
    }

    private static int count(int most, int leastBytesEach, ByteReader in) {
        int count = in.readCount(leastBytesEach);
        HistoryCodec.check(count > 0 && count <= most, "number of the dealings");
        return count;
    }

    private static Responses responses(ByteReader in) {
        int count = count(Responses.MOST, LEAST_BYTES_OF_CHANNEL, in);
        String[] names = new String[count];
        int[] weights = new int[count];
        for (int i = 0; i < count; i++) {
            int code = in.readByte();
            HistoryCodec.check(code <= KNOWN_CHANNELS.size(), "channel");
            names[i] =
                    code == UNKNOWN_CHANNEL
                            ? ShortText.of(in.readText())
                            : KNOWN_CHANNELS.get(code - 1);
            weights[i] = in.readInt();
            HistoryCodec.check(weights[i] <= Responses.MOST_WEIGHT, "weight of a channel");
        }
        return Responses.of(names, weights);
    }

    private static Touches touches(long heardOn, ByteReader in) {
        Touches touches = Touches.NONE;
        long day = heardOn;
        for (int i = count(Touches.MOST, LEAST_BYTES_OF_TOUCH, in); i > 0; i--) {
            String id = in.readText();
            day += in.readSigned();
            touches = touches.with(id, Math.toIntExact(day));
        }
        return touches;
    }

    private static Tickets tickets(long heardAt, ByteReader in) {
        Tickets tickets = Tickets.NONE;
        long state = 2 * heardAt;
        for (int i = count(Tickets.MOST, LEAST_BYTES_OF_TICKET, in); i > 0; i--) {
            long hash = in.readFixed();
            state += in.readSigned();
            HistoryCodec.check(state > -2 * FAR && state < 2 * FAR, "moment of a ticket");
            tickets = tickets.with(hash, state);
        }
        return tickets;
    }

    private static Attributes attributes(long heardAt, ByteReader in) {
        Attributes attributes = Attributes.NONE;
        long moment = Moments.BEFORE_ALL;
        for (int i = count(PROFILE.length, LEAST_BYTES_OF_ATTRIBUTE, in); i > 0; i--) {
            int code = in.readByte();
            HistoryCodec.check(code >> 1 < PROFILE.length, "attribute");
            moment = (code & 1) != 0 ? moment : moment(heardAt, in);
            HistoryCodec.check(moment != Moments.BEFORE_ALL, "moment of an attribute");
            attributes = attributes.with(PROFILE[code >> 1], in.readText(), moment);
        }
        return attributes;
    }

    private static Answers answers(int flags, long heardAt, ByteReader in) {
        Answers answers = Answers.NONE;
        if ((flags & NPS) != 0) {
            long at = moment(heardAt, in);
            answers = answers.with(new EventDetail.Survey(SurveyKind.NPS, in.readByte()), at);
        }
        if ((flags & CSAT) != 0) {
            long at = moment(heardAt, in);
            int tenths = in.readByte();
            HistoryCodec.check(SurveyKind.CSAT.allows(tenths), "satisfaction");
            long count = in.readUnsigned();
            HistoryCodec.check(count > 0 && count < MOST_ANSWERS, "number of answers");
            long sum = in.readUnsigned();
            HistoryCodec.check(sum >= 10 * count && sum <= 50 * count, "sum of answers");
            answers = answers.union(new Answers(at, tenths, count, sum, Moments.BEFORE_ALL, 0));
        }
        return answers;
    }
}
