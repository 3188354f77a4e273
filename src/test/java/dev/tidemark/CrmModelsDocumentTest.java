package dev.tidemark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.config.Option;
import dev.tidemark.app.config.Options;
import dev.tidemark.kpi.Kpi;
import dev.tidemark.model.Dimension;
import dev.tidemark.model.EventType;
import dev.tidemark.model.NextAction;
import dev.tidemark.model.ProfileAttribute;
import dev.tidemark.wire.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/crm-models.md names in code is there, under that name. */
class CrmModelsDocumentTest {
    private static final MarkdownFile DOCUMENT = MarkdownFile.of("docs/crm-models.md");

    /** The word that stands for how words are shown. */
    private static final String CODE = "code";

    @Test
    void everyWordInCodeIsTheNameOfSomething() {
        Set<String> known = new TreeSet<>(Set.of(CODE, "customerId"));
        Arrays.stream(EventType.values()).map(EventType::wireName).forEach(known::add);
        Arrays.stream(Kpi.values()).map(Kpi::wireName).forEach(known::add);
        Arrays.stream(Kpi.values()).flatMap(kpi -> kpi.labels().stream()).forEach(known::add);
        Arrays.stream(Dimension.values()).map(Dimension::wireName).forEach(known::add);
        Arrays.stream(ProfileAttribute.values())
                .map(ProfileAttribute::wireName)
                .forEach(known::add);
        Options.all().stream().map(Option::key).forEach(known::add);
        known.addAll(topics());
        JsonNode schema = MessageSchema.of("scorecard").document();
        fields(schema, schema, "", known);
        List<String> shown = DOCUMENT.code();
        assertEquals(
                List.of(),
                shown.stream().filter(word -> !known.contains(word)).distinct().toList(),
                "in code, and not there");
        assertTrue(shown.size() > 60, shown.size() + " words in code");
    }

    private static List<String> topics() {
        Topics topics = new Topics("tidemark");
        return List.of(
                topics.events(),
                topics.scores(),
                topics.transitions(),
                topics.erasures(),
                topics.population(),
                topics.kpis(),
                topics.rejections());
    }

    /** Adds all fields of an object, with what they are in; definitions are followed. */
    private static void fields(JsonNode all, JsonNode object, String path, Set<String> known) {
        JsonNode here = object;
        if (object.has("$ref")) {
            here = all.at(object.get("$ref").asText().substring(1));
        }
        for (var field : here.path("properties").properties()) {
            String name = path + field.getKey();
            known.add(name);
            fields(all, field.getValue(), name + ".", known);
        }
    }

    @Test
    void theSevenDimensionsAreThoseOfTheNextAction() {
        List<String> shown =
                DOCUMENT.section("The lifecycle and its seven dimensions").firstCells();
        Set<String> actions = new TreeSet<>();
        Stream.of(NextAction.values()).forEach(a -> actions.add(a.name().toLowerCase(Locale.ROOT)));
        assertEquals(
                actions,
                new TreeSet<>(shown.stream().map(s -> s.toLowerCase(Locale.ROOT)).toList()));
        assertEquals(7, shown.size());
    }
}
