package dev.tidemark.backtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemark.backtest.BacktestReport;
import dev.tidemark.backtest.MadeUpReport;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private final BacktestReport report = MadeUpReport.get();
    private final String page = HtmlReport.of(report, "my <shop> & co.csv");

    @Test
    void thePageLoadsNothingFromAnywhere() {
        assertFalse(page.contains("<script"), "a script");
        assertFalse(page.contains("http"), "an address");
        assertFalse(page.contains("url("), "a file of the style");
        assertFalse(Pattern.compile("\\b(src|href|onload)=").matcher(page).find(), "a link");
    }

    @Test
    void theVerdictComesBeforeAnyFigure() {
        int verdict = page.indexOf("class=\"verdict");
        assertTrue(verdict > 0 && verdict < page.indexOf("<table"), "verdict at " + verdict);
        assertTrue(page.contains(Words.escaped(report.trust().findings().get(0).sentence())));
        assertTrue(page.contains("my &lt;shop&gt; &amp; co.csv"), "names are escaped");
        assertFalse(page.contains("<shop>"));
    }

    @Test
    void everyPictureIsWellFormedAndSaysWhatItShows() throws Exception {
        Matcher svg = Pattern.compile("<svg .*?</svg>", Pattern.DOTALL).matcher(page);
        Set<String> titles = new HashSet<>();
        int pictures = 0;
        while (svg.find()) {
            Document picture =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(svg.group())));
            titles.add(text(picture, "title"));
            assertFalse(text(picture, "desc").isBlank());
            assertEquals(2, axes(picture), titles.toString());
            assertTrue(picture.getElementsByTagName("path").getLength() > 0, titles.toString());
            assertFalse(svg.group().contains("NaN"), titles.toString());
            pictures++;
        }
        assertEquals(13, pictures, "calibration 2, gains 2, revenue 2, tracking 2, lead time, 4");
        assertEquals(pictures, titles.size(), "each has a title of its own: " + titles);
    }

    private static String text(Document picture, String tag) {
        return picture.getElementsByTagName(tag).item(0).getTextContent();
    }

    private static int axes(Document picture) {
        NodeList texts = picture.getElementsByTagName("text");
        int axes = 0;
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            axes += text.getAttribute("class").equals("axis") ? 1 : 0;
        }
        return axes;
    }

    @Test
    void aNumberThatIsNoneIsADash() {
        assertEquals("–", Words.number(Double.NaN, 3));
        assertEquals("–", Words.percent(Double.NaN, 1));
        assertEquals("12.5 %", Words.percent(0.125, 1));
        assertEquals("+0.02", Words.signed(0.02, 2));
    }
}
