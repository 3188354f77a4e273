package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RfmGridFileTest {
    private static RfmGridFile read(String text) {
        return RfmGridFile.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itSaysWhatIsThereInItsOrder() {
        RfmGridFile file = read("{'scores':5,'segments':{'Top':['5**'],'Rest':['4**','12*']}}");
        assertEquals(5, file.scores());
        assertEquals(List.of("Top", "Rest"), List.copyOf(file.segments().keySet()));
        assertEquals(List.of("4**", "12*"), file.segments().get("Rest"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'segments':{}}                        | the file has no scores",
                "{'scores':5}                           | the file has no segments",
                "{'scores':'5','segments':{}}           | scores is not a whole number",
                "{'scores':4.5,'segments':{}}           | scores is not a whole number",
                "{'scores':5,'segments':[]}             | segments is not an object",
                "{'scores':5,'segments':{'A':'***'}}    | A is not a list",
                "{'scores':5,'segments':{'A':[]}}       | A is empty",
                "{'scores':5,'segments':{'A':[555]}}    | item 1 of A is not a text",
                "{'scores':5,'segments':{' ':['***']}}  | a name in segments is missing or blank",
                "{'scores':5,'segments':{'A':['1**'],'A':['2**']}}"
                        + " | the name 'A' is there twice, near line 1, column 40",
                "{'scores':5,'segments':{},'name':'x'}"
                        + " | the file has the unknown name 'name'; allowed are scores, segments"
            })
    void aMistakeIsSaidInOneSentence(String text, String message) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> read(text), text);
        assertEquals(message, e.getMessage());
    }
}
