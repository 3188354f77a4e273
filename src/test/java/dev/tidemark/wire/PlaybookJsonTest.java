package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.model.CrmPlaces.Advice;
import dev.tidemark.model.LifecycleStage;
import dev.tidemark.model.Playbook;
import dev.tidemark.model.Quadrant;
import dev.tidemark.model.Tier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaybookJsonTest {
    private static final String PLAY =
            "{'strategy':['offer %s'],'channels':[{'id':'email','name':'mail'},"
                    + "{'id':'ads','name':'posters'}]}";
    private static final String SOUND =
            ("{'matrix':{'High-Value':%s,'Potential High-Value':%s,'Low-Value':%s,"
                            + "'Potential Low-Value':%s},'serviceLevels':{'strategic':'s1',"
                            + "'important':'s2','ordinary':'s3','potential':'s4'},"
                            + "'lifecycle':{'at risk':['hurry']}}")
                    .formatted(
                            PLAY.formatted("1"),
                            PLAY.formatted("2"),
                            PLAY.formatted("3"),
                            PLAY.formatted("4"));

    private static Playbook read(String text) {
        return PlaybookJson.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPlaybookIsReadWhole() {
        Playbook book = read(SOUND);
        assertEquals(
                new Advice(List.of("offer 2", "hurry"), List.of("posters", "mail"), "s3"),
                book.advice(
                        Quadrant.POTENTIAL_HIGH_VALUE,
                        Tier.ORDINARY,
                        LifecycleStage.AT_RISK,
                        "ads",
                        Set.of()));
        assertEquals(List.of("hurry"), book.stageStrategies().get(LifecycleStage.AT_RISK));
        Playbook bare = read(SOUND.replace(",'lifecycle':{'at risk':['hurry']}", ""));
        assertEquals(Set.of(), bare.stageStrategies().keySet());
        assertNotEquals(book, bare);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'matrix':             | 'quadrants':"
                        + " | the file has the unknown name 'quadrants'; allowed are matrix,"
                        + " serviceLevels, lifecycle",
                "'Potential High-Value'| 'High-value'"
                        + " | matrix has the unknown name 'High-value'; allowed are High-Value,"
                        + " Potential High-Value, Low-Value, Potential Low-Value",
                "'ordinary':'s3',      | ~~            | serviceLevels has no ordinary",
                "'ordinary':'s3'       | 'ordinary':3  | ordinary of serviceLevels is not a text",
                "'ordinary':'s3'       | 'ordinary':' '"
                        + " | ordinary of serviceLevels is missing or blank",
                "'s4'                  | 's4','vip':'s5'"
                        + " | serviceLevels has the unknown name 'vip'; allowed are strategic,"
                        + " important, ordinary, potential",
                "['offer 3']           | []   | strategy of Low-Value is empty",
                "['offer 3']           | 'x'  | strategy of Low-Value is not a list",
                "['offer 3']           | ['x',7]"
                        + " | item 2 of strategy of Low-Value is not a text",
                "['offer 3']           | ['\\ud800']"
                        + " | item 1 of strategy of Low-Value '?' has half of a surrogate pair",
                "['hurry']             | []   | at risk of lifecycle is empty",
                "'at risk'             | 'at-risk'"
                        + " | lifecycle has the unknown name 'at-risk'; allowed are prospect,"
                        + " onboarding, engaged, at risk, advocate, lapsed, won back",
                "'hurry']}             | 'hurry'],'at risk':['run']}"
                        + " | the name 'at risk' is there twice, near line 1, column 598",
                "{'at risk':['hurry']} | []   | lifecycle is not an object"
            })
    void aMistakeIsSaidInOneSentenceThatNamesThePlace(String from, String to, String message) {
        assertTrue(SOUND.contains(from), from);
        assertMistake(SOUND.replace(from, to == null ? "" : to), message);
    }

    private static void assertMistake(String text, String message) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> read(text), text);
        assertEquals(message, e.getMessage());
    }

    @Test
    void mistakesOfAPlayNameTheQuadrant() {
        String first = PLAY.formatted("1");
        String[][] changes = {
            {"'id':'ads'", "'id':'email'", "High-Value: channel id 'email' is there twice"},
            {"'posters'", "'mail'", "High-Value: channel name 'mail' is there twice"},
            {"'id':'ads',", "", "item 2 of channels of High-Value has no id"},
            {
                "'name':'posters'",
                "'name':['posters']",
                "name of item 2 of channels of High-Value is not a text"
            },
            {
                "'posters'",
                "'posters','cost':3",
                "item 2 of channels of High-Value has the unknown name 'cost'; allowed are id, name"
            },
            {
                "{'id':'email','name':'mail'}",
                "'email'",
                "item 1 of channels of High-Value is not an object"
            },
            {first, "{}", "High-Value has no strategy"},
            {first, "7", "High-Value is not an object"},
            {"'High-Value':" + first + ",", "", "matrix has no High-Value"}
        };
        for (String[] change : changes) {
            int at = SOUND.indexOf(change[0]);
            assertTrue(at > 0, change[0]);
            String text =
                    SOUND.substring(0, at) + change[1] + SOUND.substring(at + change[0].length());
            assertMistake(text, change[2]);
        }
    }

    @Test
    void whatIsNotOneJsonObjectIsRefused() {
        assertMistake("", "the file is not an object");
        assertMistake("[]", "the file is not an object");
        assertMistake("{'matrix':", "the file is not JSON, near line 1, column 11");
        assertMistake(SOUND + "{}", "the file is not JSON, near line 1, column 590");
        assertMistake("{}", "the file has no matrix");
        assertMistake("\u0000", "the file is not JSON, near line 1, column 2");
    }
}
