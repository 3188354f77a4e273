package dev.tidemark.scoring;

import java.util.Arrays;
import java.util.Locale;

/**
 * Where the customer responds: a weight by channel, capped at {@value #MOST_WEIGHT}.
 *
 * <p>At most {@value #MOST} channels are remembered, those with the shortest names, and of one
 * length by name: a channel's name is short, and free text that someone sends in its place does not
 * crowd it out. Weights only add up. So what is remembered is a function of the set of events.
 * Immutable.
 */
final class Responses {
    static final int MOST = 8;
    static final int MOST_WEIGHT = 16_383;
    static final Responses NONE = new Responses(new String[0], new int[0]);

    /** Shortest first. */
    private final String[] names;

    private final int[] weights;

    private Responses(String[] names, int[] weights) {
        this.names = names;
        this.weights = weights;
    }

    /**
     * Channels and their weights, as they were remembered.
     *
     * @throws IllegalArgumentException if they are in no such order
     */
    static Responses of(String[] names, int[] weights) {
        for (int i = 1; i < names.length; i++) {
            if (compare(names[i - 1], names[i]) >= 0) {
                throw new IllegalArgumentException("order of the channels");
            }
        }
        return new Responses(names, weights);
    }

    /** A channel as it is remembered: in lower case, so that one channel has one name. */
    static String name(String channel) {
        return ShortText.of(channel.strip().toLowerCase(Locale.ROOT));
    }

    int size() {
        return names.length;
    }

    String name(int i) {
        return names[i];
    }

    int weight(int i) {
        return weights[i];
    }

    /** With a response on a channel, by its {@link #name}. */
    Responses with(String name, int weight) {
        int at = 0;
        while (at < names.length && compare(names[at], name) < 0) {
            at++;
        }
        if (at < names.length && names[at].equals(name)) {
            int[] newWeights = weights.clone();
            newWeights[at] = Math.min(MOST_WEIGHT, weights[at] + weight);
            return new Responses(names, newWeights);
        }
        if (at == MOST) {
            return this;
        }
        int size = Math.min(MOST, names.length + 1);
        String[] newNames = Arrays.copyOf(names, size);
        int[] newWeights = Arrays.copyOf(weights, size);
        System.arraycopy(names, at, newNames, at + 1, size - at - 1);
        System.arraycopy(weights, at, newWeights, at + 1, size - at - 1);
        newNames[at] = name;
        newWeights[at] = Math.min(MOST_WEIGHT, weight);
        return new Responses(newNames, newWeights);
    }

    private static int compare(String one, String other) {
        int order = Integer.compare(one.length(), other.length());
        return order != 0 ? order : one.compareTo(other);
    }

    Responses union(Responses other) {
        Responses union = this;
        for (int i = 0; i < other.size(); i++) {
            union = union.with(other.names[i], other.weights[i]);
        }
        return union;
    }

    /** The channel of the greatest weight, of equals the first by name; empty if there is none. */
    String preferred() {
        String best = "";
        int most = 0;
        for (int i = 0; i < names.length; i++) {
            boolean first = weights[i] == most && names[i].compareTo(best) < 0;
            if (weights[i] > most || first) {
                best = names[i];
                most = weights[i];
            }
        }
        return best;
    }
}
