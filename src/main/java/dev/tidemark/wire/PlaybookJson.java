package dev.tidemark.wire;

import dev.tidemark.model.LifecycleStage;
import dev.tidemark.model.Playbook;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.Tier;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads a playbook, the form of which is {@code docs/schemas/playbook.schema.json}. */
public final class PlaybookJson {
    private static final String MATRIX = "matrix";
    private static final String SERVICE_LEVELS = "serviceLevels";
    private static final String LIFECYCLE = "lifecycle";
    private static final List<String> PARTS = List.of(MATRIX, SERVICE_LEVELS, LIFECYCLE);

    private static final String STRATEGY = "strategy";
    private static final String CHANNELS = "channels";
    private static final String ID = "id";
    private static final String NAME = "name";

    private PlaybookJson() {}

    /**
     * Reads a playbook that says something of each quadrant and each tier, and nothing else.
     *
     * @throws IllegalArgumentException in one sentence that says what is wrong, and where
     */
    public static Playbook read(byte[] bytes) {
        FileTree file = FileTree.of(bytes).only(PARTS);
        Map<Quadrant, Playbook.Play> plays = new EnumMap<>(Quadrant.class);
        FileTree matrix = file.in(MATRIX).only(labels(Quadrant.values(), Quadrant::label));
        for (Quadrant quadrant : Quadrant.values()) {
            plays.put(quadrant, play(quadrant.label(), matrix.in(quadrant.label())));
        }
        Map<Tier, String> levels = new EnumMap<>(Tier.class);
        FileTree tiers = file.in(SERVICE_LEVELS).only(labels(Tier.values(), Tier::label));
        for (Tier tier : Tier.values()) {
            levels.put(tier, tiers.in(tier.label()).of(SERVICE_LEVELS).text());
        }
        return new Playbook(plays, levels, stages(file));
    }

    private static Map<LifecycleStage, List<String>> stages(FileTree file) {
        Map<LifecycleStage, List<String>> stages = new EnumMap<>(LifecycleStage.class);
        if (!file.has(LIFECYCLE)) {
            return stages;
        }
        FileTree lifecycle =
                file.in(LIFECYCLE).only(labels(LifecycleStage.values(), LifecycleStage::label));
        for (LifecycleStage stage : LifecycleStage.values()) {
            if (lifecycle.has(stage.label())) {
                stages.put(stage, texts(lifecycle.in(stage.label()).of(LIFECYCLE)));
            }
        }
        return stages;
    }

    private static Playbook.Play play(String quadrant, FileTree play) {
        play.only(List.of(STRATEGY, CHANNELS));
        List<String> strategy = texts(play.in(STRATEGY).of(quadrant));
        List<Playbook.Channel> channels =
                play.in(CHANNELS).of(quadrant).items().stream().map(PlaybookJson::channel).toList();
        try {
            return new Playbook.Play(strategy, channels);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(quadrant + ": " + e.getMessage(), e);
        }
    }

    private static Playbook.Channel channel(FileTree channel) {
        channel.only(List.of(ID, NAME));
        return new Playbook.Channel(
                channel.in(ID).of(channel.place()).text(),
                channel.in(NAME).of(channel.place()).text());
    }

    private static List<String> texts(FileTree list) {
        return list.items().stream().map(FileTree::text).toList();
    }

    private static <E> List<String> labels(E[] constants, Function<E, String> label) {
        return Stream.of(constants).map(label).toList();
    }
}
