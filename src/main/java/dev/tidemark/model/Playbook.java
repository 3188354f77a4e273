package dev.tidemark.model;

import dev.tidemark.model.CrmPlaces.Advice;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What to do about a customer who stands in these places: what to offer, how to reach them, how
 * well to serve them. Immutable.
 *
 * <p>All advice that no wish of the customer takes anything from is made once: whoever asks again
 * gets the same instance.
 */
public final class Playbook implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int TIERS = Tier.values().length;
    private static final int STAGES = LifecycleStage.values().length;

    /**
     * A way to reach a customer.
     *
     * @param id how events name it; compared without regard to case
     * @param name what people call it, as it stands on scorecards and transitions
     */
    public record Channel(String id, String name) implements Serializable {
        public Channel {
            requireText("the id of a channel", id);
            requireText("the name of channel " + id, name);
        }
    }

    /**
     * What to do about the customers of one quadrant.
     *
     * @param strategy what to offer, the most important first; not empty
     * @param channels how to reach them, the best first; not empty, no id and no name twice
     */
    public record Play(List<String> strategy, List<Channel> channels) implements Serializable {
        public Play {
            strategy = List.copyOf(strategy);
            channels = List.copyOf(channels);
            if (strategy.isEmpty() || channels.isEmpty()) {
                throw new IllegalArgumentException("no strategy, or no channels");
            }
            strategy.forEach(offer -> requireText("a strategy", offer));
            requireOnce("channel id", channels.stream().map(Channel::id));
            requireOnce("channel name", channels.stream().map(Channel::name));
        }

        private static void requireOnce(String what, Stream<String> texts) {
            Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            texts.forEach(
                    text -> {
                        if (!known.add(text)) {
                            throw new IllegalArgumentException(
                                    "%s '%s' is there twice".formatted(what, text));
                        }
                    });
        }

        /** The names of the channels with that one first, those after it as they are. */
        private List<String> namesFrom(int first) {
            List<String> names = new ArrayList<>();
            names.add(channels.get(first).name());
            for (int i = 0; i < channels.size(); i++) {
                if (i != first) {
                    names.add(channels.get(i).name());
                }
            }
            return names;
        }

        private int indexOf(String id) {
            int index = channels.size() - 1;
            while (index >= 0 && !channels.get(index).id().equalsIgnoreCase(id)) {
                index--;
            }
            return index;
        }

        private boolean isTouchedBy(Collection<String> optedOut) {
            return optedOut.stream().anyMatch(id -> indexOf(id) >= 0);
        }
    }

    private final EnumMap<Quadrant, Play> plays;
    private final EnumMap<Tier, String> serviceLevels;
    private final EnumMap<LifecycleStage, List<String>> stageStrategies;

    /** By place, then by which channel comes first. */
    private final transient Advice[][] advice;

    /**
     * A playbook.
     *
     * @param plays one for each quadrant
     * @param serviceLevels one for each tier
     * @param stageStrategies what to offer besides in a stage of the lifecycle; none for those that
     *     are not there
     * @throws IllegalArgumentException if a quadrant or a tier is missing, or a text is blank
     */
    public Playbook(
            Map<Quadrant, Play> plays,
            Map<Tier, String> serviceLevels,
            Map<LifecycleStage, List<String>> stageStrategies) {
        for (Quadrant quadrant : Quadrant.values()) {
            if (!plays.containsKey(quadrant)) {
                throw new IllegalArgumentException(quadrant.label() + " is missing");
            }
        }
        for (Tier tier : Tier.values()) {
            requireText("the service level of tier " + tier.label(), serviceLevels.get(tier));
        }
        this.plays = new EnumMap<>(plays);
        this.serviceLevels = new EnumMap<>(serviceLevels);
        this.stageStrategies = new EnumMap<>(LifecycleStage.class);
        stageStrategies.forEach(
                (stage, strategy) -> {
                    strategy.forEach(offer -> requireText("a strategy", offer));
                    this.stageStrategies.put(stage, List.copyOf(strategy));
                });
        this.advice = allAdvice();
    }

    private static void requireText(String what, String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(what + " is missing or blank");
        }
    }

    /**
     * What to do about one customer: the strategy of the quadrant and then that of the stage; the
     * channels of the quadrant, but for those that the customer does not want.
     *
     * @param preferredChannel id of the channel that comes first if it is among them; empty if none
     * @param optedOut ids of channels that must not be used
     */
    public Advice advice(
            Quadrant quadrant,
            Tier tier,
            LifecycleStage stage,
            String preferredChannel,
            Collection<String> optedOut) {
        Play play = plays.get(quadrant);
        int preferred =
                preferredChannel.isEmpty() ? 0 : Math.max(0, play.indexOf(preferredChannel));
        Advice all = advice[indexOf(quadrant, tier, stage)][preferred];
        if (optedOut.isEmpty() || !play.isTouchedBy(optedOut)) {
            return all;
        }
        List<String> allowed = new ArrayList<>(all.channels());
        for (Channel channel : play.channels()) {
            if (optedOut.stream().anyMatch(channel.id()::equalsIgnoreCase)) {
                allowed.remove(channel.name());
            }
        }
        return new Advice(all.strategy(), allowed, all.serviceLevel());
    }

    private static int indexOf(Quadrant quadrant, Tier tier, LifecycleStage stage) {
        return (quadrant.ordinal() * TIERS + tier.ordinal()) * STAGES + stage.ordinal();
    }

    private Advice[][] allAdvice() {
        Advice[][] all = new Advice[Quadrant.values().length * TIERS * STAGES][];
        for (Quadrant quadrant : Quadrant.values()) {
            Play play = plays.get(quadrant);
            for (Tier tier : Tier.values()) {
                for (LifecycleStage stage : LifecycleStage.values()) {
                    List<String> strategy = strategy(play, stage);
                    Advice[] byFirst = new Advice[play.channels().size()];
                    Arrays.setAll(
                            byFirst,
                            first ->
                                    new Advice(
                                            strategy,
                                            play.namesFrom(first),
                                            serviceLevels.get(tier)));
                    all[indexOf(quadrant, tier, stage)] = byFirst;
                }
            }
        }
        return all;
    }

    private List<String> strategy(Play play, LifecycleStage stage) {
        Set<String> strategy = new LinkedHashSet<>(play.strategy());
        strategy.addAll(stageStrategies.getOrDefault(stage, List.of()));
        return List.copyOf(strategy);
    }

    /** What to do about each quadrant. */
    public Map<Quadrant, Play> plays() {
        return Collections.unmodifiableMap(plays);
    }

    /** How well to serve each tier. */
    public Map<Tier, String> serviceLevels() {
        return Collections.unmodifiableMap(serviceLevels);
    }

    /** What to offer besides in a stage; stages without are not there. */
    public Map<LifecycleStage, List<String>> stageStrategies() {
        return Collections.unmodifiableMap(stageStrategies);
    }

    /** The advice is made anew, not sent. */
    private Object readResolve() {
        return new Playbook(plays, serviceLevels, stageStrategies);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Playbook that
                && plays.equals(that.plays)
                && serviceLevels.equals(that.serviceLevels)
                && stageStrategies.equals(that.stageStrategies);
    }

    @Override
    public int hashCode() {
        return Objects.hash(plays, serviceLevels, stageStrategies);
    }

    /** All that it says, in one order: the same text for the same playbook, on every machine. */
    @Override
    public String toString() {
        return "Playbook[" + plays + ", " + serviceLevels + ", " + stageStrategies + ']';
    }
}
