package dev.tidemark.scoring;

import dev.tidemark.model.EventDetail;
import dev.tidemark.model.Moments;
import dev.tidemark.model.ProfileAttribute;
import java.util.Arrays;
import java.util.Map;

/**
 * What is known of a customer: of each attribute what was said last, by event time, and of two
 * values at one moment the greater as text. That something was taken back is remembered, too: an
 * older value may be late. Immutable.
 */
final class Attributes {
    /** Channels to keep silent on are never cut: as long as one text may be at the door. */
    private static final int MOST_OPT_OUTS = 128;

    private static final int SIZE = ProfileAttribute.values().length;

    static final Attributes NONE = none();

    private final String[] values;

    /** {@link Moments#BEFORE_ALL} of what was never said. */
    private final long[] moments;

    private Attributes(String[] values, long[] moments) {
        this.values = values;
        this.moments = moments;
    }

    private static Attributes none() {
        String[] values = new String[SIZE];
        long[] moments = new long[SIZE];
        Arrays.fill(values, "");
        Arrays.fill(moments, Moments.BEFORE_ALL);
        return new Attributes(values, moments);
    }

    boolean isEmpty() {
        return count() == 0;
    }

    /** How many were said or taken back. */
    int count() {
        int count = 0;
        for (long moment : moments) {
            count += moment != Moments.BEFORE_ALL ? 1 : 0;
        }
        return count;
    }

    boolean isSaid(ProfileAttribute attribute) {
        return moments[attribute.ordinal()] != Moments.BEFORE_ALL;
    }

    /** What is known; empty if nothing is. */
    String value(ProfileAttribute attribute) {
        return values[attribute.ordinal()];
    }

    /** When that was said. */
    long moment(ProfileAttribute attribute) {
        return moments[attribute.ordinal()];
    }

    Attributes with(EventDetail.Profile profile, long at) {
        Attributes next = this;
        for (Map.Entry<ProfileAttribute, String> said : profile.attributes().entrySet()) {
            next = next.with(said.getKey(), said.getValue(), at);
        }
        return next;
    }

    /** With one attribute, if this is news of it. */
    Attributes with(ProfileAttribute attribute, String said, long at) {
        int i = attribute.ordinal();
        int most = attribute == ProfileAttribute.OPT_OUT_CHANNELS ? MOST_OPT_OUTS : ShortText.MOST;
        String value = ShortText.of(said.strip(), most);
        boolean isNews = at > moments[i] || at == moments[i] && value.compareTo(values[i]) > 0;
        if (!isNews) {
            return this;
        }
        String[] newValues = values.clone();
        long[] newMoments = moments.clone();
        newValues[i] = value;
        newMoments[i] = at;
        return new Attributes(newValues, newMoments);
    }

    Attributes union(Attributes other) {
        if (other.isEmpty()) {
            return this;
        }
        Attributes union = this;
        for (ProfileAttribute attribute : ProfileAttribute.values()) {
            if (other.isSaid(attribute)) {
                union = union.with(attribute, other.value(attribute), other.moment(attribute));
            }
        }
        return union;
    }
}
