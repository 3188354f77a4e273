package dev.tidemark.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate BEGIN = LocalDate.of(2024, 1, 1);
    private static final long SEED = 12;

    @TempDir private Path directory;

    private record Said(int exit, String out, String err) {}

    @Test
    void theReportIsWrittenAndTheVerdictIsSaid() throws IOException {
        Said said = run("backtest", shop(700), "--out", out("a"), "--every", "30d");
        assertEquals(0, said.exit(), said.err());
        assertTrue(said.out().contains("Days of silence"), said.out());
        assertTrue(said.out().contains("TRUST"), said.out());
        JsonNode report = JSON.readTree(directory.resolve("a/report.json").toFile());
        assertEquals(700, report.at("/log/buyers").intValue(), "seed " + SEED);
        assertEquals("2024-01-01", report.at("/log/firstDay").textValue());
        assertEquals(90, report.at("/settings/horizonDays").intValue());
        assertTrue(report.at("/means/active90/churn/model/auc").isNumber());
        String page = Files.readString(directory.resolve("a/report.html"));
        assertTrue(page.contains(report.at("/trust/findings/0/sentence").textValue()));
        assertEquals(List.of("report.html", "report.json"), names("a"));
    }

    @Test
    void theSameLogGivesTheSameBytes() throws IOException {
        Path log = shop(600);
        assertEquals(0, run("backtest", log, "--out", out("a")).exit());
        assertEquals(0, run("backtest", log, "--out", out("b")).exit());
        for (String file : List.of("report.json", "report.html")) {
            assertArrayEquals(
                    Files.readAllBytes(directory.resolve("a").resolve(file)),
                    Files.readAllBytes(directory.resolve("b").resolve(file)),
                    file);
        }
    }

    @Test
    void aMistakeIsToldInOneLineThatNamesTheOption() throws IOException {
        Path log = shop(10);
        List<List<String>> mistakes =
                List.of(
                        List.of("--horizon", "36h"),
                        List.of("--horizon", "soon"),
                        List.of("--horizon", "0d"),
                        List.of("--every", "-7d"),
                        List.of("--every", "99999999999999d"),
                        List.of("--from", "1.2.2024"),
                        List.of("--until", "tomorrow"),
                        List.of("--model", "crystal-ball"));
        for (List<String> mistake : mistakes) {
            Said said = run("backtest", log, "--out", out("a"), mistake.get(0), mistake.get(1));
            assertEquals(2, said.exit(), mistake + said.err());
            assertTrue(
                    said.err().contains(mistake.get(0).replace("--model", "model.family")),
                    said.err());
            assertOneLine(said);
        }
    }

    @Test
    void aLogThatCannotBeJudgedIsToldInAPlainSentence() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.csv"), "customer,time,amount\n");
        assertPlain("no events in", run("backtest", empty, "--out", out("a")));
        Path brief = lines("brief.csv", 20, 30, 3);
        assertPlain("30 days", run("backtest", brief, "--out", out("a")));
        Path once = lines("once.csv", 700, 400, 1);
        assertPlain("more than one day", run("backtest", once, "--out", out("a")));
        Path few = lines("few.csv", 20, 400, 5);
        assertPlain("least-customers", run("backtest", few, "--out", out("a")));
        assertPlain("may be from", run("backtest", few, "--out", out("a"), "--from", "2031-01-01"));
        assertPlain(
                "before that", run("backtest", few, "--out", out("a"), "--until", "2020-01-01"));
    }

    /** Shops take goods back for months after the last order of an export. */
    @Test
    void whatIsTakenBackAfterTheLastOrderDoesNotStretchTheLog() throws IOException {
        Path log = shop(600);
        assertEquals(0, run("backtest", log, "--out", out("a")).exit());
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        lines.add("c5,%s,-3.00".formatted(BEGIN.plusDays(490)));
        Path longer = Files.write(directory.resolve("longer.csv"), lines);
        assertEquals(0, run("backtest", longer, "--out", out("b")).exit());
        String lastDay = BEGIN.plusDays(399).toString();
        for (String name : List.of("a", "b")) {
            JsonNode report = JSON.readTree(directory.resolve(name + "/report.json").toFile());
            assertEquals(lastDay, report.at("/log/lastDay").textValue(), name);
        }
        assertArrayEquals(
                Files.readAllBytes(directory.resolve("a/report.json")),
                Files.readAllBytes(directory.resolve("b/report.json")));
        String fit = run("fit", longer).out();
        assertTrue(fit.contains("to the end of " + lastDay), fit);
    }

    @Test
    void likelihoodsOfFamiliesCanBeCompared() throws IOException {
        Path random = shop(600);
        assertTrue(
                logLikelihood(random, "mbg-nbd") > logLikelihood(random, "mbg-cnbd-3"),
                "buyers at random, seed " + SEED);
        Path weekly = weekly(300);
        assertTrue(
                logLikelihood(weekly, "mbg-cnbd-3") > logLikelihood(weekly, "mbg-nbd"),
                "buyers of each week, seed " + SEED);
    }

    private double logLikelihood(Path log, String family) {
        Said said = run("fit", log, "--model", family);
        assertEquals(0, said.exit(), said.err());
        String line =
                said.out().lines().filter(l -> l.contains("log-likelihood")).findFirst().get();
        return Double.parseDouble(line.trim().split(" +")[1]);
    }

    /** Customers who come each week or so, one in ten of them for the last time. */
    private Path weekly(int customers) throws IOException {
        Random random = new Random(SEED);
        List<String> lines = new ArrayList<>(List.of("customer,time,amount"));
        for (int i = 0; i < customers; i++) {
            boolean stays = true;
            for (int day = i % 30; stays && day < 200; day += 5 + random.nextInt(5)) {
                lines.add("c%d,%s,10".formatted(i, BEGIN.plusDays(day)));
                stays = random.nextInt(10) > 0;
            }
        }
        return Files.write(directory.resolve("weekly.csv"), lines);
    }

    @Test
    void aFitOfTooLittleSaysSo() throws IOException {
        Said once = run("fit", lines("once.csv", 700, 400, 1));
        assertTrue(once.out().contains("nobody bought on a second day"), once.out());
        Said few = run("fit", shop(40));
        assertTrue(few.out().contains("under 500 customers"), few.out());
        Said enough = run("fit", shop(600));
        assertFalse(enough.out().contains("prior)"), enough.out());
    }

    @Test
    void fitPrintsWhatCanBePasted() throws IOException {
        Said said = run("fit", shop(700));
        assertEquals(0, said.exit(), said.err());
        String model =
                said.out()
                        .lines()
                        .filter(line -> line.startsWith("model.parameters = "))
                        .findFirst()
                        .orElseThrow();
        assertTrue(said.out().contains("Spearman"), said.out());
        Said pasted = run("fit", shop(700), "--set", model.replace(" = ", "="), "--no-prior");
        assertEquals(0, pasted.exit(), pasted.err());
        assertTrue(pasted.out().contains("prior of weight 0"), pasted.out());
        assertPlain(
                "nobody had bought anything by the end of 2023-12-31",
                run("fit", shop(10), "--until", "2023-12-31"));
    }

    private void assertPlain(String expected, Said said) {
        assertEquals(1, said.exit(), said.err());
        assertTrue(said.err().contains(expected), said.err());
        assertOneLine(said);
    }

    private static void assertOneLine(Said said) {
        assertFalse(said.err().contains("\tat "), "a stack trace: " + said.err());
        assertEquals(
                1,
                said.err().lines().filter(line -> line.startsWith("tidemark: ")).count(),
                said.err());
    }

    /** Customers of different habits over 400 days. */
    private Path shop(int customers) throws IOException {
        return lines("shop.csv", customers, 400, 12);
    }

    private Path lines(String name, int customers, int days, int most) throws IOException {
        Random random = new Random(SEED);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            int day = i < 2 ? i * (days - 1) : random.nextInt(Math.max(1, days / 4));
            double pause = 4 + random.nextInt(60);
            for (int j = 0; j < most && day < days; j++) {
                lines.add(
                        "c%d,%s,%d.00".formatted(i, BEGIN.plusDays(day), 10 + random.nextInt(40)));
                day += 1 + (int) (-pause * Math.log(1 - random.nextDouble()));
                j = random.nextInt(8) == 0 ? most : j;
            }
        }
        Collections.shuffle(lines, random);
        lines.add(0, "customer,time,amount");
        return Files.write(directory.resolve(name), lines);
    }

    private String out(String name) {
        return directory.resolve(name).toString();
    }

    private List<String> names(String out) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(out))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Said run(String verb, Path log, String... more) {
        List<String> arguments = new ArrayList<>(List.of(verb, "--input", log.toString()));
        arguments.addAll(List.of("--format", "csv"));
        arguments.addAll(List.of("--columns", "customer=customer,time=time,amount=amount"));
        arguments.addAll(List.of(more));
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exit = Tidemark.run(arguments.toArray(String[]::new));
            return new Said(
                    exit,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }
}
